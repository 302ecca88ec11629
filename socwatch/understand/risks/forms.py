"""How frequent words are, and how they inflect."""

from __future__ import annotations

from socwatch.understand.risks.category import word_set

#: May stand between the words of a pattern.
FILLERS = word_set(
    """
    the a an my his her their our your its this that these those some all any very just really so
    too of to up out again totally completely literally actually basically only also even now
    fucking damn bloody freaking goddamn own same whole entire other another own new old big huge
    massive poor little young elderly two three
    """
)

#: Words of nearly every text: a pattern is found by one of them only when it has nothing else.
EVERYWHERE = FILLERS | word_set(
    """
    i me we us he him she it they them you be is are was were been being am and or but if as at by
    for from in into on onto off over after before with without about against since when while what
    who how why where there here no not never can can't cant could will won't would should do does
    did don't didn't have has had having get gets got going go went gone come came make made take
    took give gave say said says tell told one down back more most day days time year years thing
    things like good great well much many than then because which i'm it's i'll you're he's they're
    that's isn't doesn't still only again last next first know want think need see saw let us u im
    today tomorrow tonight morning night week weeks hour hours off away ever every yet always
    through until during under done doing say saying talk look looking watch watching
    """
)
#: Words that many texts hold.
USUAL = word_set(
    """
    makes making takes taken giving gives given gotten getting comes coming goes people man woman men
    women boy girl guy guys work works working worked use using used put left right home house store
    shop phone phones food order orders card water car app site service customer customers staff
    friend friends family game games half find finds found buy bought company everyone someone
    anyone kid kids baby run open keep keeps kept call calls called seen night love best show happy
    world wait hope win won live play playing news way season better coming white black red brown
    gay race birthday party national ticket tickets set real concert miss start top place free album
    life team state bad video videos school sure end star movie long weekend ready please super both
    via check campaign support city brother music meet shit god song event times hot something round
    feel part fans fan tv looks apple former thought beat park band help fight join face price early
    class lead read yes stop final bring believe fun book deal dead death lost dark hit cut pay
    money blood raw wait wants needs said made makes board president chief head coach leader bill
    model models court court's light lights pack record lot lots box bag bar ice ring rings fish
    table chip chips cake coffee tea beer drink drinks bed pool door ride rides flight train plane
    bus boat swing ear hand hands eyes eye foot feet hair heart arm arms leg legs back oil mask
    match watch watches camera monitor fire shot stage bridge boots dog cat dogs cats duck ant ants
    parents mother father mom dad mum son sister wife husband daughter child children men student
    students doctor officer members member users user fans players adults users police government
    officials senate congress eu drop stand stands speak line lines street share shares month months
    minutes hours page post posts email account list post room light wheels motor bike ill
    """
)

#: Forms that no rule of spelling makes; common misspellings too.
IRREGULAR = {
    "amputate": "amputation amputated",
    "be": "is are was were been being am isn't wasn't",
    "bite": "bit bitten",
    "bleed": "bled",
    "blow": "blew blown",
    "break": "broke broken",
    "bribe": "bribery",
    "burn": "burnt",
    "burst": "bursted",
    "catch": "caught",
    "choke": "chocked",
    "come": "came",
    "deny": "denial",
    "die": "died dying",
    "drive": "drove driven",
    "eat": "ate eaten",
    "electrocute": "electricuted electrocution",
    "embezzle": "embezzlement",
    "explode": "exploaded explosion",
    "fall": "fell fallen",
    "feel": "felt",
    "find": "found",
    "forge": "forgery",
    "freeze": "froze frozen",
    "get": "got gotten getting",
    "give": "gave given",
    "go": "went gone goes",
    "grope": "groping",
    "have": "has had having",
    "hide": "hid hidden",
    "injure": "injury injuries",
    "keep": "kept",
    "lay": "laid",
    "lead": "led",
    "leave": "left leaving",
    "lie": "lied lying",
    "lose": "lost",
    "make": "made",
    "mislead": "misled",
    "pay": "paid",
    "person": "people",
    "put": "putting",
    "recall": "recal recalled",
    "rupture": "ruptured",
    "say": "said",
    "sell": "sold",
    "send": "sent",
    "shoot": "shot",
    "shut": "shutting",
    "smell": "smelt",
    "speak": "spoke spoken",
    "spill": "spilt",
    "steal": "stole stolen stealing",
    "strike": "struck",
    "sting": "stung",
    "swell": "swollen",
    "take": "took taken",
    "tear": "tore torn",
    "tell": "told",
    "throw": "threw thrown",
    "vomit": "vomited vomiting",
    "wheel": "wheels",
    "withdraw": "withdrew withdrawn",
    "write": "wrote written",
}
