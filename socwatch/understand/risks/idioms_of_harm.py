"""How people tell of harm to people, animals and places in everyday words."""

from __future__ import annotations

SAFETY = """
linked|link|links|tied to .. AILMENT|lesions|illness|illnesses|deaths|injuries|fires|outbreak|disease|damage|defects
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

FATALITY = """
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

THREAT = """
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

EARTH = """
pipeline|tank|tanker|pipe|dam|lagoon ... burst~|rupture~|leak~|crude|spill~|gush~|fail~ ... wetland|wetlands|river|field|fields|creek|marsh|lake|sea|town|farm
burn~|burning .. plastic|tyres|rubbish|waste|trash|cables|coal|garbage ... night|school|town|field|fumes|illegal|caught|smoke
caught .. burning|dumping|burying|spraying|felling|pumping|polluting|poaching
microbeads|microplastics|pfas|pesticide~|mercury|dioxins|antibiotics|plastic ... found|detected|in .. mussels|fish|river|water|breast|blood|milk|oysters|soil|snow|eggs
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
