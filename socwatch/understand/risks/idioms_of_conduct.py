"""How people tell in everyday words of wrongs that are done to them, or that they hear of."""

from __future__ import annotations

MISCONDUCT = """
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

DISCRIMINATION = """
won't|doesn't|not|refuses|can't|rejects|never accept|accepts|recognise|recognize|pronounce|spell|let|allow .. my|irish|african|chinese|hyphen|indian|maori|single|long ... name|surname|accent|skin|hair|script|language
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

LEGAL = """
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

LABOUR = """
made|make|makes|forced|kept|told ME|PERSON|everyone .. work~|working through|during .. earthquake|flood|fire|storm|hurricane|tornado|heatwave|pandemic|funeral|lockdown|evacuation|alarm|blizzard|wildfire|smoke
lay|lays|laid|laying off ... office|division|department|workforce|newsroom|studio|branch|factory|crew|everyone|zoom|email
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
