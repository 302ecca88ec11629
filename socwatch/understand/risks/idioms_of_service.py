"""How people tell in everyday words of what does not work, is not true, or drives them away."""

from __future__ import annotations

DATA = """
feed|camera|webcam|stream|footage|calls|doorbell|microphone ... viewed|watched|seen|hijacked|accessed|heard .. by|strangers|stranger|employees|hackers
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

OUTAGE = """
is .. down|offline
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

FALSE = """
put|puts|hide|hides|inject~ .. chips|microchips|trackers|nanobots|poison|hormones .. in|into ... vaccine~|food|water|milk|burgers|pills
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

BOYCOTT = """
done|finished|leaving|selling ... never going|coming|looking back
selling mine .. and|because|after ... never|done|back
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

COMPLAINT = """
sold|sells|selling|sent|bought me|us? .. counterfeit|fake|dud|knockoff|lemon|refurb|refurbished|replica
sent|send|got|received|delivered|shipped me|us? .. used|dirty|opened|wrong|broken|cracked|expired|mouldy|empty|damaged|stained|smashed .. one|item|size|PRODUCT|makeup|box|clothes|order|things|goods
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
