"""Phrases that sound like harm and are none; the second half (see figures)."""

from __future__ import annotations

MORE_FIGURES = """
insane|insanely|mental|crazy|ridiculous ?
sentence~ structure
jury still|is out
court side|yard|jester|tennis|basketball|padel|shoes|squash|shot
food|tennis|basketball|squash|padel|netball|centre|center court|courts
charged|charge|charges|charging .. up|phone|battery|fast|overnight|quickly|hour|hours|wirelessly|electric|minutes|full|fully|cable|case|again|port|ev|car|station|laptop
charge of|d'affaires
in|free|took|taking|take charge
fined players|player|manager|coach|dressing|club|club|for haircut|diving
suit~ up|you|me|case|my|every|and
fit like|and suit|glove
track|law suit|suits
trial period|run|version|month|size|pack|week|bike|days|offer|code|and
free|clinical|drug|time|pilot|sheep|dog|mock|closed|30 trial|trials
pilot scheme|episode|project|light
mock trial|exam|interview|turtle|court
board game|games|meeting|walk|shorts|walk
head~|heads up|of|for|to|over|phones|line|liner|start|band
knock~|knocked .. it|this|that|out park|water|socks
bullet journal|proof|train|point|points|chess|coffee
trigger warning ... cute|cuteness|puppies
machine gun kelly
gun metal|show
blood orange|moon|pressure|test|sugar|donation|donor|drive|bank|type|sport|oxygen
give|donate|gave|giving|donating|donated blood
die hard|cast|cut
gas station|giant|bbq|grill|light|hob|mask|mark
hit gym|different|spot|record|target|single|song|show|me|home|series|album
hurts so good
not|isn't hurt to|that ?
wound healing|care|dressing|up
pain|stress|rash|burn|burns|itch|eczema|acne|headache|migraine|allergy|cold|cough|sunburn|blister|scar relief|cream|gel|cure|killer|killers|reliever|balm|unit|ointment|plaster|plasters|treatment
cleared|clears|helped|helps|soothed|soothes|healed|heals|cured|treats|relieves|calmed|relieved|saved|fixed|treat .. up|with my|his|her|the|our rash|burn|burns|blister|blisters|eczema|acne|hives|pain|scar|scars|infection|sunburn|headache|headaches|migraine|nausea|skin
rash|burn|burns|eczema|acne|pain|scars|headache|infection|headaches|sunburn ... cleared|disappeared|gone|healed|went|soothed|vanished .. up|away|in|within|after|overnight|thanks|?
recommended|great|good|perfect|brilliant|works for|on my|a|his|her|the rash|burns|burn|scars|blisters|acne|eczema|infection|cuts|pain
first aid
cut~|slashed|slash price|prices|cost|costs|emissions|deaths|flowers|grass|waste|hair|cake|carbon|injuries|accidents|wait|energy|bills|rates
cut|cuts|cutting|reduces|reduced|prevents|prevent|preventing|lowers|halves|slashes ... deaths|injuries|accidents|emissions|fires|infections|outages|fraud|breaches|waste|theft
protects|protect|protection|protected|prevent~|prevents|defend~|guards|against|from .. fire|fires|theft|hackers|malware|phishing|fraud|ransomware|infection|burns|injury|damage|scams|leaks|breaches
free|zero|no|reduce|fight|fighting|beat|against|stop|end|tackle waste|pollution|discrimination|racism|fraud|hunger|scams|bullying|corruption|harassment|sexism|poverty|deforestation
anti racism|racist|bullying|discrimination|fraud|slavery|virus|corruption|phishing|theft|harassment|leak|harassment
fight~|combat~|tackle~|raise~ .. against|awareness|of|money|for cancer|pollution|racism|discrimination|slavery|hunger|trafficking|sexism|waste|fraud|corruption|cyberbullying|sweatshops|homophobia|burns
charity|fundraiser|raised|raises|raising|donation|donate|donated|marathon ... cancer|burns|victims|flood|hospital|hospice|disaster
cancer research|charity|survivor|survivors|care|awareness|free|trial|drug|season|zodiac
children's|kids|new|local|pet|animal|the hospital|hospitals .. wing|donation|charity|visit|radio|drama|bed|bag ?
bug fix|fixes|bounty|spray|life
killed|bit|caught .. the bug|travel|running|gaming
fatal error|attraction
hostage to my|fortune|sweet
riot of|grrrl|games|colour|color|points|shield
a|laugh|absolute|such riot
blackout curtain~|curtains|poetry|blind|blinds|bingo
black out|friday|curtains
down|lost weight|kilos|pounds|kg|stone|lbs|track|count|words
lost for|track|weight|my words|of|heart|mind|shit
lost|found mary|property|ark|souls
nuclear family|option|fusion|physics
dam good
damn good|fine|tasty
hangry|hungry
monster energy|truck|munch|hunter|high|sale|burger|inc
chicken|steak|dish|wings|sauce|curry|salsa|ribs|burger|pizza ... bomb|killer|fire|sick|sinful|criminal|slaps
hazard light~|lights|pay|team
no|never|without|zero .. brainer
drop|drops|dropped new|album|single|merch|trailer|today|podcast|a
pour decisions
slay~|slayed|slaying
demolish~|devour~|destroyed .. plate|burger|pizza|cake|bag|opponents|rivals|whole|box
hell yeah|yes|of
burst of|with|out|onto|into flavour|flavor|energy|colour|color|pride|joy|juice|song|laughing|tears|laughter|scene
bursting with
tear~|tears of|joy|up joy|laughter|happy
happy|joyful|ugly tears|crying|cried
crack~ up|me|open|on|down|eggs|egg
cracked me up
snap~|snapped .. up|photo|photos|pic|pics|picture|chat|selfie|selfies|shot|bargain|deal|them
sparks|spark joy|fly|creativity|interest|conversation|plug|imagination
spark plug|plugs
arrest~ development|look|attention
robbery ... monopoly|gta|heist|film
bank holiday|of|heist
heist movie|film|series|game
swell time|guy|job
leak proof|free|test|tested|proof
scam proof|alert|awareness|free
stab at|have|take|took
have|had|take|took|taking stab
backstab~
head banger
skeleton staff|keys
skin care|tight|tone
whistle blow~ referee|full
hush puppies
loot box|crate|bag
gang of|friends|gang
terror|horror|thriller|zombie|slasher|ghost movie|film|films|game|night|house|ride|fan|fans|novel|fest|twilight
haunted|horror .. house|ride|maze
tower of terror
triple|double threat
bleeding edge|heart|love
breakneck speed
violent|violently agree|femmes|shade
killer in
shock~ absorber|absorbers|proof|result|win|wave|value
shocked|shock how|at|by good|well|cheap|fast|quick|easy|pleasantly
guilty pleasure|gear|of? loving|?
guilty pleasures
prison break
jail break|break
court martial
bar raid~
raid~ .. fridge|wardrobe|cupboard|pantry|boss|boss|sale|shelves|closet|shadow|minibar|tonight|guild
lara croft tomb raider
tomb raid~
slave to|rhythm|my
in|of|the zombie attack
attack weekend|day|prices
pest control
sewage works|plant|treatment
crude joke|jokes|humour
oil change|painting|lamp
slick design|look|app|ui|interface|new|moves|service|operation|and|experience|packaging
spill~ tea|beans|over|proof
spill the|proof tea|beans
dump~ cake|truck|photo|dump|ling
photo dump
brain dump|fog|freeze|storm
fake tan|leather|fur|it|nails|lashes|news|plants|flowers|grass|snow|eyelashes|beard|moustache|blood|smile|laugh
faux|fake leather|fur
rumour|rumor|rumours|rumors has|mill it
conspiracy theorist|keanu
bot|robots hoover|vacuum
whistleblower|scandal|murder|fraud musical|podcast|play|novel|opera|documentary|drama|film|book|series|movie
ban~ hammer
banned|ban from|the buying|snacks|calories
shame|shameless|no shame|plug|self
shame sold|missed|weather|rain|stopped|only
scandalous|scandalously|sinfully|criminally good|low|cheap|delicious|underrated|cosy|overlooked
forge~ ahead|links|partnership|friendships|new|path|iron|paths
grill~|grilled cheese|chicken|salmon|fish|meat|steak|party|halloumi
sack|sacks of|quarterback|race
potato|hit|quarterback sack|sacks
ground beef|floor|coffee|breaking|rules|control|pepper|force|zero
dock~ station|at|leaves|martens
docked at|in|the harbour|port|boat|ship|phone|switch|cruise
burn|burns night|supper|unit|notice
third|second|first degree|burn degree|certificate
suspended animation|ceiling|bridge
exposed brick|beams|to|bulb|bulbs|sun
dead|mass|critical|trapped heat|mass|acclaim|role
critically acclaimed
cold blooded|blood
strip lights|lighting|club
rubber duck|ducks|sole|soles|band
kick~|kicks|kicked|kicking .. off|ass|butt|back
dying waiting|for|inside
soup|grammar nazi|nazis
grateful dead
walking dead|stick
shoot~|send you|me|us|him|her|them .. email|message|dm|text|over
steal|stealing shirts|jokes
hot dog|dogs|sauce|chocolate|tub
on|in .. till
is going|coming|sitting|calming|winding|slowing|breaking|boiling|settling|laying|lying|falling|cooling|raining|pouring|counting|looking|running|walking|driving|heading|moving|pinned|written|toned|upside|hunkered|hand|hands|#|one|two|three|sun|price|hats|thumbs down
sauce|chilli|chili|curry|wings|ramen|noodles|pepper|salsa|spicy|vindaloo ... burn~|fire|kill~|destroyed .. face|mouth|tongue|soul|head|me|us|off
sauce|chilli|chili|curry|wings|ramen|noodles|salsa|spicy ... soul|mouth|tongue|mouths on fire
fraud team|department|squad|detection|protection|alert|alerts|line|desk|prevention
phishing|security test|tests|training|simulation|exercise|course
stock|shares|sales|popularity|numbers|business|career|views is|are|has|have|keeps|just exploded|exploding|blowing
stop~|stopped|caught|spotted|blocked .. thief|fraud|fraudster|scammer|scam|phishing|hackers|attack .. thank|thanks|before|within|quickly|fast
explosion|burst|riot of mango|flavour|colour|citrus|chocolate|spice|berries|joy
"""
