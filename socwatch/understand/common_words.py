"""Words that say little about which event a text tells of, in the languages most often read.

Invariant: folded as `model.letters.fold` does. A short window cannot yet know from its own
counts which words are common; a long one would find out by itself.
"""

from __future__ import annotations

_ENGLISH = """
a about above actually after again against ago ain't all almost already also although always am an
and another any anybody anyone anything are aren't around as at away back be because been before
being below between both but by came can can't cannot come coming could couldn't did didn't do does
doesn't doing don't done down during each either else even ever every everybody everyone everything
few for from further gave get gets getting give given go goes going gone gonna got gotta
had hadn't has hasn't have haven't having he he's her here hers herself him himself his how however
i i'd i'll i'm i've if im in instead into is isn't it it'll it's its itself just keep kind know last
later least less let let's little lot made make makes many may maybe me mean might mine more
most much must my myself near need never new next no nobody none nor not nothing now of off often ok
okay old on once one only onto or other others our ours out over own per perhaps please put quite
rather really right said same saw say saying says see seem seems seen shall she she's should
shouldn't since so some somebody someone something soon still stuff such sure take taken than thank
thanks that that's the their theirs them then there there's these they they're thing things think
this those though through thus till to today together tomorrow tonight too took toward towards two
under until up upon us use used using very via want wanted wants was wasn't way we we'll we're we've
well went were weren't what what's whatever when where which while who whoever whole whom whose why
will with within without won't would wouldn't yeah yes yesterday yet you you'd you'll you're you've
your yours yourself rt mt qt amp breaking update news morning afternoon evening night day days week
weeks hour hours minute minutes year years time times ago first second third look looks looking tell
tells told ask asked asking call called calls happen happened happens happening lol omg wtf smh hey
hi hello guys people man woman anyone everywhere anywhere somewhere
"""
_SPANISH = """
al algo antes aquí así aún aunque cada como cómo con contra cual cuando cuándo de del desde donde
dónde dos el él ella ellas ellos en entre era eran es esa ese eso esta está están estas este esto
estos fue fueron ha hace hacer han hasta hay hoy la las le les lo los mas más me mi mis mucho muy
nada ni no nos nosotros o os otra otro para pero poco por porque qué que quien quién se ser si sí sin
sobre son soy su sus también tan tanto te tiene tienen todo todos tu tus un una uno unos y ya yo ayer
mañana vez gracias
"""
_GERMAN = """
aber alle allem allen aller alles als also am an auch auf aus bei beim bin bis bist da damit dann das
dass dem den denn der des dich die dies diese diesem diesen dieser dieses dir doch dort du durch ein
eine einem einen einer eines er es etwas euch für gegen gibt hab habe haben hat hatte hatten hier
hin ich ihm ihn ihr ihre im immer in ist ja jede jeder jetzt kann kein keine mal man mehr mein meine
mich mir mit muss nach nicht nichts noch nun nur ob oder ohne schon sehr sein seine sich sie sind so
solche soll um und uns unser unter viel vom von vor war waren warum was weil wenn wer werden wie
wieder will wir wird wo wurde wurden zu zum zur zwei über heute gestern morgen danke bitte
"""
_FRENCH = """
ai au aussi autre aux avec avoir avait avant bien car ce cela ces cet cette chez comme comment contre
dans de depuis des deux du elle elles en encore entre est et était été être eux fait font il ils je
jour la le les leur leurs lui ma mais me même mes moi mon ne nos notre nous on ont ou où par pas peu
peut plus pour pourquoi quand que quel quelle qui quoi sa sans se sera ses si son sont sous sur ta te
tes toi ton tous tout toute toutes très trop tu un une vers vos votre vous y aujourd'hui hier demain
merci
"""
_ITALIAN = """
a ad ai al alla alle anche ancora avere aveva che chi ci come con così da dal dalla dei del della
delle di dopo dove due e è ed era erano essere fa fatto gli ha hanno ho i il in io l la le lei li lo
loro lui ma me mi mia mio molto ne nel nella nei no noi non nostro o ogni oggi ora per perché però più
poi prima qua quando quanto quella quello questa questo qui se sei si sia solo sono su sua sul sulla
suo te ti tra tu tutti tutto un una uno va vi voi ieri domani grazie
"""
_PORTUGUESE = """
a ao aos as até com como da das de dela dele depois do dos e ela ele eles em entre era essa esse esta
está estão este eu foi foram há isso isto já lá lhe mais mas me mesmo meu minha muito na nas não nem no
nos nós o os ou para pela pelo por porque qual quando que quem são se sem ser seu seus só sua suas
também te tem tinha tudo um uma você vocês hoje ontem amanhã obrigado obrigada
"""
_DUTCH = """
aan al alle als altijd ben bij daar dan dat de deze die dit doen door dus een en er geen goed had
heb hebben heeft hem het hier hij hoe hun ik in is ja je jij kan maar me meer met mij mijn moet na naar
niet niets nog nu of om omdat onder ons ook op over te toch toen tot uit van veel voor waar was wat we
wel werd wie wij wil worden wordt ze zei zich zij zijn zo zonder zou vandaag gisteren morgen
"""
#: Said by unhappy customers of anybody, about anything.
_COMPLAINTS = """
angry answer answered apology appalling awful bad badly broke broken cancel chat complain complained
complaint complaints contact crap customer customers dead disappointed disappointing disgusting
disgrace email emails experience fail failed fails fault faulty fix fixed fuming garbage hate help
helped horrible issue issues joke junk money order ordered outrageous pathetic phone poor problem
problems product products purchase bought buy refund refunds refuse refused reply replied response
respond ridiculous rubbish rude sad sent send service shame shocking sorry stop stopped store stupid
support supposed team terrible trash trust unacceptable unhappy upset useless wait waited waiting
warranty waste work worked working works worse worst wrong love loved nice best awesome amazing happy good
great like fine enjoy recommend
avoid company brand bad again annoying lost delay delayed late cancelled third working ever website app site online shop
"""

COMMON = frozenset(
    " ".join((_ENGLISH, _SPANISH, _GERMAN, _FRENCH, _ITALIAN, _PORTUGUESE, _DUTCH)).split()
)
#: They weigh something, but little: many unhappy people share them and tell different things.
COMPLAINTS = frozenset(_COMPLAINTS.split()) - COMMON

#: Numbers and scales in words: “three million” is 3000000, as “3 million” is.
NUMBERS = {
    word: number
    for words, number in (
        ("a one eine un una", 1), ("two zwei deux dos due dois twee", 2),
        ("three drei trois tres tre drie", 3), ("four vier quatre cuatro quattro quatro", 4),
        ("five f\u00fcnf cinq cinco cinque vijf", 5), ("six sechs seis sei zes", 6),
        ("seven sieben sept siete sette sete zeven", 7), ("eight acht huit ocho otto oito", 8),
        ("nine neun neuf nueve nove negen", 9), ("ten zehn dix diez dieci dez tien", 10),
        ("twenty", 20), ("fifty", 50), ("hundred", 100),
    )
    for word in words.split()
}  # fmt: skip
SCALES = {
    word: number
    for words, number in (
        ("thousand thousands tausend mille mil mila duizend k", 1_000),
        ("million millions mio millionen millones milioni milh\u00f5es miljoen m", 1_000_000),
        ("billion billions milliarden milliards miliardi miljard bn", 1_000_000_000),
    )
    for word in words.split()
}  # fmt: skip

_CONTRADICTING = "false fake hoax untrue deny denies denied falsch faux fausse falso falsa"
_DENYING = """
not no never none nobody nothing cannot can't don't doesn't didn't isn't aren't wasn't weren't
won't wouldn't couldn't hasn't haven't without nicht kein keine keinen nie niemals pas jamais
non mai nunca não geen niet nooit no-one cant dont doesnt didnt isnt wont
"""
#: Words that deny a story wherever they stand.
CONTRADICTIONS = frozenset(_CONTRADICTING.split())
#: Words that turn what is said into its opposite: a text with one is no copy of one without.
DENIALS = CONTRADICTIONS | frozenset(_DENYING.split())
