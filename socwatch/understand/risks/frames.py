"""Signs that are told by who does what to whom, in whatever words: people hurt, left or made to do
things; those in charge who hide and take; things that give way; secrets in wrong hands."""

from __future__ import annotations

PEOPLE_HURT = """
followed PERSON|me|her .. home|outside|around|to
plough~|ploughs|plow~|plows|career~|careers|veer~|veers|crash~|smash~ into ... bus|crowd|stop|queue|shop|PERSON|house|wall|cyclist~|parade|market
PERSON|KIN|CHILDREN ... didn't|not|never|didnt make|made|wake|woke|come|came|recover|recovered it|up|home|round|out ... clinic|hospital|hospitals|surgery|anaesthetic|heat|alive|warehouse|operation|plant|site|shift|fire|crash
put~|puts ... in|into ground|grave|coffin|morgue|dirt
it|all|they|you|everything will|gonna|'ll all? burn|blow|die|bleed ... sunday|monday|tuesday|wednesday|thursday|friday|saturday|tonight|tomorrow|soon
threats ... employees|staff|kids|children|family|families|home|mail|letters|received|receive~|sent|get|getting|workers|against|from
note|letter|message|post|email|graffiti ... threaten~|burn|bomb|kill|shoot|bloodbath|blood|die|massacre|attack|revenge|pay for
bloodbath|massacre|carnage ... promising|promise~|threat|warn~|cancelled|campus|message~|at|school|store
PERSON|ME|boys|girls ... abuse~|abused|molested|raped|assaulted|beaten|attacked|pinned|trampled|strangled|groped|grabbed|choked|slapped|punched|kicked|stabbed|mauled|tortured|dragged|ambushed|mugged|tasered|tased|handcuffed|stalked|spiked|drugged|trapped|kidnapped .. by|at|for|in|to|home|down|while|when|outside|under|on|with ?
abused|molested|raped|assaulted|groped|tortured|trafficked|exploited|drugged|spiked|tasered|mauled|beat|handcuffed|choked|slapped|punched|pepper sprayed? .. PERSON|boys|girls|pupils|inmates|detainees|residents|refugees|patients
hit by bus|car|truck|van|train|lorry|tram|forklift|taxi|debris|bullet|falling
hit|hits|struck|strikes|ran|runs|mowed|mows|ploughed|plows|ploughs|knocked|rammed over|down|into? .. PERSON|pram|stroller|bike|buggy|crowd|pedestrian|dog|shoppers|bystanders
PERSON|fans|passengers|workers|tourists|families|dozens|hundreds|# ... trapped|crushed|buried|missing|screaming|fleeing|flee|panicked|terrified|choking|injured|stranded .. under|in|on|after|by|from|below|inside
people|passengers|kids|everyone|shoppers|fans|guests screaming|fleeing|panicking|crying|terrified|collapsing|choking|puking|vomiting|fainting
bled|bleeding out|badly|everywhere|profusely|heavily
still|feared|reported missing|trapped ... PERSON|fire|blast|collapse|dead|boat|flood|rubble
"""

THINGS_FAIL = """
liver|kidney|organ|lung|heart|renal|respiratory failure|damage|attack ... PRODUCT|after|gave|from|caused|left|since
PRODUCT ... liver|kidney|organ|lung|heart|renal|nerve|brain failure|damage
nicu|icu !
left PERSON|ME .. blind|deaf|paralysed|paralyzed|disabled|disfigured|scarred|brain|unable
go|goes|went|gone|going blind|deaf|limp|unresponsive
lips|baby|toddler|face|fingers|PERSON ... turn|turned|turning|went blue|purple|limp|grey
can't|cannot|cant|couldn't|lost feel|feeling|sensation ... finger~|fingers|hand|hands|leg|legs|face|toes|arm
ate|eats|eating|dissolve~|corrode~|burned|burnt through my|our|the .. BODY|floor|nails|enamel|table|worktop|skin|carpet
PRODUCT ... shot|flew|rocketed|launched|fired|hurtled into|across|at|through|past ... ceiling|wall|face|kitchen|head|window|room|us|me|him|her
go~|goes|went|gone|goes up like torch|candle|bonfire|tinder|match|fireworks
turned|melted|collapsed into puddle|lump|pile|ash|ashes|fireball
unplug|unplugged it|now|immediately|them .. now|immediately|before
kicked|kicks back ... drill|saw|grinder|finger|fingers|hand|wrist
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
toast~|toasted|celebrated|joke~|joked|joking|laugh~|laughed|laughing|champagne|brag~|bragged|party|partied .. about|at|over|the ... layoffs|deaths|death|victims|cuts|redundancies|firings|sackings|customers|crash|strike
bonus|bonuses|payrise|rise|million|jet|dividend|dividends ... closed|close|cut|cuts|fired|laid|sacked|collapse|collapsed|lost|strike|bankrupt|bailout|poverty .. plant|jobs|staff|workers|us|factory|people|workforce
signed|sign|nod~|wave~|waved off|through .. on ... fraud|fake|inflated|faulty|unsafe|numbers|lie|cover
everyone|upstairs|boss|bosses|management knew|signed|looked ... off|away|about|nothing|and
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
unauthorised|unauthorized|unknown|malicious|third .. party|parties|person|actor|persons|individual ... access~|accessed|data|look|history|system~|records|information|account~|viewed|obtained|copied
footage|data|photos|records|recordings|files|passports|messages|chats|details|scan ... on|in|across .. telegram|forum|pastebin|reddit|discord|torrent|4chan|internet|web|sale ?
log~|logged in|into ... i'm|as|am|into|see|get somebody|someone|stranger|another|different|else ... called|account|name|address|else|profile|orders|details
lost|loses|lose|misplaced|mislaid|left ... hard|usb|laptop|drive|drives|disk|memory|stick|tapes|folder|folders ... record|records|pupil~|patient~|customer~|data|names|every|details
sent|gave|texted|emailed|posted|mailed|handed|showed|read|leaked|forwarded|disclosed|passed|shared|printed|couriered .. my|our|your|letters|the|his|her|someone's|patient|client|customer|celebrity|people's|private|bedroom|medical|bank ... to|with|on|by .. stranger|strangers|colleague|wrong|someone|ex|everyone|neighbour|neighbor|press|police|third|another|public|reporters|advertisers|whole
wrong people's|person's|person|address|customer|recipient|patient|account|hands ... details|letter~|data|bank|email|records|results|statement~|posted|sent|file
with|to|got someone|somebody else's|elses order|statement~|results|details|letter~|medical|bill|photos|passport|card|parcel
reading|read|peeking|snooping|looked|accessed|browsing|looking .. at? ... celebrity|patients'|patient|private|customer|ex's|confidential|personal|people's|colleagues' files|records|messages|accounts|medical|notes|data|emails
sim .. swapped|swap|swapping|cloned|hijack~
account|wallet|crypto|savings|points|balance|bitcoin|miles ... gone|emptied|vanish~|wiped|drained|stolen|cleared|disappear~
my|our|their|customer~|doctors'|people's face~|faces|voice|voices|photo|photos|likeness|data|pictures ... without .. asking|consent|permission|telling|paying
"""

WRONGED = """
asked|asks|demand~|demanded|wanted|check~ .. black|asian|muslim|brown|arab|latino|roma .. colleague|friend|customer|man|woman|couple|wife|husband|family|son|daughter|brother ... id|receipt|bag|search|leave|papers|proof|deposit
reject~|rejected|refuse~|refused|turned|ignored|ghosted|dismissed|denied ... wheelchair|hijab|headscarf|surname|accent|skin|pregnant|disability|ethnic|foreign|arabic|muslim|black|autism|stammer|turban
names|name|surname~ ... sound~|sounding|sounds|foreign arabic|foreign|black|muslim|african|polish|jewish|ethnic
slave|slavery|slaves|holocaust|plantation|nazi|hitler|blackface|colonial|gypsy|terrorist|auschwitz|lynching .. ship? themed|theme|party|costume|joke|jokes|ad|advert|game|menu|shirt|quote|cosplay|campaign
me|us|him|her not once|white
called|calling|calls|labelled|labeled|tagged|described|branded .. me|her|him|us|them|my|black|PERSON|women|size|customer~|people ... fat|ugly|ape|apes|monkey|monkeys|gorilla~|animal~|slur|terrorist~|illegal|dirty|thief|criminal|whore|slut|retard~|foreigner|stupid|pig|names|insult
monkey|racist|homophobic|nazi|antisemitic|sectarian chant~|noises|gesture~|salute|abuse|banner
wrote|printed|typed|left insult|insults|slur|fat|ugly|note|racist ... receipt|bill|order|cup|ticket|weight
insult~|insulted|mocked|ridiculed|humiliated|belittled|laughed|jeered|taunted|shamed .. at? my|her|his|our|me|PERSON|customer~|women|disabled|autistic|veterans|grieving|victims|weight|accent|stutter|scars
PERSON ... insulted|mocked|ridiculed|humiliated|belittled|taunted|shamed|degraded|excluded|profiled|ejected|escorted|stopped .. by|for|because|at|in|from|while|again
pinned|handcuffed|arrested|detained|questioned|searched|reported .. student|man|boy|teen|woman|customer|shopper|guest|him|her|me|PERSON .. for|while|down .. eating|sitting|wait~|shopping|walking|being|sleeping|babysitting|black|speaking|having
no|not|won't|only|refuse~ .. women|blacks|muslims|gays|foreigners|disabled|jews|immigrants|gypsies allowed|need|apply|served|hire|need
"""

MADE_TO = """
told|ordered|made|asked|instructed|forced .. to .. hide|lie|hush|delete|shred|cover|pretend ... inspector~|auditor~|police|customers|inspection|press|injury|accident|union|regulator|visit
until|unless|demand|demanding|want .. they|we|get|a ... raise|rise|contract|wage|wages|paid|sick ?
no deliveries|flights|trains|buses|service|post|collections until|unless|over|today|tomorrow .. they|we|pay|raise
drivers|cleaners|riders|couriers|staff|nurses|crew|teachers|pickers|cooks|workers ... park~|down|refuse~|walk~|stop~|occupy~|block~|sit|march~ .. up|tools|shift|out|work|in|plant|office|gates|until|over|for|on ... pay|raise|wages|contract|conditions|safety|deliveries|management|boss|noon|today
forced|made|ordered|told|pressured|coerced|expected PERSON? ... to|work|wear|pick|sleep|drive|pee|clean|sign|finish|deliver|complete|kneel|stand|lift|undress|strip ... nappies|diapers|cotton|overtime|unpaid|floor|shift|injured|sick|bottles|flood|storm|heat|fever|hurricane|tornado|fire|miscarriage|pregnant|cv|break|searched|lunch
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
put|puts|hiked|hiking|raised|jacked|doubled|tripled|bumped my|our|the|prices|fees|bills? .. bill|bills|price~|rent|premium|fees|subscription
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
ate|eaten|swallowed|lost|lose|losing|wiped|erased|nuked|deleted .. my|our|all|the|everyone's|customers' .. backup~|backups|files|data|photos|orders|saves|bookings|messages|work|database|emails|history|playlist~
unreachable|server|terminal|terminals|app ... dead|stuck|down|unreachable|says|frozen|offline|error .. unreachable|queue|door|error|offline|again|everywhere|cash|nothing
anyone's|anybody's|everyone's|everybody's|somebody's|is|are SYSTEM|DEVICE .. stuck|down|dead|offline|frozen|broken|dark|looping|acting|unresponsive
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
drag~|dragged|haul~|hauled|summoned|called before|to|in .. front? .. parliament|congress|senate|committee|court|judge|regulator|mps|lawmakers
group|class|part|thousands|families|hundreds|customers|drivers|investors|parents|nurses|women|patients|workers|farmers|tenants|victims ... sue|suing|sues
licence|license|permit|charter|franchise|certification ... thread|risk|lose|losing|loses|lost|revoke~|suspend~|review|jeopardy|yanked|stripped|doubt
price|bid|market|auction|tender rigging|fixing|manipulation
AUTHORITY|ombudsman|regulator|inquiry|tribunal|coroner|report|watchdog|inspectors|commission|auditors|mps|un ... rules|ruled|says|said|finds|found|concludes|concluded|slams|slammed|condemns|condemned|demands|orders|ordered|forces|blames|blamed|rejects|blasts ... broke|breach~|breached|illegal|unlawful|repay|refund|failed|failings|negligence|negligent|misled|unsafe|compensate|responsible|liable|discriminated|preventable|pay|stop|apologise|guilty|overcharged|cover|neglect|systemic|law|inadequate
broke|breaks|breaking|broken|breached|flouted|skirted|dodged .. child|data|privacy|competition|labour|labor|consumer|advertising|lockdown|electoral|safety|building|environmental|protection|sanctions|export .. law|laws|rules|protection|code~|regulations|standards|act|sanctions
must|ordered|forced|told|has|have to? repay|refund|compensate|recall|stop|pay .. millions|customers|#|victims|billions|families|selling|damages|back|thousands
families|victims|survivors|customers|patients|residents|campaigners|relatives|pensioners|tenants ... demand|win|wins|seek|fight|sue|launch|want|call .. inquiry|justice|answers|compensation|inquest|apology|damages|payout|investigation|court
strip~|stripped|struck|suspended .. licence|license|off|title|knighthood|accreditation|certificate .. register|after|over|doctor|solicitor
maternity|hospital|care|mental|prison|nursing|custody|ward deaths|death|scandal|abuse|failings|neglect
neglect|neglected|negligent ... care|home|residents|patients|elderly|ward|children|maintenance|staff|warnings
"""

TURN_AWAY = """
part of problem
if|anyone|people you|who|still? ... still .. shop|buy|use|support|eat|drink|work|fly|defend ... problem|shame|complicit|after|judge|blame
unsubscribed|uninstalled ?
until they|you|it|he|she apologise|apologize|apologises|apologizes|change|changes|listen|resign|resigns|stop|stops|sack|explain|pay|pull
club|office|church|school|union|town|council|family|team|village|parish|class .. is|are|has|have|votes|voted ... ditch~|ditching|drop~|dropping|stop~|stopped|boycott~|leaving|ban~|switch~|switching|dump~|dumping
bye|goodbye|farewell|so long .. forever|acme|lads|guys ?
rip~|ripped|rips|tear|tore|torn|burn~|burned|burnt|cut|cutting|bin~|binned|shred~|return~|returning|throw~|threw|smash~ .. up|season|my|their|our ... cards|card|tickets|season|membership|shirts|jerseys|loyalty ... outside|protest|over|because|after|ground|fans|back|disgust|never
season|ticket holders|members|fans|subscribers|supporters ... rip|tear|burn|cancel|boycott|protest|walk|demand|refund|hand|turn|quit|revolt
review bomb~|bombed|bombing|bombs
one star review~|reviews|rating~|bomb~
models|stars|actors|stylists|artists|authors|players|athletes|drivers|musicians|sponsors|designers|creators|staff|writers|speakers ... walk~|walked|quit|pull~|pulled|drop~|dropped|cut|leave|leaving|distance|refuse~|withdraw~|withdrew|resign~ .. away|out|from|label|brand|label|over|after|ties|campaign|event|festival|deal
"""

EARTH = """
creek|river|stream|lake|canal|pond|sea|harbour|beach|brook|water|tap ... ran|runs|running|turned|turns|turning|went|flowing|is|was purple|orange|red|black|brown|green|white|milky|foaming|foamy
not|doesn't|don't|never|won't compost|recycle|biodegrade|decompose
dust|soot|ash|fumes|smell|stink|grit|fallout ... residents|washing|windows|cars|lungs|school|houses|neighbours|laundry|villagers|street|breathe
frack~|fracking|fracked ... water|well|tremor~|earthquake~|protest~|gas|near|under|ban
tap|well water ... fire|brown|undrinkable|poison~|toxic|chemicals|stinks|sewage
methane|smog|soot|ash|fallout|haze ... plume|seen|space|field|town|over|leak~|school|factory|choking
software|device|engineers ... switch~|switched|turned|disable~|disabled|cheat~ .. filter|off|emissions|test|tests|road
burn~|burning|destroy~|shred~|landfill~ .. unsold|returned .. handbags|stock|bags|clothes|food|goods|shoes|perfume
crude|oil|sewage|slurry|chemicals|waste|sludge ... gush~|gushing|pour~|pouring|flow~|flowing|seep~|washed|coat~|coated ... well|river|beach|sea|weeks|days|town|birds|street|homes
mercury|cyanide|arsenic|chemicals|dioxin|pesticide~|vinyl|chloride|benzene ... crippled|river|town|village|groundwater|fish|plume|cloud|poisoned|residents|soil|over
train|tanker|truck|wagons ... came|jumped|left|derail~ .. tracks|rails
came off tracks|rails
poach~|poaching|trophy hunt~|ivory|whaling|culled|slaughtered ... elephant~|rhino~|whales|seals|dolphins|lion~|supplier|sold|funded
"""

FALSE_TALK = """
isn't|not|aren't|never|no|they're .. giving|closing|shutting|bankrupt|banning|leaving|cancelling|killing|selling|shipping|recalling|firing|going ... page|link|post|rumour|rumor|bogus|fake|hoax|scam|spread~|stop|false|nonsense|rubbish|made|lie
page|link|text|email|site|message|call|caller|number|profile|giveaway|voucher|offer|account|ad|advert|post|survey|letter is|was|are|isn't|looks|not|a bogus|fake|fraud|fraudulent|scam|con|phishing|hoax|false|not|real|legit|genuine|us
call|called|text|texted|email|message|knock|letter ... from .. fraud|security|support|refund|prize|bank ... con|scam|fake|knew|asked|pin|password|card|gift|transfer
total|complete|utter|massive|big|absolute|elaborate|clever con|fraud|hoax|fabrication|scam
viral|old|recycled|edited|cropped|staged|mislabelled clip|video|photo|picture|post|story|image|claim~ ... from|different|another|years|fake|not|false|#|elsewhere|wrong|country|shop
claim~|claiming|claims|say~|says|saying|posts|thread|tiktok|video|influencer~|group ... is|are|causes|contains|contain|gives poison|poisonous|toxic|cancer|cult|spying|microchips|nanobots|aborted|lethal|satanic
wrong man|woman|person|photo|picture|face|name ... printed|named|paper|killer|suspect|accused|identified|shared|as
using|use|uses|used|steal~|stole|copied our|my|their|doctors'|doctor's|ceo's .. name~|face~|faces|logo|likeness|identity|photos|brand ... without|ads|ad|sell|trick|fake|scam|asking|con
"""

#: Category to its frames; all of them are serious.
FRAMES = {
    "threat": PEOPLE_HURT,
    "product_safety": THINGS_FAIL,
    "executive_misconduct": IN_CHARGE,
    "data_breach": WRONG_HANDS,
    "discrimination": WRONGED,
    "labour": MADE_TO,
    "complaint": LEFT,
    "outage": NOT_WORKING,
    "legal": RULED,
    "boycott": TURN_AWAY,
    "misinformation": FALSE_TALK,
    "environment": EARTH,
}
