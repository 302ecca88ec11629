"""How people tell of harm in everyday words: phrases rather than terms."""

from __future__ import annotations

_SAFETY = """
fell|falls|fall|drops|dropped|plunged ... sky|onto|crowd|picnic|pavement|people|street|car|garden
stop ride|riding|use|sale|drive|driving notice|order|advisory|warning|immediately
set|sets|triggered|triggers|brought off|on my|his|her .. asthma|migraine|seizures|seizure|allergy|allergies|epilepsy|eczema
nebuliser|nebulizer|defibrillator ... after|needed|because|failed
an inch|inches|centimetre|hair from .. eye|eyes|face|head|neck
FOREIGN ... sealed|baked|cooked|frozen|floating in|into|inside .. FOOD|muesli|my|bag|jar
metal|glass|plastic|wood|bone|rubber fragments|pieces|shards|bits|particles|splinters !
pulled|withdrawn|recalled|banned in|from|across # countries|stores|shops|supermarkets
treated for .. burns|injuries|shock|smoke|wounds|poisoning|cuts|hypothermia|exposure|concussion
burn~|seared|branded|melted ... into|through|onto|in .. my|his|her|our BODY|pocket|mattress|sofa|trousers|carpet|worktop|bedding
brake|brakes|clutch|lock|latch|grip|handle|clip|strap|rope|anchor ... let|gives|gave|slips|slipped|released|releases|failed|opened go|way|itself|hill|slope|under|mid|on|off
slat~|slats|gap|gaps|bars|hole|holes|opening ... head|neck|fingers|baby|child|toddler|stuck|trapped
# jars|packs|bottles|units|cars|vehicles|cans|tins|cots|batteries|toys|bags|boxes|strollers|chargers|heaters ... recall~|recalled|withdrawn|pulled|affected|botulism|risk|fault|contaminated
PRODUCT ... empty|empty|expired|blocked|clogged|jammed|misfired .. out|when|and ... breathe|needed|attack|box|seizure|choking ?
in|of my|the|his|her|our bread|salad|soup|milk|coffee|cereal|burger|meal|drink|sandwich|rice ... alive|crawling|moving|dead ?
drove|raced|ran|flew to .. er|hospital|emergency|a&e|vet
off|off-gassing|gassing|vapour|vapours|vapors ... headache|headaches|dizzy|sick|nausea|eyes
react~|reacted|reaction .. badly|bad|severe|terrible|awful to|from
on steroids|antibiotics|crutches|life|ventilator|dialysis|drip|morphine ... since|after|still|support|week|weeks|months|because|from ?
hiss~|hissing|buzzing|humming|sizzling|crackling|rattling ... popped|pop|bang|exploded|smoke|fire|died|burst
popped|bang|went like gunshot|gun|bomb|firework
upside down ... ride|rollercoaster|coaster|hung|stuck|passengers|hour|riders
stuck|hung|stranded|suspended|trapped ... ride|rollercoaster|lift|air|elevator|tower|gondola|chairlift ... hour|hours|minutes
cap|lid|cork|top|stopper|blade|wheel ... into|in|at|across|past .. face|eye|cheek|cheekbone|head|mouth|forehead|brow|neck
brakes|accelerates|speeds|steers|swerves|unlocks|opens|starts|turns|ignites|switches .. itself|own .. autobahn|motorway|road|highway|night|car|traffic|oven|again|update|driving ?
reused|reusing|unsterilised|unsterilized|unsterile|dirty|used|bloody .. needles|needle|syringes|instruments|scalpels|gloves|bandages
told to get .. tested|checked|screened|tests
liver|kidneys|kidney|heart|lungs|organs gave|give|failed|fail|stopped|shut|shutting|packed .. out|down|working|beating
called|call|calling|rang|phoned .. 911|999|112|ambulance|paramedics|firefighters|brigade|poison|fire
urgent|emergency care|room .. after|because|with|for|visit|twice|trip|again|doctor
live|exposed|bare|loose|frayed|melted wire|wires|wiring|cable|cables
sparks everywhere|flying|flew|shooting
smoke billowing|pouring|filled|everywhere|rising|coming
blood clot|clots
suicidal|suicide thoughts|ideation|teens|pill|drug
hooked|addicted ... painkiller~|opioid~|pills|drug|vape|nicotine|oxy|gambling|benzos
poison control|centre|center
bad|faulty|contaminated|tainted|recalled batch|lot
contains|contained|contain|full|tested|traces .. of|positive|for|undeclared .. nuts|peanuts|lead|asbestos|pesticide~|mercury|salmonella|arsenic|milk|gluten|sesame|bleach|plastic|mould|mold|steroids|heavy|e
horrific|nasty|freak|serious|bad|terrible accident|crash|fall|injury|injuries|burns|incident
lost|losing .. fingertip|baby|vision|hearing|consciousness|teeth|nail|hair|toenail|leg|eye|hearing|pregnancy
bled|bleeding|blood ... after|from|because|everywhere|gums|nose|pouring .. PRODUCT|mouthwash|razor|blade|box|using
CHILDREN ... choked|choking|swallowed|burnt|burned|scalded|cut|fell|trapped|poisoned|sick|hospital|er|blisters|rash|stitches|screaming|seizure|unconscious|blue
charred|scorched|singed|incinerated ?
wheel|wheels|brakes|steering|engine ... locked|lock|seized|seize up|at|on|while .. speed|highway|motorway|road|mph|up
spun|skidded|veered|slid|careered|swerved|rolled into|across|onto|off|over .. barrier|ditch|lane|traffic|tree|road|wall|oncoming|embankment
left|made|makes|turned|has my|her|his .. BODY .. oozing|raw|bleed~|bleeding|swollen|itchy|burning|red|weeping|peeling|infected|inflamed|numb|purple|stinging
oozing|pus|festering|weeping .. BODY|sores|wound|skin|rash
BODY ... oozing|pus|festering|inflamed|infected|shut|swelled|blistered
pull~|pulled|picked|fished|spat|bit|bite|crunch~|crunched|chew~|cracked|broke ... FOREIGN|tooth ... FOOD|mouth|fingers|bite|meal|out|on|from
landed|fell|falls|dropped|smashed|hit on|onto .. head|face|neck|skull|concrete|skull
teeth|tooth gone|out|chipped|broken|knocked|smashed|missing|cracked
# teeth|fingers|toes ... gone|lost|missing|off|severed
go|goes|went|gone|going off like grenade|firework|fireworks|bomb|rocket|banger|gun
took|take|takes|taking my|his|her .. eyebrows|eye|finger|fingers|hand|skin|thumb|toe off|out
nearly|almost took|lost|cut|lose|sliced|blew .. eye|finger|fingers|thumb|hand|leg|life|arm|head|toe
cut|cuts|conked|died|stalled|shut out|off|down .. on|in|at|mid .. motorway|highway|lane|junction|traffic|air|flight|tunnel|mph
no brakes|steering|airbags|seatbelts
tastes|tasted|tasting|smelled|smells|stinks|reeks|reeked of|like .. bleach|soap|metal|petrol|chemicals|gas|burning|sewage|ammonia|rot|detergent|plastic|diesel
pink|raw|frozen|cold in|inside .. middle|chicken|burger
eyes|eye|throat|face|tongue|lips|airway ... swelled|swell|swelling|closed|closing|shut|swollen|puffed
blacked|passed out ... after|from|driving|taking|eating|at|wheel
woke|wakes|waking up in|with .. hospital|ambulance|icu|pain|blisters|burns
epipen|epi pen ?
drip|dialysis|transplant|graft|grafts ... after|because|skin|kidney|needs|on|from|liver
blue lighted
heart ... racing|stopped|palpitations|arrhythmia ... after|from|drinking|can|pill|energy
birth control|pill|implant|condom ... failed|faulty|pregnant|recall|recalled
cough~|coughing|wheeze~|wheezing|asthma|nosebleeds|headaches|rashes ... since|after|every|winter .. opened|plant|smelter|mine|factory|started|moved|using|installed|mould
tripped|trips|blew|blows breaker|breakers|fuse|fuses|electrics
trapped|caught|pinched|crushed my|his|her|baby's|child's .. finger|fingers|hand|foot|arm|toe|head|neck
warn~|warning|warns|tells|urges|told ... hospitals|parents|owners|drivers|consumers|customers|public|people|families .. not|stop|against|to|of|about ... use|using|eat|drink|feed|drive|pumps|product~|batch|risk|immediately
spit~|spitting|spraying|squirted|sprayed|splashed|spilled|shot boiling|scalding|hot|acid|burning .. water|oil|steam|liquid|fat|soup|coffee
"""
_FATALITY = """
confirms|confirm|confirmed|announces|mourns|reports|admits .. death|deaths|fatality|fatalities|loss
girl|boy|man|woman|teen|father|mother|toddler|cyclist|pensioner # ... killed|dies|died|dead|crushed|drowns|drowned|struck
dies|perishes in|at|after|on|from|following|when|while|during ?
liver|heart|kidneys|lungs gave out|up
climber|diver|worker|hiker|skier|pilot|jumper|miner|fisherman|rider|swimmer|sailor|soldier lost|killed|dead|dies|died|missing
lost|loses her|his|their lives|life
no longer with us
won't|never be? coming|come home
laid to rest
last breath|breaths
body bag|bags
fell|plunged|falls|jumped|burned|burnt|plunges to his|her|their deaths|death
found .. hanged|unresponsive|lifeless|dead|hanging
killed|died instantly|outright
buried|bury|burying .. him|her|them|my|our|brother|son|father|uncle|mum|dad|mother|daughter|husband|wife ?
leaves behind wife|husband|children|kids|three|two|daughter|son|family
while|as|and boy|girl|child|swimmer|toddler|man|woman drowned|suffocated|choked|bled
# .. perish~|perished|drowned|burned|slain
never woke|wakes up
"""
_THREAT = """
force~|forced|forcing|broke|breaks|breaking|push~|pushed .. way|into into|my|flat|house|home|room
tries|tried|trying to .. force|grab|kidnap|rape|stab|kiss|strangle|abduct|attack|kill|lure|rob
see|watch what happens ... drivers|staff|you|shop|store|office|kids|car
make you|them|him|her all? pay|suffer|regret|bleed
arrest~|arrested|held|detained ... petrol|cans|knife|gun|explosives|weapon|weapons|bomb|outside|axe|machete|acid|rifle
letter|envelope|parcel|package|box|card ... bullet|bullets|powder|blood|feces|razor|razors|excrement|dead|white
threaten~|threatened|threatens|threatening to .. break|hurt|beat|kill|burn|smash|stab|shoot|hit|ruin|rape|punch|kick|attack
i|we|we'll|i'll will? find|hunt|get|destroy|ruin you|u|him|them|her ?
PLACE|branch|store|office|showroom|van|depot|warehouse ... firebombed|torched|vandalised|vandalized|ransacked|looted|attacked|stormed|shot
you're|youre|they're|he's next ?
sleep with one eye open
pay for this|that|what ?
hit list
bounty on
burn in hell ?
make|makes|making them|you|him|her|all .. bleed|suffer|scream|pay
pull~|pulled|drew|flashed|waved|brandish~ .. blade|knife|gun|machete|weapon|shank|bat|pistol
be back for you|me|us|them
knows|know|found where i|we|she|he|you live|lives|work
call~|calling|calls for .. torched|burned|killed|lynched|hanged|shot|destroyed|blood
torched|firebombed|petrol|ransacked|smashed .. PLACE|offices|bombed|up
body armour|armor|riot|armed police|swat
"""
_DATA = """
show~|shows|showed|shares|shared|tells|told|gave|gives|sent|leaks .. my|our ex|stalker|abuser|husband|neighbour|neighbours|everyone|strangers ... location|address|photos|number|where
points|miles|credit|voucher|money|balance|gift ... spent|used|redeemed|gone|transferred ... never|city|country|without|someone|wasn't|abroad
accessed|viewed|obtained|heard|listened|reviewed|transcribed ... third|contractors|outsiders|strangers|employees .. party|parties
broadcast~|broadcasts|transmits|exposes|leaks|sends|stores|logs .. wifi|plain|unencrypted|your|my|user|passwords|password|location .. passwords|password|keys|location|recordings|china|text
sent|gave|emailed|posted|mailed|handed|shows|showed|showing me|us .. someone|somebody|another|other|stranger's|wrong .. else's|person's|customer's|patient's|guy's ... DATA|ticket|bill|contract|payslip|licence|photo|scan
leak~|leaked|leaks|leaking|exposed|exposes|revealed|reveals|publishes|published .. routes|location|locations|identities|names|homes|whereabouts|movements|diagnoses|salaries|hiv|dna|chats|contacts
read|recited|knew|knows|quoted|had my|our own? .. address|number|pin|password|card|details|name ... stranger|caller|he|she|they|app|from|scammer|got ?
copied|copy|cloned|downloaded|extracted|exfiltrated|lifted .. customer|client|user|patient|member|employee .. database|list|records|data|files|details
intruder~|intruders|attackers|hackers|thieves ... copied|accessed|database|network|systems|servers|downloaded|got|inside|files
sell~|selling|sold|sells|traded|flogging .. customer|client|patient|user|member|subscriber|employee|passenger lists|list|data|records|emails|details|files|info
lets|let|allows|lets|possible you|anyone|anybody|strangers|people|to .. look|see|view|find|access|guess|download|pull|read ... any|other|everyone's|birth|address|passenger's|patient's|customer's|home|others|invoices|records
# for|on .. flights|purchases|charges|orders|transactions|things|games|items i|we never .. booked|made|bought|ordered
only .. had|have|knew|has .. that|my|this .. card|number|email|address|details
hackers|gang|attackers|extortionists|group ... give|gave|demand|demands|threaten~|publish|published|post|posted|hours|deadline|claim|claims|ransom|dump
facial recognition ... without|consent|shoppers|customers|secret|children|police|wrong|illegal
DATA|ssn|history|details|information|data ... viewed|accessed|seen|obtained|taken|acquired|exfiltrated|copied .. by|outside|without|from
show~|showed|shows|gave|sent|emailed me|us .. another|other|someone|somebody|wrong|different|strangers ... prescription|order|data|details|account|invoice|name|address|results|bill|statement|photos|chat|booking|file|guy's|woman's|person's
ransom note|demand|demands|gang|group|payment
loan|credit|mobile|card|account|phone|contract|mortgage .. in my|his|her|mum's|dad's name
code~|codes|reset|resets|otp|login ... didn't|never|not .. request|ask|make|order
spam|robocalls|calls ... since|after .. signed|signing|signup|registered|gave|booking
tracking|track|tracks|listening|listens|records|recording|filming ... even|when|while|without|off|every|secretly .. off|consent|knowing|asleep|permission
details|info|number|address|data|name|email is|are out|online|everywhere|public .. there|now|internet|thanks
visible|readable|accessible|available|exposed|open|viewable to|by|for anyone|everyone|public|all|world|whoever
publicly|freely accessible|available|exposed|visible|readable|searchable
can|could|able see|view|read|access|open|download .. everyone's|everybody's|other|all|anyone's|people's|customers' ... orders|addresses|accounts|data|details|photos|files|names|records|messages|medical|numbers
default|hardcoded|shared|same|weak|admin|reused password|passwords|credentials .. admin|database|all|every|production|router
cc'd|cc|bcc|copied|emailed ... everyone|all|whole|customers|patients .. list|instead|addresses|visible|hiv|names
combo list
on my|our|every screen|screens ... ransom|skull|bitcoin|pay|locked|encrypted
"""
_MISCONDUCT = """
bought|used|uses|faked|paid|writes|wrote|pump~|boost~|inflate~ ... fake|dead|own|bot|people's .. reviews|ratings|rating|followers|testimonials|clicks
out|gone|exits|leaves after|amid|over|following .. claims|allegations|assault|scandal|probe|harassment|fraud|affair|row|investigation
dodge~|dodged|dodges|hid|hide|avoid~ ... tax|taxes|malta|cayman|panama|luxembourg|offshore
lying|lied|lie|lies about .. range|figures|numbers|safety|age|degree|results|emissions|sales|tests|data|it|everything|price|ingredients|where|who|what|how
affair|relationship with .. woman|man|employee|colleague|deputy|secretary|intern|her|him ... promoted|paid|boss|head|ceo|hr|affair|chairman|company
BOSS|exec|owner|coach|chef|director ... shout~|shouting|throwing|hitting|kicking|shoving|slapping|swearing|spitting|screaming|punching|groping|kissing|urinating|ranting|drunk
never finished|attended|graduated|had|qualified|passed|studied ... school|degree|licence|license|qualification|training|exam|medicine|law|university
turns out ... never|isn't|not|fake|actor|forged|lied|bought|stolen|fraud|secretly
hidden|secret|undisclosed|undeclared loans|loan|payments|payment|fees|stake|deal|deals|debts|shares|commission|commissions|accounts|interests
board|directors|members|executives|auditors|trustees quit|quits|resign|resigned|walk|walked ... over|after|amid|hidden|row|scandal|protest
company|corporate|firm's|charity's|taxpayers' plane|jet|card|yacht|chauffeur|helicopter|villa|account ... his|her|dogs|family|wife|holiday|private|personal|strip|casino|kids|vegas|aspen
hire~|hired|promoted|appoint~|gave .. his|her buddies|mates|brother|son|wife|girlfriend|cousin|nephew|golf|drinking|daughter|cronies|friends|lover
every|all|several|three|both|five woman|women|female|girl|girls .. left|quit|leaving|resigned|complained
slept|sleeping|affair|hit|hitting|came with|on .. intern|interns|assistant|staff|employees|me|subordinate|student|client|waitresses ?
put|puts|slid|ran his|her .. hand|hands .. on|up|down .. my|her|leg|thigh|skirt|knee|waist|bum|shirt
lock~|locked door .. tried|asked|told|and|behind .. kiss|touch|undress|silent
paid|awarded|gave|voted himself|herself|themselves .. #|bonus|millions|dividend|raise|shares|fortune
lined|lining .. pockets
tax haven|havens|shell|caymans|cayman|panama|offshore
pump and dump
ghost|fictitious|phantom|fake|nonexistent employees|workers|customers|sales|clients|contracts|orders|patients|suppliers|invoices
double|secret life|account|accounts|commission|commissions|deal|deals|recording|recordings|fund ?
audio|tape|video|recording|footage|clip|emails|texts surface~|surfaces|surfaced|emerge~|emerges|leaked|leak|show|shows ... BOSS|mocking|insulting|racist|calling|joking|saying|laughing|bragging|admitting|slur|threatening
moved|funnelled|funneled|wired|shifted|transferred|diverted|channelled ... million|millions|money|cash|funds|# ... wife|shell|offshore|own|account|his|swiss|brother|girlfriend|company
"""
_DISCRIMINATION = """
asked|told|ordered .. to .. stop kissing|holding|breastfeeding|praying|hugging|speaking
works|work|worked|recognises|unlocks for .. white|light|pale|men ... never|not|fails|doesn't|darker|black|me
told|said|too|culture|fit|lot|loud ... accent|hair|age|headscarf|surname|name|weight ... culture|clients|customers|interview|interviewer|job|role
only|always .. search~|searches|checks|check|stops|stop|follows|follow|questions|targets|asks ... RACED|kids|people|customers
no|not|nobody .. applicants|candidates|staff|women|tenants|students|one over|above|under|older #
trail~|trailed|follow~|followed|shadow~|tailed|watch~|watched|stared|stop~|searched|questioned|frisked ... RACED|nigerian|somali|pakistani|turkish|arab|syrian|romanian|moroccan|ghanaian|jamaican|afghan .. friend|man|woman|boy|girl|mother|father|husband|wife|couple|family|son|daughter|customer|teenager|student|colleague|through|around|aisle|aisles
cover|covered up because|scars|arms|my|tattoos|head|shoulders ... told|asked|gym|pool|restaurant|staff|because
breastfeeding|pumping ... told|asked|kicked|toilet|leave|cover|refused|shamed|staff
turbans|hijabs|burqa|burka|niqab|headscarves|kippa|yarmulke|sari|wheelchairs|sikh|hindu ... told|refused|booked|full|ejected|empty|laughed|searched|stopped|asked|remove|banned|barred|stared
told|said|claimed .. fully booked|full|closed|tables|reserved|occupied|taken ... empty|free|white|minutes|later|others|friend
scores|rates|ranks|pays|promotes|marks|charges|quotes .. women|black|minorities|female|girls|foreign|asian|immigrants|older .. lower|less|worse|more|higher|fewer|down
deaf|blind|disabled|autistic|wheelchair|epileptic|stammer ... off|out|leave|refused|couldn't|follow|instructions|denied|alone|told|mocked|removed
that|your|her|his kind|type|sort of hair|people|customer|customers|clientele
people|customers like|of you|us|me|them|colour|color|that ... not|don't|welcome|here|problem|leave|serve|only
go back to country|africa|mexico|china|pakistan|india
go back where came
speak|spoke|speaking .. english|spanish|arabic|polish|welsh ... refused|told|asked|leave|fired|shouted|or|spat
white roommate|colleague|friend|couple|guy|man|woman|customers|family|neighbour|flatmate|applicants|tenant ... free|fine|let|served|available|seated|allowed|first|nothing|through|hired|called|in
boys|boy's|old club|network
only|just hire~|hires|hire|promote~|promotes|serves|want|rent~ .. men|young|white|whites|women|christians|locals|males|thin|pretty|attractive
plan~|planned|planning|intend~|going .. have kids|children|baby|babies|pregnant ... interview|asked|job|boss|manager|ask
sent home .. hair|braids|hijab|skirt|heels|makeup|locs|afro
no|without|lacks ramp|lift|wheelchair|step|disabled access|parking|toilet|free
guide dog|dogs
monkey|monkeys|ape|apes|gorilla|banana|bananas|cotton|watermelon ... african|black|asian|man|player|child|boy|woman|family
close~|closes|closed|froze|freezes|blocks|blocked|bans|banned|cancel~|cancels|cancelled|denies|denied|rejects|rejected|deletes|flags ... muslim|muslims|black|jewish|gay|trans|lgbt|palestinian|refugee|roma|disabled|arab|asian|latino|indigenous
skin whitening|lightening|bleaching
mimic~|mimicked|imitated|mocked|copied .. accent|stutter|voice|walk
yellowface|brownface|golliwogs|gollywog
"""
_LEGAL = """
barred|banned|blocked|prohibited|stopped from .. selling|trading|importing|operating|advertising|lending|practising|shipping
sue|sues|sued|suing over|after .. trauma|hours|pay|fees|death|injury|injuries|burns|crash|data|claims|discrimination|breach|defect|privacy|conditions|ad|design|delay
must|to face|faces|facing|stand .. trial|jury|charges|court|lawsuit|claims
seize~|seizes|seized|confiscated|impounded .. fake|counterfeit|container|containers|shipment|assets|goods|dolls|bags|drugs|accounts|property
man|woman|suspect|teenager|teen|driver|guard|employee|worker|manager|boss|director|teacher|nurse|founder|ceo arrested|charged|jailed|indicted|detained|convicted ?
lose|loses|lost|losing .. appeal|case|lawsuit|suit|court|trial|tribunal|battle ... pay|must|ruling|over|against|to|farmers|customers|former|workers
takes|take|taking|took|drag~|haul|hauls|hauled .. to court|tribunal
accused of .. fixing|rigging|stealing|copying|colluding|hiding|lying|dodging|selling|poisoning|cheating|spying|misleading|exploiting|discriminating|bribing|polluting|defrauding
bribed|bribing inspectors|officials|judges|police|doctors|politicians|regulators|minister
hit|slapped|hammered|stung with .. fine|lawsuit|suit|penalty|charges|ban|claim|injunction|bill|record
fixing|colluding|colluded .. rents|prices|rates|together|wages|bids
judge|court|courts|tribunal|regulator|regulators|watchdog|commission block~|blocks|blocked|halt~|halts|halted|bars|barred|freezes|froze|void~|voids|voided|overturns|rejects|stops|suspends .. merger|deal|sale|sales|takeover|plan|licence|license|app|product|fund|account|assets|accounts
trial start~|starts|begins|opens|date|set|jury ... january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|week|former|against|fraud|over
stole|steal|stolen|stealing|copied|copying|copies|ripped|lifted my|her|his|our|their|artist's|designer's|independent .. design|designs|idea|recipe|code|patent|work|artwork|art|song|photo|photos|logo|pattern|font|tech|secrets
served .. papers|writ|notice
in dock ?
perp walk
handcuff~|handcuffs|cuffs ... led|BOSS|out|away|in|marched
warrant|extradited|extradition ?
struck off
blacklisted|blacklist
winding|wound up petition
unlicensed|uninsured|unregistered|unregulated .. driver~|doctor~|products|lender|work|drone|surgeon|clinic|builder|security ?
without licence|license|permit|permission|planning|authorisation|approval|insurance ... built|operating|sold|selling|driving|work~|trading|ran|running
under oath
perjury|contempt !
owe~|owes|owed|unpaid .. tax|taxes|hmrc|irs|vat|rent|suppliers|council
take~|taking|took|taken|takes .. to|before court|tribunal|ombudsman|arbitration|cleaners ?
bailiffs|liquidators|administrators|receivers|creditors ... in|called|at|arrived|appointed|seize~|owed|line|circling ?
"""
_EARTH = """
stink|stench|stinks|smell|fumes|dust ... back|outside|inside|windows|play|breathe|unbearable|sick ... kids|residents|town|village|neighbours|can't|street|school
wrappers|bottles|packaging|cups|bags|straws|plastic ... beach|river|shore|park|verge|hedges|streets ... half|most|picked|litter|again|everywhere
recycling|recycled ... lied|lie|fake|landfill|dumped|burned|ghana|shipped|trackers|malaysia|sham
empty~|emptying|emptied|empties|pour~|pouring|tipping|tips|dump~|dumping|flush~ ... grease|oil|waste|chemicals|paint|milk|slurry|acid|bleach|rubbish ... drain|gutter|sewer|ditch|stream|river|sink|street|storm
drinking|sucking|bleeding|pumping|running|draining|drank|sucked ... valley|lake|river|wells|aquifer|village|farmers|region dry
no|without|promised|pledged|vowed .. palm|deforestation|plastic|coal|emissions oil? ... guess|still|label|but|yet|actually|turns|lie|broke
flush~|flushes|flushing|dump~|dumps|empty~|empties|emptying|discharges|vents|venting .. tanks|bilge|waste|ballast|toilets|oil|sewage|fuel|gas .. bay|sea|harbour|harbor|river|ocean|port|lake|air
bees|birds|fish|frogs|trees|beetles|insects|oysters|crabs|otters|plants gone|vanished|disappeared|silent|missing ... since|after|spray~|spraying|plant|mine|farm|factory
since|after .. started|began|start spraying|drilling|digging|fracking|burning|dumping|pumping|mining
protected|ancient|primary|old forest|forests|woodland|woods|reef|wetland|marsh|park|trees|habitat ... clear~|clearing|cut|fell~|logged|burn~|burning|bulldoze~|destroyed|concrete|drained
satellite|drone|video|photos|pictures ... clearing|dumping|burning|spill|slick|leak|forest|sewage|illegal
all over|along|on|across .. beach|shore|shoreline|river|riverbank|coast|estuary ... pellets|plastic|oil|sludge|tar|foam|sewage|dead|waste|needles|wipes|nurdles
pellets|nurdles|tar|sludge|wipes|foam|oil ... beach|shore|river|coast|rocks|otters|birds|sand
burying|buried|bury|hid|hiding|tipped|tipping .. barrels|drums|waste|containers|asbestos|chemicals|sludge|canisters
barrels|drums ... buried|dumped|leak~|leaking|rusting|field|river|night|sea
fish|birds|bees ... floating|belly|everywhere|dropping|thousands|hundreds|mass
oil slick|sheen|film
black|thick|yellow|orange smoke|soot|cloud ... plant|chimney|factory|works|town|over|refinery|school
cut|cutting|chop~|chopped|fell~|felled|ripped|razed|chainsaw~ .. down|out .. trees|oak|oaks|forest|woodland|hedges|mangroves|grove
chainsaws|bulldozers|diggers ... forest|wood|woodland|dawn|nest~|protected|trees|reserve|meadow
cancer cluster|clusters
water ... brown|undrinkable|orange|smells|bottled|poison~|unsafe|cloudy
bottled water ... residents|town|months|weeks|handed|since|still
offset~|offsets|carbon|green|neutral|recyclable|biodegradable|sustainable|eco ... fake|bogus|worthless|lie|scam|made|burned|landfill|misleading|nonsense|not
drain~|drained|pump~|dry|suck~ .. aquifer|river|wells|lake|groundwater|wetland
algae|algal bloom
dead zone
orangutan~|orangutans|rainforest|amazon|mangrove~ ... palm|burn~|cleared|killed|supplier|soy|beef|logging|lost
"""
_BOYCOTT = """
not|won't|wont|no be|longer|more .. selling|stocking|serving|playing|attending|supporting|promoting|endorsing|streaming|wearing ... year|why|anymore|until|again|because|longer|them
pull~|pulled|pulls|remove~|removed|withdraws|withdrew .. music|songs|books|catalogue|podcast|art|work|products|films|ads|funding from|over
can whistle|stuff|shove|forget|keep ... cancelled|order|money|subscription|never ?
urge~|urges|urging|demand~|demands|tell|tells|ask|call|calls|want ... to drop|ditch|dump|cut|ban|leave|boycott|blacklist ... after|over|until|ad|ties|because|sponsor|deal|contract
chain|chains|chained|glue|glues|lock|locks|tie|ties themselves|herself|himself|ourselves
sponsor~|sponsors|sponsoring|funds|funding|bankrolls|arming|arms .. regime|war|genocide|dictator|occupation|apartheid|military|oil|coal|hate
not|never|nobody|no buying|spending|ordering|shopping|renewing .. single|another|any|anything|thing|here|there|until
turn~|turned|turning .. their|our|my back|backs on|at ?
switch~|switched|switching|moved|moving .. to|their|our|a rival|competitor|competition|rivals
apology|apologise|apologize .. until|victims|families|now|demand|owe|owes|public
until .. drops|stops|ends|cuts|fires|sacks|apologises|apologizes|pulls|changes|admits ... out|done|gone|boycott~|shop|money|buy|cancel~|away|penny|never|i'm|we're
users|customers|subscribers|people|members|fans|advertisers|readers|families|players quit|leave|leaving|cancel|cancelling|flee|fleeing|left|abandon|abandoning|deserting|walk ... droves|masses|thousands|over|after|protest|out|because|en
in droves
return~|returning|returned|send~|sending|sent|binned|burnt .. everything|all|it|them|mine ... statement|vile|disgusting|disgusted|values|shame|politics|ceo|comments|because|principle
your|their|that|his|ceo's statement|comment|comments|silence|tweet|response|apology|post|interview|remarks is|was|were .. vile|disgusting|shameful|disgraceful|pathetic|insult|appalling|cowardly|gross|sickening|insulting|abhorrent
lost me|us as|for .. customer|good|ever|life|client|subscriber
cut|cutting|tore|snipped .. up .. card|membership|loyalty
never|not setting|set|step~ .. foot
never|not .. another|single penny|cent|dollar|euro|quid
money|business|custom elsewhere
pull~|pulling|pulled|take~|taking .. my|our kids|children|son|daughter|account|accounts|savings|pension .. out|from|elsewhere|away ?
dropped|dumped|ditched|axed by .. sponsors|sponsor|brand|label|partners|advertisers|retailers|stockists
glued|chained|superglued themselves|herself|himself
stop|stopped|stopping|refuse~|won't stock~|stocking|selling|carrying|supplying|serving|playing ... until|over|after|because|brand|protest
bye|goodbye|delete|quit|cancel|drop|dump .. trends|trending
"""
_LABOUR = """
hunger strike
unpaid since|for
# cents|pence|pennies|p hour|day|shirt|piece|shift|garment
seamstress~|seamstresses|workers|pickers|drivers|staff|couriers|weavers ... # cents|pence|hour|day
fires|axes|sacks|sheds|cuts|culls|dumps #
not|haven't|never|hasn't seen|received|got|had .. tips|wages|pay|salary|paycheck|payslip ... since|for|weeks|months|yet
tips|wages|pay|salary|salaries|overtime ... withheld|stolen|missing|kept|since|pocketed|unpaid|skimmed|months|never|vanish~
faint~|fainting|collapse~|collapsing|heatstroke ... heat|degrees|shift|floor|line|managers|staff|water|hot
blame~|blames|blaming ai|robots|automation ... fire~|fires|jobs|cuts|layoffs|#|staff|sacked
walk~|walks|walked|walking off|out .. over|job|set|plane|site|line|duties|pay|safety|shift
# hour|hours duties|duty|shift|shifts|days|rotas|rota
house|houses|housed|housing|puts|put|keeps|keep|crams .. pickers|workers|migrants|staff|labourers|temps|drivers|maids ... containers|tents|sheds|water|bunks|caravans|barracks|squalor
pee|toilet|bathroom|loo|smoke breaks|break ... time~|timed|times|stopwatch|counted|denied|docked|limit|permission|lead|manager
stopwatch|cameras|sensors|bracelets|trackers ... staff|workers|drivers|shift|breaks|toilet|warehouse|employees
misclassified .. drivers|workers|staff|contractors|riders
lock~|locked out .. workers|staff|union|players
work to rule
overtime ban|bans
fire and rehire
canned|axed|culled|binned ... staff|jobs|team|workers|#|email|everyone|people ?
pink slip|slips
no|without|denied|zero|refused severance|notice|leave|sick|maternity|overtime|holiday|redundancy .. pay|period|days|leave
escorted|marched|walked .. out|off .. security|building|premises|after|box
found|learned|told|heard|informed .. out|by|via|through .. email|text|zoom|twitter|press|news|letter ... job|redundant|fired|sacked|closing|closed|laid|gone|let
underpaid|shortchanged|short changed ?
pension raid|raided|deficit|hole|gone|cut|fund .. staff|workers|members|raided|stolen
cry~|crying|cried in|at .. toilet|toilets|bathroom|work|desk|car|break|stairwell
heatstroke|heat stroke|exhaustion|dehydration ... work~|warehouse|driver|site|shift|depot|kitchen|picker
no ac|aircon|air|heating|ventilation|fans ... warehouse|kitchen|shift|degrees|staff|workers|conditioning
timed toilet|bathroom|breaks
# .. to|per room|bed|bunk|tent|container
sleep~|sleep|live|living|crammed|housed|packed # .. to|in|room|bed|container|shed|dorm|dormitory
cut|cuts|slash~|slashed|reduced my|our|their|staff|everyone's hours|pay|shifts|wages|tips|breaks|pension ... minute|day|after|when|union|notice|week|without|moment|because|complained
refuse~|refusing|refused|vow~|threaten~ to open|work|drive|fly|unload|teach|load|serve|drive|sail|clean|cross ... monday|tuesday|wednesday|thursday|friday|saturday|sunday|until|over|unless|christmas|safety|conditions|pay|today|tomorrow|line
union cards|drive|vote|buster~|busters
deport~|deported|visas ... workers|staff|complain~|if|migrant~|after
"""
_OUTAGE = """
no card|contactless|online payment~|payments ... cash|any|all|till|tills|today|everywhere
rubbish|broken|unusable|worse|laggy|garbage|useless|slow|buggy|awful|wrong since|after update|upgrade|migration|switch
update|upgrade .. broke|bricked|killed|ruined|wiped|deleted|crashed|froze
went|go|going|gone berserk|haywire|bananas|crazy|mad .. app|lights|alarm|error|thermostat|system|server ?
unknown|fatal|system|internal|unexpected error
no .. network|signal|service|internet|power|water|broadband|wifi|reception|coverage|electricity ... anywhere|since|all|at
down worldwide|nationwide|globally|everywhere|countrywide|statewide|citywide
is|are|been|went|goes|gone down|offline ... nobody|can't|cannot|anyone|everyone|error|again|hours|help|fix|status|since|all
nobody|noone|no one? can|could .. start|open|enter|play|watch|get|see|ring|withdraw|check|leave|land|scan|print|find|charge|unlock|ride|rent|send
stuck|locked .. outside|out|in|inside ... lock|app|server|update|smart|door|keypad|car|charger|lost
crash~|crashed|crashes .. minute|moment|second|sale|launch|opened|started|checkout|presale|tickets|drop|queue ?
took|taking|takes|charged .. money|payment twice|double|but|and .. no|nothing|error|crashed|failed
spit~|spitting|eat~|eating|swallow~|swallowing|rejecting|retaining .. cards|card|notes|cash ... atm|atms|machine|machines|bank|across|cashpoint
atms|atm|cashpoints|tills|terminals|kiosks|gates|barriers ... spitting|eating|swallowing|down|dead|reject~|rejecting|out|empty|frozen|dark|refusing
by|handwritten|paper hand|tickets|cards|boarding|receipts|records|charts ... app|system|gate|staff|hospital|computers|down|outage|writing|wards
stopped|quit sending|updating|syncing|receiving|recording|reading|delivering|charging|responding|ringing|alerting|transmitting|loading|accepting|dispensing
shows|showing|displays|displaying|sees wrong|yesterday's|old|last|blank|zero|nothing|empty|somebody .. week's|balance|flights|times|account|data|orders|prices|screen|year's
portal|payroll|app|site|system|server|login|website dies|dying|keels|chokes|falls|craps|freezes|crashes|hangs .. over|again|every|out|on|monday|friday|row
third|second|fourth|fifth .. monday|tuesday|wednesday|thursday|friday|saturday|sunday|time|week|day|month .. row|running ?
hasn't|haven't|hasnt|not|stopped worked|work|working|loaded|connected|charged|updated|synced|responded ... since|all|for|at|in|hours|days|anywhere|lunchtime|morning|yesterday|weeks
calls|call|texts|messages|emails not|won't|aren't|fail~|failing|keep|can't .. connect~|connecting|going|sending|dropping|deliver~|through|arriving
packed|keeled|conked|fell|crapped|gone in|over|out|up ... system|network|server|app|site|airport|till|tills|website|suitcases|queue~
system|network|server|app|site|tills|website|lift|boiler ... packed|keeled|conked|crapped|kaput|knackered|borked|haywire
have|having|has|having|any .. issues|issue|problems|trouble|difficulties ... screen|error|login|log|load~|white|blank|down|app|connect~|today|else|pay
just|only|keep|keeps|all i? .. get|getting|see|seeing|shows|showing|says .. white|blank|black|error|loading|spinning|grey|frozen screen|page|spinner|wheel|message|circle
white|blank|black|blue|grey screen ... again|just|since|app|only|all|login|update|error
power|water|internet|gas cut|cuts|failure|outage
ran|run|runs|running dry
no water|heating|power|electricity|gas|internet|hot|signal|service|bars|dial ... days|since|hours|week|still|again|street|estate|building|night|town|tone
kick~|kicks|kicked|log~|logs|logged|boot~|boots me|us|everyone|users out .. every|of|again|and|app|since|constantly
won't|wont|doesn't|refuses|can't|cannot|not sync|boot|turn|start|charge|pair|update|install|connect|authenticate|print ... since|after|update|again|all|any|more|anymore|now
declined everywhere|repeatedly|all|again|every
standstill|gridlock|halt ... system|trains|flights|computer|failure|traffic|tills|production|port|outage|trading|hospital
go|goes|went|gone|going dark .. servers|service|site|app|across|network|platform|for|homes
trading|production|flights|operations|services|sales|transfers|withdrawals halt~|halted|suspended|frozen|stopped|paralysed|paused|crippled
502|503|504|500 error|gateway|bad|again|everywhere|errors
"""
_FALSE = """
isn't|not|aren't|never closing|shutting|true|bankrupt|leaving|real|banned|dead ... lying|lie|lies|fake|false|hoax|rubbish|nonsense|made|tiktok
ai|fake .. tom|celebrity|singer|actor|doctor|footballer|elon|oprah ... ad|ads|video|stealing|scam|promote~|endorse~|money
there is|was no .. ban|recall|closure|shutdown|layoffs|merger|outbreak|curse|shortage ... fake|parody|screenshot|hoax|rumour|satire|post|false
made|makes|making|created|sharing|printed .. fake|bogus|counterfeit|forged|false|cloned ... voucher|coupon|page|login|ad|website|shop|ticket|app|mail|letter|account
typed|entered|gave .. bank|card|login|password|pin|details ... fake|scam|voucher|link|site|page|phishing
cloned|faked|synthetic|fake|imitated|generated voice|face|video|audio|voicemail|call|site|number
got|tricked|fooled|duped|conned|convinced clerk|accountant|employee|staff|grandmother|pensioner|customers|people .. wire|wiring|transfer|pay|send|paying|sending|buy|into
picture|photo|video|clip|image|screenshot|quote|footage is|was|comes|taken|dates from .. comedy|satire|film|movie|game|show|another|different|#|years|sketch|parody|series
no|nope|wrong|false .. did|does|is|are|was|has|will not ... picture|photo|video|rumour|claim|story|post|hoax|satire|viral
scam|fraud|phishing|fake|hoax alert|warning|warn~|notice
beware|careful|warning|heads|alert|psa|reminder ... fake|scam~|scammers|texts|emails|calls|links|pages|phishing|fraudsters|accounts|impersonating|callers
not from us
we|they|he|she|company|bank will|would|never|don't .. never ask|call|text|dm|message
voice|video|face clone~|cloned|cloning|swap~|swapped
fake|false|bogus|ai|phoney endorsement~|endorsements|endorsing|job|jobs|investment|interview|charity|collection|collectors|shop|shops|store|coupon~|coupons|tickets|vouchers|reviews|review|trailer|memo
bots|bot|troll|trolls|sockpuppets flood~|flooding|swarm~|push~|pushing|amplified|farm|farms|posting|attack
chain|forwarded|viral message|email|post|text|whatsapp|voice|audio
out|taken of context
old|unrelated|edited video|photo|picture|footage|clip ... circulating|again|shared|viral|fake|claim~|from|not|as
taken|took seriously satire|parody|joke
font|pixels|metadata|watermark|signature|letterhead ... fake|forgery|forged|doctored|look|wrong|off
forgery|forgeries|fakery !
"""
_COMPLAINT = """
arrived|came|delivered|turned up? in|half|two|smashed|broken|late|cold|wrong|mouldy .. pieces|bits|eaten|frozen|size|after|hour|hours|days
claims|claim|says|insists never got|received|had|arrived
cancelled|cancel|canceled ... still|keeps|keep bills|billing|charging|charges|taking|takes|charged ?
kept|keep|keeping|keeps|withheld my|our|his|her|their .. #|deposit|money|euros|pounds|dollars|cash
worst .. life|ever|history|planet|world|earth|year|decade
laugh~|laughed|laughing|smirked|giggled when|at|as i|we|my|us|me|she|he ... asked|complained|manager|refund|help|cried|face|said
# excuses|excuse|lies|reasons ... zero|no|still|weeks|months|car|refund
zero|no|nil|nada car|refund|help|accountability|communication|response|reply|updates|sympathy|empathy|apology|compensation ... weeks|months|days|calls|later|since|from|excuses
no show|shows|no shows
still no boiler|heating|reply|delivery|order|fix|sign|word|engineer|bed|water|internet|refund|answer|response|luggage|replacement|parcel|update|apology|solution|contact|tickets
# engineers|visits|appointments|technicians|drivers|plumbers ... still|no|none|nobody|later|never
bill~|billed|billing|charged|charging .. dead|deceased|late .. father|mother|husband|wife|mum|dad|nan|gran|grandfather|grandmother|customer|relative
agent|clerk|staff|steward|attendant|manager|rep laughed|shrugged|smirked|yelled|screamed|sneered|hung|walked|lied|refused|blamed
booked|paid|ordered .. got|received|arrived none|nothing|one|wrong|half|empty|neither
wants|need~|demand~|insist~|asks fax|letter|death|original|notarised|certificate|form ... cancel|stop|close|refund|refuse~|claim ?
fobbed off
pillar to post
runaround|run around .. given|gave|giving|me|us
brick wall .. talking|hitting|like
radio silence
bait and switch
won't|cannot|can't|impossible|refuse~|not|never .. let|to .. cancel|unsubscribe|return|opt|close
auto|automatically renew~|renewed
close~|closed my ticket|case|complaint|claim .. without|again|and
void~|voided .. warranty|guarantee|claim
knock off|offs
lasted # days|weeks|hours|day|week|uses|minutes|washes
walked|walk|left|ran|vanished|disappeared|run|took|absconded off|with|job .. our|my|the money|deposit|cash|savings
pocketed|kept|keeping|withheld|withholding our|my|the deposit|money|refund|tips|fee|insurance
# on|of hold|waiting|queue ... cut|hung|nobody|no|still|useless|then|disconnected|off
on hold .. #|hour|hours|forever|minutes|two|ages|for|since
cut|hung|disconnected me|us|up|on .. off|on|up ?
wants|asking|demanding|charging|quoted|billed me|us? .. #|quid|pounds|dollars|euros|fee|extra ... repair|return|cancel|leave|fix|replace|faulty|repaired|unrepaired|toilet|printing
useless|worthless|hopeless|pointless .. lot|company|service|support|people|shower|helpline|staff|chatbot|app|warranty
disgusting|filthy|stained|dirty|mouldy|smelly|bloody .. room|sheets|toilet|toilets|kitchen|bed|mattress|seats|hotel|carpet|towels|plane|train
cancelled|cancels|cancel my|our .. flight|booking|order|train|appointment|holiday|room|wedding|policy ... hours|without|night|no|last|before|day|minute|refuse~|stranded|email|refund|airport
"""

#: Category and its phrases; all of them are serious.
IDIOMS = {
    "product_safety": _SAFETY,
    "fatality": _FATALITY,
    "threat": _THREAT,
    "data_breach": _DATA,
    "executive_misconduct": _MISCONDUCT,
    "discrimination": _DISCRIMINATION,
    "legal": _LEGAL,
    "environment": _EARTH,
    "boycott": _BOYCOTT,
    "labour": _LABOUR,
    "outage": _OUTAGE,
    "misinformation": _FALSE,
    "complaint": _COMPLAINT,
}
