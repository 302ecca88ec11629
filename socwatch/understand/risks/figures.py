"""Phrases that sound like harm and are none. A figure covers its words: no sign is found in them.

A figure with a `?` covers them only beside laughter, praise, sport or fiction.
"""

from __future__ import annotations

from socwatch.understand.risks.more_figures import MORE_FIGURES

_FIGURES = """
killer deal|deals|feature|features|app|heels|look|looks|instinct|whale|whales|workout|playlist|line|lines|tune|track|song|riff|bass|price|prices|view|views|combo|outfit|shoes|boots|smile|hook|content|design|abs|performance|set|show|idea|value|offer|robot|bees|queen|clowns|app|recipe|sauce|move|moves|punch|blow
be|is|are|was|so|absolutely killer
killing it|them|me ?
save~|saves|saved|saving|rescue~|rescues|rescued|rescuing .. choking|drowning|trapped|stranded|injured|burning ... child|boy|girl|baby|dog|man|woman|kid|cat|kids|toddler|house|diner|passenger|life
stabbed cake|balloon|potato|pumpkin
olive|essential|coconut|sesame|argan|massage|sunflower|motor oil ... bread|salad|skin|hair|picnic|dinner|divine|recipe
get|gets|getting|got down ... dance|disco|tonight|party|groove
arrested by beauty|charm|cuteness|smile|view
kill~ it|time|birds|zombie|zombies|process|processes|vibe|mood|switch|weeds|bugs|germs|bacteria|mosquitoes|hunger|boredom|joke|pain
kill~ me|us with|laughing|softly|lol|haha|stop|dead
would|i'd|could|might kill|murder|die for
would|i'd|could|might kill|murder .. burger|pizza|coffee|drink|nap|curry|pint|discount|slice|cake|tea|sandwich|ticket|holiday
to die for
die|dying|died|dead of|from|with|by laugh~|laughter|cuteness|embarrassment|boredom|happiness|excitement|jealousy|chocolate|joy|cringe|envy
dying to see|try|know|get|go|be|visit|have|meet|hear|read|eat|play|wear|come|taste|find|buy|watch|travel|return
dying|died|dead|die laughing|inside
i'm|im|am|i|literally|we're dead|dying|deceased|died lol|lmao|haha|laughing|omg|😂|💀|here|over|at ?
dead|died|dies|dying|die battery|batteries|phone|laptop|line|end|ends|zone|zones|pixel|pixels|link|links|air|serious|simple|easy|sea|weight|heat|wood|letter|cool|good|silence|skin|cells|sexy|gorgeous|stock|lift|lifts|center|centre|quiet|set|right|ringer|giveaway|poets
drop dead gorgeous
DEVICE|battery|batteries|engine|car|wifi|wallet|bank|legs|feet|plant|plants be? die~|dead
dead on arrival|time
death by chocolate
death|near star|metal|valley|stranding|note|grip|stare|becomes|cab
sudden death overtime|win|penalties|goal|?
bath|glitter|seed|photo|sex|cherry|cocoa|chocolate|f|hot|water|confetti|smoke|flavour|flavor|love bomb|bombs|bombing
bomb ass|dot|burger|tacos|diggity|food|shell
da|the|is|are|absolute|so bomb ?
da bomb
bombed audition|test|exam|interview|box|at|out
bombshell ... album|news|dress|drops|blonde|bra|villa|reveal
flavour|flavor|flavors|flavours|taste|colour|color|texture|sugar|spice explosion|bomb|blast|explodes
explosion|explosions of|in flavour|flavor|flavours|flavors|colour|color|colours|taste|growth|interest|joy|demand|creativity|popularity|sales|life|art
explosive growth|start|start|performance|pace|speed|acceleration|finish|finale|demand|power|energy|sales|debut|season|workout|flavour|flavor|movement|win|first
explode~|exploding|blew|blow~|blown .. with|in|of up? flavour|flavor|joy|popularity|demand|colour|taste|sales
sales|popularity|views|demand|growth|career|interest|followers|shares|stock|market|business|numbers|orders|downloads|scene|subscribers|bookings|notifications|dms|inbox|channel|trend explode~|exploding|exploded|erupt~|blew|blowing|blow|blown up?
explode~|blow~ on|up? .. tiktok|twitter|social|instagram|onto|mentions|notifications
made up mind|my
you may recall
explode~ across|over internet|web|feed|timeline|world
mind|minds|brain|brains .. blown|exploded|blow|blew|exploding|melted|explode
blow~|blew|blown .. mind|minds|away|roof|expectations|competition|candles|socks|whistle|kiss|kisses|nose|bubbles|load
blow|blows|blew|blown|blowing me|us|them|everyone away
had|have|having|such|a|what|total|absolute blast
blast from|past|to|off|music|tunes|ac
full blast
heart|hearts ... melt~|melted|burst~|stole|stolen|bleeds|explode~|broke|attack|broken|breaks|stopped
melt~|melts|melted my|our|your heart|hearts
melts|melt|melted|melting in|into|on mouth|tongue|butter|chocolate|cheese|perfectly
melted|melting|molten|melty|melt cheese|chocolate|butter|middle|centre|center|caramel|snow|marshmallow|mozzarella
steal~|stole|stolen|stealing .. my|our|your|the show|heart|hearts|spotlight|scene|thunder|look|limelight|style|moment
a|what|such|absolute|total|real steal
steal at|for
rob~|robbed|robbing them|blind|oscar|best|award|grammy|penalty|title|win|ref|cradle ?
fire|flame grill~|grilled|roasted|pit|pits|place|places|fighters|works|fly|side|side|sticks|stick|tv|emoji|crackers|starter|wood|balls|department|marshal|brigade|exit|extinguisher|blanket|sale|proof|resistant|retardant|safe|tablet|hd|hose|hydrant|chief
fire|smoke|evacuation|emergency|active|shooter|safety|earthquake|bomb drill|drills|alarm|detector|test|exercise|training|rehearsal|simulation|door|doors|exit
exit sign|signs|lights|emergency
sale|team|band|album|lads|boys|girls|outfit|playlist|beats|verse|track|drip|flow|song|mixtape|fit|look|looks|squad|kitchen|bars|set|crowd|quarter|menu|performance|striker|form on fire ?
be|is|are|was|were|this|these|that|straight|pure|absolute|absolutely|so|looks|tastes|music|soundtrack|lineup|collab|drop|fit|album fire ?
set|sets|setting|lights world|internet|stage|crowd|kitchen|pulses|heart|bar|dance ... fire|alight|ablaze|up
come|came|comes|coming|under in? fire with|new|heat
like house on fire
house on fire dancing
fire and forget
fire away|up|emoji|stick|pit|truck
fired up
shots fired lol|haha|at|😂|!? ?
fires striker|united|city|past|home|team|goal|winner|side|hat
striker|forward|winger ... fires|strikes|shot|shoots|kills|bombs
smoking hot|deal|deals|jacket|gun|fast|area|section|room|barrel|brisket|ribs|meat|salmon|bbq
smoked|smoking|smoky salmon|paprika|ham|brisket|ribs|mackerel|bacon|meat|meats|cheese|cheddar|haddock|trout|eye|competition|them|whisky|burgers|barbecue|flavour|oud
smoke machine|break|free|test|bomb|show|point|stack|signals|pot|grill|ring|ring|ed
holy smoke|smokes
vape|shisha|cigar|cigarette|tobacco|weed|brisket|meat .. smoke|smoking|smoked
smokin hot?
burning|burn question|calories|man|desire|fat|passion|love|midnight|rubber|cd|dvd|candle|cds|notice|rate|calorie
burn~|burned|burnt|burns|burning .. calories|fat|carbs|energy|kcal|backlog|budget|midnight|oil|cash|bridges|time|cds|discs|legs|rubber|playlist|cd|dvd
burn|burning ... workout|gym|squats|abs|thighs|quads|ginger|chilli|chili|hot|spice|spicy|whisky|whiskey|good|feel
feel .. burn
sick|ill beat|beats|trick|tricks|board|deal|deals|tune|tunes|track|tracks|moves|burn|design|leave|pay|day|days|note|as|graphics|riff|drop|guitar|solo|edit|jump|flip|kicks|view|views|bass|mix|whip|bag
so|absolutely|be|is|are|was|this|that|looks|sounds|proper|well sick ?
sick of|and waiting|tired|hearing|seeing
playlist|beat|bars|song|album|edit|car|walkout|music|soundtrack|fit|outfit|bike|skin|graphics|band|game .. sick
sick in best|good way
sue me|us but|?
sue|sued for joy
shot|shots|shoot|shooting|shoots|shooting .. photo|photos|pics|video|videos|film|footage|campaign|picture|pictures|portrait|portraits|movie|scene|episode|ad|commercial|cover|lookbook|music|documentary|raw|hoops|goal|basket|stars|star|guard|range|wedding|vlog|camera|lens|phone|iphone
photo|film|video|camera|phone|great|best|good|long|flu|covid|espresso|ginger|vodka|tequila|money|slap|winning|sharp|three|penalty|point|head|close|perfect|stunning|beautiful|fashion|product|action|screen|mug|moon|parting|jump|bank|close|first shoot|shots|shot|shooting|shoots
shot to fame|at|of|for|glass|put|glasses|on goal|target
shots of espresso|tequila|vodka|rum|whisky|coffee|on|at goal|target|bar
worth|give|gave|have|take|taking|best|gives it? shot
shot|shooting up charts|rankings|league|in popularity
shooting star|stars|guard|range|percentage
trouble shooting
crash course|courses|tested|test|tests|pad|diet|helmet|mat|bandicoot|reporter|reporting
crash~ ... party|wedding|couch|sofa|mates|friend's|hostel|early
passed|aced|top|five|star|best crash test|tests|rating
stock|market|crypto|housing crash ?
recall~ when|that|how|seeing|hearing|reading|being|ever|having|exactly|what|where|who|the|any|my|his|her|our|their name|days|time|conversation|childhood|memories|last|such|youth|moment|details|scene|words|origins|history|past
can|can't|cannot|cant|couldn't|don't|dont|i|vividly|fondly|total|perfect|instant|memory|precision|seem|vaguely|clearly|correctly|brand|ad|free|passive recall|recalls|recalled|recalling
recall|recalled|recalls from|by? memory|loan|bench|election|vote|coach|manager|squad|from
recalled|recall|recalls to squad|team|side|bench|stage|line|eleven|parliament|ambassador
recalls his|her|its|their|how|working|playing|meeting|growing|old|origins|roots
strike|strikes|struck|striking that|balance|gold|a|chord|deal|again|pose|up|while|price|rate|zone|one|first|partner|force|resemblance|design|new|colours|colors|look|looks|image|beauty|similarity|conversation|distance
lightning|bowling|lucky|first|second|third|strike|called|perfect|long|left|stunning|winning|late|footed|overhead|scissor|price|air|copyright|drone|bird strike|strikes
bowled|bowl|got|free|threw|hit|call|penalty strike|strikes ... bowling|lane|alley|kids|arcade
strike|strikes averted|suspended|ends|ended|off
strike iron while
strike that
walk~ out to|of|on applause|stage|music|song|shop|store|there|salon|happy|smiling|pitch|with
walkout|walk music|song
union jack|square|of|pearl|bank|station|street|berlin|saint|st
picket fence
protest song|songs|scene|film|art|music
under attack on titan
attack on titan|prices
attack helicopter|dog|weekend|hills
heart|panic|asthma|anxiety|snack|art|cuteness|cute|counter|surprise|zombie|shark|marketing attack|attacks
killed|slayed|murdered|crushed|smashed|destroyed|nailed .. it|them|stage|set|competition|performance|workout|rivals|exam|test|opponents|interview|record|targets|goals|hunger|villain|boss|dragon|records|pitch|presentation|game|forecast|expectations
crush~|crushing .. it|goals|workout|competition|rivals|velvet|nuts|ice|garlic|grapes|pepper|it|beans|that
crushed velvet|ice|garlic|avocado|tomatoes|nuts|pepper|oreos|berries
have|massive|huge|my|celebrity|biggest|got crush
poison~ ivy|control|pen|pill|arrow|villain|apple|king|queen|album|dress|perfume|book
name|pick|choose .. poison
retail|comfort|phone detox|therapy
toxic by|avenger|trait|love|masculinity|ex|relationship|mixtape|tune|song|remix ?
non|free|from|zero toxic|toxins|chemicals|harsh
chemical|toxin|allergen|gluten|lead|bpa|nut|dairy|fragrance|cruelty|lactose|pest|bug|accident|stress|pain|fault|injury|plastic|rash|odour|odor|scam|error|crash|listeria|dust free
crime scene|drama|novel|fiction|podcast|writer|series|show|prize|prize|thriller|book|if|to|how|against
murder mystery|she|hornets|weekend|novel|podcast|ballad|on|drones|bot
murdered my|that|those|hunger|the hunger|burger|lyrics|vocals|song|cover
criminal how|minds|that|underrated|good|not ?
leaked|leak|leaks|leaking ... trailer|album|render|renders|specs|colour|colours|color|features|camera|design|price|teaser|setlist|track|song|release|lineup|launch|kit|kits|episode|prototype|roadmap
hack~|hacks .. together|growth|life|fest|space|beauty|cleaning|kitchen|ikea|travel|food|diet|dashboard|prototype|productivity
life|beauty|travel|cleaning|kitchen|food|parenting|ikea|growth|bio|cooking|hair|money hack|hacks|hacker|hackers|hacking
hackathon
white|ethical|growth hat? hacker|hackers|hacking
pen|penetration test|testing|tester|tests
breach~ .. top|million|mark|walls|record|barrier|resistance|ceiling|charts|#|defence|defenses|defense|surface|whale|whales ... ten|viewers|sales|mark|subscribers|charts|followers|first
whale|whales|shark|dolphin|hull breach~
breach|outage credit|credits|refund|compensation
breach|crash|outage|incident|recall|safety|fraud|scam|spill|accident|complaint|complaints|injury|lawsuit|fire|data insurance|map|simulator|response|tracker|prevention|protection|awareness|cover|consultant|checker|lookup|warning|lawyer|drill|desk|dashboard|page|management
recall|safety|complaints|refund|returns process|procedure|page|search|tool|team|desk|policy
outage|coverage map|page|tracker|history|alerts|notifications
down to|under earth|town|jacket|coat|duvet|dog|payment
down jacket|coat|duvet|payment|under|vest
drinks|lunch|dinner|pizza|coffee|who's|i'm|im|totally down for|to .. that|pizza|drinks|tonight|coffee
feel~|feeling|been|bit down
break|broke|broken|breaking|breaks my|the|a|in|new|down|free|bread|ground|record|records|even|internet|diet|fast|ice|habit|news|bank|sweat|mould|mold|dance|beats|ceiling|barrier .. restocked|internet|diet|ground|record|records|bank|fast|cake|cycle|monotony
broke internet|diet|bank|record|records|ground|new|up|glass|student
breaking news|bad|dawn|benjamin|ground|records|record
hair|lips|nails|skin colour|tint ... gorgeous|love
storm|stormed|take|takes|taking .. by|charts|world|into|to victory|lead|final|storm
perfect storm jacket|?
flood~|pour~ .. in|with|of|the|stadium|orders|love|messages|light|tributes|support
volcano cake|roll|dessert
zombie|zombies .. apocalypse|process|processes|shooter|game|run|burger
ghost pepper|busters|town|kitchen|ship|tour|story|stories|writer|type|of
scary|spooky|ridiculously|stupidly|insanely|crazy|terribly|awfully|wickedly|disgustingly|stupid|disturbingly|painfully|dangerously good|cute|delicious|tasty|fast|comfy|beautiful|cheap|funny|sweet|moreish|easy|adorable|accurate|nice|addictive|comfortable|close
dangerously|dangerous .. good|delicious|addictive|cute|close|moreish|tasty|combo|combination|territory|curves
addicted to .. this|these|your|it|that|the|show|game
toxic waste candy|sweets
toxic trait
"""

#: Patterns, one a line (see patterns).
FIGURES = _FIGURES + MORE_FIGURES
