"""Signs that are told by who does what to whom, in whatever words: people hurt, left or made to do
things; those in charge who hide and take; things that give way; secrets in wrong hands."""

from __future__ import annotations

PEOPLE_HURT = """
PERSON|ME|boys|girls ... abuse~|abused|molested|raped|assaulted|beaten|attacked|pinned|trampled|strangled|groped|grabbed|choked|slapped|punched|kicked|stabbed|mauled|tortured|dragged|ambushed|mugged|tasered|tased|handcuffed|followed|stalked|spiked|drugged|trapped|kidnapped .. by|at|for|in|to|home|down|while|when|outside|under|on|with ?
abused|molested|raped|assaulted|groped|tortured|trafficked|exploited|drugged|spiked|tasered|mauled|beat|handcuffed|choked|slapped|punched|pepper sprayed? .. PERSON|boys|girls|pupils|inmates|detainees|residents|refugees|patients
hit by bus|car|truck|van|train|lorry|tram|forklift|taxi|debris|bullet|falling
hit|hits|struck|strikes|ran|runs|mowed|mows|ploughed|plows|ploughs|knocked|rammed over|down|into? .. PERSON|pram|stroller|bike|buggy|crowd|pedestrian|dog|shoppers|bystanders
PERSON|fans|passengers|workers|tourists|families|dozens|hundreds|# ... trapped|crushed|buried|missing|screaming|fleeing|flee|panicked|terrified|choking|injured|stranded .. under|in|on|after|by|from|below|inside
people|passengers|kids|everyone|shoppers|fans|guests screaming|fleeing|panicking|crying|terrified|collapsing|choking|puking|vomiting|fainting
bled|bleeding out|badly|everywhere|profusely|heavily
still|feared|reported missing|trapped ... PERSON|fire|blast|collapse|dead|boat|flood|rubble
"""

THINGS_FAIL = """
PRODUCT|part|parts|panel|cover|wing|bolt|screw~|button~|piece~|cap|valve|nozzle|cable|rope|harness|buckle|clasp|lock|ladder|step|rail|railing|seat|fence|wall|floor|ride|stand ... came|come|comes|fell|falls|flew|flies|peel~|peeled|snap~|snapped|broke|breaks|gave|gives|give|ripped|cut|cuts|blew|tore|split .. off|away|apart|way|out|loose|open|down ... hand|hands|takeoff|flight|mph|motorway|highway|mouth|throat|baby|toddler|child|kid|kids|PERSON|speed|road|driving|mid|height|floor|feet|head|concrete
gave|give|gives|giving way ... under|fans|trapped|people|crowd|collapse~|killing|injuring|during|beneath|on
came|comes|come off in|the|its my|his|her|hands|hand|tracks|rails|road|runway
stuck|lodged|caught in his|her|my|their throat|windpipe|airway|oesophagus
in|down his|her|their|baby's throat|airway|windpipe
choke~|choking|choked ... PERSON|on|nearly|small|part~|bead~|grape|piece
ran|runs|running|jumped|blew red light|lights
brake~|steering|throttle|engine|ignition|autopilot|wheel|cruise|airbag ... failed|fail~|cut|cuts|locked|locks|seized|stuck|came|died|jam~|disengage~|swerve~|veer~|phantom|ran|hit|crash~ ?
nearly|almost|narrowly crashed|drowned|hit|crushed|fell|killed|lost|died|suffocated ?
peel~|peeled|strip~|stripped|burn~|melted|took .. skin|enamel|scalp|flesh|cornea
wrong leg|kidney|baby|patient|organ|eye|side|blood|embryo|body|tooth|medicine|pills|dose
left .. swab|sponge|needle|scissors|clamp|gauze|instrument|towel .. inside|in
botched surgery|operation|procedure|implant|job|injection|filler|repair|landing|rollout|launch
misdiagnosed|misdiagnosis
diluted|watered|contaminated|expired|fake|counterfeit .. chemo|vaccine~|medicine|insulin|drugs|milk|formula|saline
lead paint|pipes|poisoning|pipe|dust|exposure
FOREIGN|horsemeat|horse|pork|peanut|nuts|gluten|bleach|glove|tooth|condom|tampon|plaster|syringe|cigarette ... in|inside .. nugget|lasagne|burger|meal|FOOD|dish|plate|cup
puking|puked|vomited|vomiting|retching|diarrhoea|diarrhea|gastro ... after|everyone|whole|all|party|guests|kids|night|thanks|since|week|caterer|ward ?
whole|entire|half|all party|family|class|ship|office|table|team|wedding|crew|school .. sick|puking|ill|vomiting|poisoned|hospitalised|throwing
bed|bedbug~|bedbugs|cockroach~|rats|rat|mice|vermin|maggots|fleas|lice|mould|mold|sewage bugs|infested|infestation|in|on|running|all|along|behind|everywhere|across ... room|hotel|mattress|kitchen|bakery|shelf|shelves|shop|restaurant|bathroom|ward|warehouse|counter|floor|bread|walls|buffet|store
bed bugs
rats|mice|cockroaches|maggots|vermin run~|crawl~|feeding|nesting|spotted|seen
peephole|hidden|spy|secret camera~|cam|cams
"""

IN_CHARGE = """
BOSS|board|managers|traders|bankers|dean|priest|bishop|mayor|minister|surgeon|anchor|editor|auditors|officials|union|trustees|company|firm|maker|bank|plant|management|leadership|executives|bosses|headteacher ... hid|hide|hides|knew|rig~|rigged|invent~|faked|fakes|took|pocket~|bury|buried|ignored|ignore|covered|cheat~|cheated|forged|wiped|deleted|shredded|silenced|threatened|bribed|bought|lied|lies|gagged|fiddled|squandered|gambled|blew|looted|plundered|siphoned|plagiarised|plagiarized|exaggerated|inflated|overstated|concealed|suppressed|doctored|backdated|tipped|leaked|enriched ... money|millions|cash|results|data|deaths|risk|danger|defect|could|evidence|warnings|warning|report|benchmark|accounts|books|abuse|stories|story|victims|records|tests|donations|funds|pension~|bonus|truth|problem|complaints|emails|bribes|it|fault|leak|about|for|cctv|footage|switch
look~|looked|turn~|turned other|away|blind|eye way|eye
looked away|aside
turn~|turned .. blind eye
swept|sweep|sweeping|brush~|brushed .. under|aside rug|carpet
rigged|fixing|fixed|fiddled|manipulated .. benchmark|rates|prices|match|matches|auction|tender|contract|vote|election|libor|market|tests|results|exam|meter|meters
took|takes|taking|accept~|demand~|offered|paid|paying .. bribe~|cash|backhander~|kickback~|money .. to|for .. get|fix|look|win|kids|admit|approve|silence|drop|pass|contract
paid|paying|pays|solicited|traded|demanded .. for sex|silence
paid .. women|girls|prostitutes|escorts|boys .. sex
sent|sends|sending|shared .. nudes|photos|pictures|pics|dick|selfies|video|explicit ... himself|testers|staff|interns|students|genitals|minors|pupils|women|girl|underage ?
photos|pictures of himself|herself|genitals
failed breathalyser|breathalyzer|drug|sobriety
breathalyser|breathalyzer|drunk|intoxicated|over|high ... pilot|driver|captain|limit|shift|surgeon|flight|controls|wheel|crew|judge ?
pilot|captain|surgeon|driver|teacher|judge ... drunk|breathalyser|breathalyzer|cocaine|asleep|intoxicated|drugs
mansion|yacht|jet|villa|ferrari|holiday|lifestyle ... donation~|charity|taxpayer~|company|paid|funds|members|pension|parishioners|aid
plagiarise~|plagiarism|plagiarized|plagiarised
invent~|invented|made|fabricated|faked .. war|stories|sources|quotes|cv|degree|credentials|past|data|results
knew .. could|would|might|about|it|that ... fail|kill|leak|cut|break|explode|toxic|dangerous|unsafe|defect|fault|cancer|for|cover|ship~|sold|years|risk|anyway
knew ... and .. shipped|sold|hid|did|kept|nothing|anyway|said|lied
hid|hides|hidden|hiding|buried|bury|concealed|suppressed .. suicide|death|deaths|cancer|safety|trial|side|study|data|risk|defect|evidence|losses|debts|findings|test|abuse|truth|emissions|fees|costs|findings
"""

WRONG_HANDS = """
sent|gave|texted|emailed|posted|mailed|handed|showed|read|leaked|forwarded|disclosed|passed|shared|printed|couriered .. my|our|your|letters|the|his|her|someone's|patient|client|customer|celebrity|people's|private|bedroom|medical|bank ... to|with|on|by .. stranger|strangers|colleague|wrong|someone|ex|everyone|neighbour|neighbor|press|police|third|another|public|reporters|advertisers|whole
wrong people's|person's|person|address|customer|recipient|patient|account|hands ... details|letter~|data|bank|email|records|results|statement~|posted|sent|file
with|to|got someone|somebody else's|elses order|statement~|results|details|letter~|medical|bill|photos|passport|card|parcel
reading|read|peeking|snooping|looked|accessed|browsing|looking .. at? ... celebrity|patients'|patient|private|customer|ex's|confidential|personal|people's|colleagues' files|records|messages|accounts|medical|notes|data|emails
sim .. swapped|swap|swapping|cloned|hijack~
account|wallet|crypto|savings|points|balance|bitcoin|miles ... gone|emptied|vanish~|wiped|drained|stolen|cleared|disappear~
my|our|their|customer~|doctors'|people's face~|faces|voice|voices|photo|photos|likeness|data|pictures ... without .. asking|consent|permission|telling|paying
"""

WRONGED = """
called|calling|calls|labelled|labeled|tagged|described|branded .. me|her|him|us|them|my|black|PERSON|women|size|customer~|people ... fat|ugly|ape|apes|monkey|monkeys|gorilla~|animal~|slur|terrorist~|illegal|dirty|thief|criminal|whore|slut|retard~|foreigner|stupid|pig|names|insult
monkey|racist|homophobic|nazi|antisemitic|sectarian chant~|noises|gesture~|salute|abuse|banner
wrote|printed|typed|left insult|insults|slur|fat|ugly|note|racist ... receipt|bill|order|cup|ticket|weight
insult~|insulted|mocked|ridiculed|humiliated|belittled|laughed|jeered|taunted|shamed .. at? my|her|his|our|me|PERSON|customer~|women|disabled|autistic|veterans|grieving|victims|weight|accent|stutter|scars
PERSON ... insulted|mocked|ridiculed|humiliated|belittled|taunted|shamed|degraded|excluded|profiled|ejected|escorted|stopped .. by|for|because|at|in|from|while|again
pinned|handcuffed|arrested|detained|questioned|searched|reported .. student|man|boy|teen|woman|customer|shopper|guest|him|her|me|PERSON .. for|while|down .. eating|sitting|wait~|shopping|walking|being|sleeping|babysitting|black|speaking|having
no|not|won't|only|refuse~ .. women|blacks|muslims|gays|foreigners|disabled|jews|immigrants|gypsies allowed|need|apply|served|hire|need
"""

MADE_TO = """
forced|made|ordered|told|pressured|coerced|expected PERSON? ... to|work|wear|pick|sleep|drive|pee|clean|sign|finish|deliver|complete|kneel|stand|lift|undress|strip ... nappies|diapers|cotton|overtime|unpaid|floor|shift|injured|sick|sleep|free|delivery|break|bottles|flood|storm|hours|heat|fever|hurricane|tornado|fire|miscarriage|pregnant|cv|break|searched|lunch
cashiers|workers|staff|drivers|riders|nurses|employees|couriers|teachers|pickers|cleaners|interns|prisoners|maids|miners|farmhands|crew|developers|testers|people ... forced|sleep~|nappies|diapers|bottles|docked|collapsed|faint~|unpaid|underpaid|threatened|punished|timed|tracked|starve~|locked|crying|passport~|crammed|cramped|strip|burnt|exhausted|overworked
uyghur|uighur|rohingya|xinjiang|debt|indentured .. cotton|labour|labor|camp~|forced|workers|factory|bondage|servitude
down|downed|downing tools
sleep~|sleeping under|at|in desks|desk|office|cars|car|warehouse|tents|factory
crunch|death|forced ... overtime|weeks|hours|march|developers|launch ?
# day|hour|days|hours week~|shift~ ... year|straight|without|no|break|breaks|rest|exhausted|asleep|wheel|month|sleeping
told|made|ordered|app .. to|him|her|me|them ... finish|complete|carry|keep .. shift|delivery|working|going|route|on
no breaks|break|toilet|contract|gloves|mask|pay|rest|shade|water|ppe|helmet~|union ... staff|workers|because|for|warehouse|shift|wear|drivers|hours|cashiers|factory
confiscated|withheld|took|holding .. passport~|passports|wages|visas|phones
"""

LEFT = """
left|leave|leaves|leaving|abandoned|dumped|stranded|parked|forgot|forgotten|kept|stuck|locked|waiting .. mum|mom|mother|dad|father|gran|nan|grandmother|grandfather|PERSON|ME|pensioner~|disabled|patient~|kids|child ... in|at|on|for|outside|without|alone .. wheelchair|gate|floor|corridor|trolley|rain|cold|hours|hour|tarmac|airport|street|roadside|days|dark|heat|freezing|alone|night|bus|queue|hold|lift|toilet
on|in .. corridor|trolley|floor|tarmac|runway|ambulance ... waiting|hours|hour|bed|patient~|mother|plane
put|puts|hiked|hiking|raised|jacked|doubled|tripled|bumped my|our|the|prices|fees|bills? .. bill|bills|price~|rent|premium|fees|subscription|contract|up|#
price|fee|rent|rate hike~|rise~|increase~|gouging ... mid|without|again|angry|furious|players|customers|while|outrage|bomb ?
price~|rent|fees|bill|bills|premiums|cost ... tripled|doubled|quadrupled|soared|rationing|extortionate|hiked
took|takes|taking|charged|debited|billed|deducted|drained|helped .. #|grand|hundreds|thousands|money|payment|payments ... off|from|out .. my|our|card|account|son's|daughter's|mum's|grandmother's|kids|bank|pensioner
account|card|money|funds|deposit|wages|pension|refund|wallet|savings ... frozen|locked|blocked|suspended|stuck|held|missing|closed|withheld|vanished|disappeared ... can't|rent|won't|no|why|weeks|days|without|months|reason|due|explanation|answer|hours|pay|nobody|still ?
points|miles|vouchers|savings|credit|balance|voucher|tokens ... wiped|expired|gone|vanish~|disappear~|cancelled|deleted|devalued ... overnight|years|all|without|warning|suddenly|worth
box|parcel|package|order|delivery|suitcase|furniture|letter ... ripped|smashed|crushed|soaked|half|open|empty|wrecked|damaged|broken|opened|thrown|dumped .. missing|open|inside|in|on|by|all|over|street|rain
shrug~|shrugs|laughs|laugh|laughed|sneered|smirked .. at|off|it|about|in me|it|my|us|face|customers
nobody|noone|no one? ... responsibility|accountable|helped|help|cared|came|apologise~|apologised|listens
"""

NOT_WORKING = """
salaries|wages|pay|payments|payment|pensions|benefits|transfers|transfer|deposits|deposit|payroll ... didn't|haven't|hasn't|not|never|late|missing|delayed|vanished|bounced .. land|landed|arrive~|arrived|paid|cleared|gone|shown|through
nobody's|no one's|none|nothing|boarding|tickets|passes|barcodes|codes|qr|cards|card|scanner~|passports|readers .. scan|scans|scanning|work|works|read|reads|loads|printing ?
chaos|mayhem|carnage|meltdown|gridlock|pandemonium ... at|airport|check|station|tills|border|passengers|customers|queue~|hundreds|hours|terminal|launch|rail|flights|shops|system|as|after ?
check|border|security|self gates|in|desks|checkout ... chaos|down|queue~|hours|offline|closed|out
loop|looping|spinning|endless|infinite|stuck ... login|log|password|reset|load~|loading|screen|for|everyone|update|verification
login|reset|password|verification loop|loops
technical issue~|difficulties|problem~|fault|glitch
in|into|plunged dark|darkness ... homes|thousands|town|city|million|houses|#|substation|families|streets|storm|power
homes|thousands|town|city|million|houses|families|residents|villages ... dark|darkness|powerless|blackout|without
emergency|999|911|112|crisis|helpline|hotline ... rang|unanswered|down|busy|dead|hold|engaged|failed|cut|off|out ... out|minutes|hour|hours|hold|nobody|no
can't|cannot|couldn't|unable|cant|impossible .. ring|call|reach|dial|pay|board|withdraw .. ambulance|emergency|999|911|doctor|anyone|bills|rent|flight|cash|police
"""

RULED = """
AUTHORITY|ombudsman|regulator|inquiry|tribunal|coroner|report|watchdog|inspectors|commission|auditors|mps|un ... rules|ruled|says|said|finds|found|concludes|concluded|slams|slammed|condemns|condemned|demands|orders|ordered|forces|blames|blamed|rejects|blasts ... broke|breach~|breached|illegal|unlawful|repay|refund|failed|failings|negligence|negligent|misled|unsafe|compensate|responsible|liable|discriminated|preventable|pay|stop|apologise|guilty|overcharged|cover|neglect|systemic|law|inadequate
broke|breaks|breaking|broken|breached|flouted|skirted|dodged .. child|data|privacy|competition|labour|labor|consumer|advertising|lockdown|electoral|safety|building|environmental|protection|sanctions|export .. law|laws|rules|protection|code~|regulations|standards|act|sanctions
must|ordered|forced|told|has|have to? repay|refund|compensate|recall|stop|pay .. millions|customers|#|victims|billions|families|selling|damages|back|thousands
families|victims|survivors|customers|patients|residents|campaigners|relatives|pensioners|tenants ... demand|win|wins|seek|fight|sue|launch|want|call .. inquiry|justice|answers|compensation|inquest|apology|damages|payout|investigation|court
strip~|stripped|struck|suspended .. licence|license|off|title|knighthood|accreditation|certificate .. register|after|over|doctor|solicitor
maternity|hospital|care|mental|prison|nursing|custody|ward deaths|death|scandal|abuse|failings|neglect
neglect|neglected|negligent ... care|home|residents|patients|elderly|ward|children|maintenance|staff|warnings
"""

TURN_AWAY = """
rip~|ripped|rips|tear|tore|torn|burn~|burned|burnt|cut|cutting|bin~|binned|shred~|return~|returning|throw~|threw|smash~ .. up|season|my|their|our ... cards|card|tickets|season|membership|shirts|jerseys|loyalty ... outside|protest|over|because|after|ground|fans|back|disgust|never
season|ticket holders|members|fans|subscribers|supporters ... rip|tear|burn|cancel|boycott|protest|walk|demand|refund|hand|turn|quit|revolt
review bomb~|bombed|bombing|bombs
one star review~|reviews|rating~|bomb~
models|stars|actors|stylists|artists|authors|players|athletes|drivers|musicians|sponsors|designers|creators|staff|writers|speakers ... walk~|walked|quit|pull~|pulled|drop~|dropped|cut|leave|leaving|distance|refuse~|withdraw~|withdrew|resign~ .. away|out|from|label|brand|label|over|after|ties|campaign|event|festival|deal
"""

EARTH = """
frack~|fracking|fracked ... water|well|tremor~|earthquake~|protest~|gas|near|under|ban
tap|well water ... fire|brown|undrinkable|poison~|toxic|chemicals|stinks|sewage
methane|smog|soot|ash|fallout|haze ... plume|seen|space|field|town|over|leak~|school|factory|choking
software|device|engineers ... switch~|switched|turned|disable~|disabled|cheat~ .. filter|off|emissions|test|tests|road
burn~|burning|destroy~|shred~|landfill~ .. unsold|returned .. handbags|stock|bags|clothes|food|goods|shoes|perfume
crude|oil|sewage|slurry|chemicals|waste|sludge ... gush~|gushing|pour~|pouring|flow~|flowing|seep~|washed|coat~|coated ... well|river|beach|sea|weeks|days|town|birds|street|homes
mercury|cyanide|arsenic|lead|chemicals|dioxin|pesticide~|vinyl|chloride|benzene ... crippled|river|town|village|groundwater|fish|plume|cloud|poisoned|residents|soil|over
train|tanker|truck|wagons ... came|jumped|left|derail~ .. tracks|rails
came off tracks|rails
poach~|poaching|trophy hunt~|ivory|whaling|culled|slaughtered ... elephant~|rhino~|whales|seals|dolphins|lion~|supplier|sold|funded
"""

#: What the frames add to the categories: category, level, patterns.
FRAMES = (
    ("threat", 2, PEOPLE_HURT),
    ("product_safety", 2, THINGS_FAIL),
    ("executive_misconduct", 2, IN_CHARGE),
    ("data_breach", 2, WRONG_HANDS),
    ("discrimination", 2, WRONGED),
    ("labour", 2, MADE_TO),
    ("complaint", 2, LEFT),
    ("outage", 2, NOT_WORKING),
    ("legal", 2, RULED),
    ("boycott", 2, TURN_AWAY),
    ("environment", 2, EARTH),
)
