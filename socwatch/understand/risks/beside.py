"""The company that takes harm out of words: what lowers a sign, and what takes it back."""

from __future__ import annotations

from socwatch.understand.risks.category import word_set

#: What takes back the sign that it stands before, within a few words of the same sentence.
NEGATORS = word_set(
    """
    no not never without nobody none nothing zero neither nor isn't isnt wasn't wasnt aren't arent
    weren't werent didn't didnt doesn't doesnt don't dont haven't havent hasn't hasnt hadn't won't
    wont wouldn't wouldnt can't cant cannot couldn't couldnt avoid avoids avoided avoiding prevent
    prevents prevented preventing averted averts hardly barely unlikely deny denies denied free
    instead rather nowhere stopped ain't aint immune risk-free
    """
)
#: Where what a negator takes back ends.
ENDS = word_set(
    ", : after for from in with since because and but when while at before during by until"
)
#: Behind a negator they turn it: "no wonder it exploded", "not only".
TURNS = word_set(
    "wonder only just doubt surprise one longer idea matter help news sign first joke end"
)

#: They say that a thing has not happened: "if it ever", "imagine".
HYPOTHETICAL = word_set("if imagine suppose unless hypothetically scenario pretend")
#: What must stand with `if` for it to be a thought only.
THOUGHT = word_set("ever would what imagine were haha lol someday one")
#: It was no real one.
UNREAL = word_set(
    "drill drills rehearsal simulated simulation prank joke joking kidding satire parody cosplay"
)
#: Stories, stages and games.
FICTION = word_set(
    """
    film films movie movies trailer episode episodes sitcom novel novels novelist fiction thriller
    thrillers musical cinema netflix documentary docuseries protagonist villain villains cosplay
    sequel premiere screenplay biopic soundtrack lyrics rapper playlist mixtape remix anime manga
    marvel gameplay gamer gaming speedrun fortnite minecraft gta rpg museum exhibition exhibit
    podcast podcasts storyline finale zombie zombies theatre playwright plays
    """
)
#: The film or report is about the real thing.
EXPOSES = word_set(
    "mogul undercover secret hidden exposes exposed exposing reveals revealed leaked shows footage"
)
#: It was long ago, or is told as a lesson.
LONG_AGO = word_set(
    """
    anniversary remembering remembered commemorate commemorates commemorating memorial historic
    museum archive archives century centuries decades textbooks
    lesson lessons commemoration nineties eighties seventies sixties fifties lecture
    """
)
#: Sport, where people are shot at, killed off and crushed.
SPORT = word_set(
    """
    goal goals scored scorer striker midfielder goalkeeper keeper defender penalty league cup match
    derby playoffs quarterback touchdown innings wicket wickets batsman bowler pitcher homer dunk
    nba nfl nhl mlb fifa uefa referee ref season halftime fulltime kickoff tournament opponent
    opponents rivals champions championship semifinal semis finals medal olympics marathon pb squats
    gym workout cardio crossfit reps bowling golf tennis rugby cricket skate kickflip surf
    """
)
#: People who are having fun.
LAUGHTER = word_set(
    """
    lol lmao lmfao rofl haha hahaha hahahaha hehe hilarious funny funniest giggle giggling giggles
    laughing laughter laugh jk omg yay woohoo whoop obsessed vibes banger slaps slayed
    """
)
LAUGHING = "\U0001f602\U0001f923\U0001f60d\U0001f970\U0001f618\u2764\U0001f495\U0001f60e\U0001f389"

#: Said of those who behaved when something was wrong.
PRAISED = word_set(
    """
    brilliant brilliantly excellent excellently superb superbly amazing awesome fantastic wonderful
    perfect perfectly great best love loved loving loves adore beautiful gorgeous delicious lovely
    impressed impressive kudos bravo applause congrats congratulations exemplary flawless flawlessly
    outstanding hailed praised praise nailed legend legends stellar hero heroes lifesaver proud
    respect recommend recommended delighted thrilled swift swiftly smoothly smooth classy class
    helpful glad grateful thankful stunning fab chuffed favourite favorite cute wow
    comfiest good fun happy nice tasty yum yummy bargain enjoyed enjoy wins winner won award
    awards proudly thrives thriving charming heaven epic genius clever immaculate reassuring
    transparent pleased adorable plus deserves
    """
)
#: How an organisation dealt with harm; where that is praised, even sure words are lowered.
HANDLING = word_set(
    """
    response respond responded responds handled handling handles communicated communication dealt
    managed reacted reaction apology crisis transparency
    """
)
#: It is over, or has proved to be nothing.
OVER = word_set(
    """
    fixed resolved restored solved repaired contained extinguished patched reopened reopens averted
    dismissed acquitted exonerated cleared clears debunked unfounded dropped withdrawn recovered
    recovering resumes resumed sorted lifted vindicated overturned thrown averted reinstated
    """
)
#: With one of these beside them, neither praise nor an end takes anything away.
BITTER = word_set(
    """
    not never still but no nobody refuse refused refuses victims injured died dead killed worst
    awful terrible horrible disgusting disgusted furious angry shame ashamed scam ignored useless
    pathetic unacceptable unbelievable ridiculous joke sarcasm wtf smh thanks cover-up hospital
    despite until yet although however claims isn't won't wasn't didn't don't can't wont didnt cant
    """
)
#: Little words that go with trouble: one of them and a hint of harm are a serious sign.
TROUBLED = word_set(
    """
    not never still no nobody refuse refused refuses without nothing wrong failed fails again since
    """
)
#: Where nobody speaks of harm in earnest.
FUN = LAUGHTER | SPORT | PRAISED | FICTION
