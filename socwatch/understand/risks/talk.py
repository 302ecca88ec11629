"""Signs of false talk and of complaint; and praise and questions, which are no risks."""

from __future__ import annotations

from socwatch.understand.risks.category import Category

MISINFORMATION = Category(
    id="misinformation",
    serious="""
    deepfake~ !
    deep fake~ !
    fake|fraudulent|phony|bogus|counterfeit|imposter|impostor|impersonator|cloned|parody|unofficial|spoof .. account~|profile~|page~|site~|website~|app~|number|ad~|advert~|ads|job~|invoice~|email~|mail~|voucher~|giveaway~|coupon~|quote~|statement|letter|press|screenshot~|news|video|image|support|helpline|shop|story|text~|recall|product~|article~|reviews|audio|hotline
    impersonate~|impersonator~|imposter~|impostor~|masquerade~ !
    pretend~|pretending|posing|pose|claiming|claims|purporting|poses to? .. be|as|from ... you|them|company|support|bank|customer|service|brand|staff|official|employee~|your|our|us|firm|courier|page
    page|account|someone|somebody|site|number|profile|caller|scammer~|people|guy pretend~|posing|claiming|poses
    scam~|scammers ... your|our|using|name|logo|brand|text~|message~|email~|customers|impersonate~|phone|call|crypto|whatsapp|promote~|parcel|victims|pretend~|fake|ring|account|warn~ ?
    false|fake|fabricate~|fabricated|baseless|bogus|unfounded|untrue|made|invented|wild|misleading|viral|debunked claim~|rumour~|rumor~|story|stories|news|information|report~|allegation~|post~|quote|video~|photo~|image~|up|theory|headline
    rumour~|rumor~ ... spread~|false|circulate~|fly~|swirl~|bankrupt~|untrue|closing|viral|whatsapp|stop
    hoax~|disinformation|misinformation|conspiracy|fakenews !
    conspiracy theory~|theory|theories|nut~
    doctored|photoshopped|manipulated|edited|ai|altered|staged|cgi|generated .. photo~|image~|video~|screenshot~|clip~|audio|footage|generated|picture~|quote~|voice|receipt|tweet
    ai generated .. video|image|photo|voice|clip|picture|nonsense|reviews|ceo|content ?
    video|photo|image|screenshot|quote|clip|memo|letter|post|story|article|picture|audio ... fake|faked|doctored|photoshopped|fabricated|deepfake|hoax|manipulated|ai ?
    spread~|spreading|share~|post~|push~|peddle~|repeat~|believe .. this|false|lies|rubbish|misinformation|rumour~|rumor~|fake|nonsense|hoax|disinformation|untrue|conspiracy|propaganda|old
    stop spreading|sharing ... rumour~|rumor~|lies|fake|false|rubbish|nonsense|this|misinformation
    he|she|they|ceo|founder|chairman|spokesperson|company never said ... that|this|it|quote|fake
    quote|story|rumour|rumor .. is|was|isn't|not made|not|true up|true
    that|this|quote|story|video|photo|post|it|which|claim|claims|rumour|rumor is|was|isn't|are false|fake|fabricated|bogus|debunked|photoshopped|hoax|untrue|nonsense|staged ... news|stop|spread~|share|sharing|never|rumour|rumor|ceo|bank|quote|video|photo
    made|making up quote|story|claims|claim|quotes ?
    debunk~
    bot~|bots|troll|trolls ... network|army|spread~|flood~|campaign|farm|accounts|fake|pushing|attack
    smear campaign|s
    astroturf~|sockpuppet~
    cause~|spread~|contain~|track~|implant|control|emit~|put|hide .. cancer|covid|autism|microchip~|chip~|mind|tracking|radiation|nanobots|aborted|sterilise~|children ?
    towers|5g|vaccine~|jab~|fluoride|chemtrails|antenna~ ... cause~|cancer|autism|spread|microchip|covid|infertility|sterile|kill~|poison~
    people|they|some|posts|idiots claim|claiming|say|saying|believe|think|claims ... cause~|poison~|secret~|cult|satanist~|microchip~|bankrupt|fake
    fake|paid|bought|buying|fabricated reviews|review|followers|testimonials
    ship~|traffick~|sell~|hide~ .. kidnapped|trafficked .. children|kids|girls
    don't|dont|do|not|please not? share|click|believe|fall|trust|pay ... fake|scam|hoax|false|link|it|real|ai|post|invoice~|email ?
    using your|our|their|company|its logo|name|brand|photos ... scam|trick|steal|fake|con|defraud|pretend
    """,
    slight="""
    rumour~|rumor~ ?
    hoax
    fake ?
    untrue|false ?
    """,
)

COMPLAINT = Category(
    id="complaint",
    serious="""
    NOT|won't|wont|refuse~|refusing|denied|deny|denies|still|no|never|without|ignore~|waiting|where's|chasing .. refund~|refunds|refunding|reimburse~|reimbursement
    NOT|won't|refuse~|denied|still|never|waiting .. give|got|get|received|pay|honour|honor|process|for|return .. money|deposit|compensation|replacement|claim|warranty .. back|yet|still|weeks|months|days
    refuse~|refused|declined|denied ... refund~|replace|help|claim|compensate~|cover|repair|serve|fix|cancel
    want|demand|need|where's|where|give|gimme .. my refund|money .. back ?
    owe~|owed|owes me|us .. refund|money|#|compensation|apology
    rip~|ripped|ripping off|people|customers .. me|us|people|customers|merchants
    got|been|be|being|get ripped|ripping off
    ripoff
    rip off ?
    scam|scams|scammed|scammers|scammer|scamming ?
    con artist~|con|cowboys|crooks|thieves|daylight robbery ?
    crooks|thieves|conmen|criminals|charlatans|fraudsters ... you|company|are|these|bunch|avoid|absolute|they|total|nothing|running ?
    steal~|stole|stealing|pocket~ ... my|our|people's|customers'|from money|deposit|us|customers|cash|pensioners|savings|refund
    took|taking|keep|kept .. my|our money|deposit|cash|savings ... and|no|never|nothing|without
    charge~|bill~|debit~|overcharge~ .. me|us|my|card|twice|double|customers|pensioners|again ... twice|double|again|wrong|times|after|without|extra|cancelled|still|error|dead|card|#|for|permission
    double|over charge~|charged|billed|charging|billing
    overcharge~
    hidden fees|charges|costs
    worst|horrible|terrible|appalling|shocking|awful|disgusting|atrocious|dreadful|abysmal|horrendous|diabolical|pathetic|shambolic|useless|poor|rubbish|unacceptable|shameful|shit|crap|disgraceful|shite .. customer|service|company|experience|airline|airlines|bank|support|treatment|delivery|app|product|quality|hotel|store|communication|ever|purchase|way|provider|staff|food
    service|support|company|experience|quality|staff|delivery|communication .. is|was|has|been|are|were|absolutely|beyond|truly ... worst|horrible|terrible|appalling|shocking|awful|disgusting|atrocious|dreadful|abysmal|horrendous|diabolical|pathetic|shambles|shambolic|useless|rubbish|joke|unacceptable|disgrace|disgraceful|crap|shit|garbage|trash|sucks|nightmare|rude|hopeless
    absolute|total|complete|utter|what|such shambles|joke|disgrace|disaster|rubbish|garbage|trash|farce|scam|incompetence|nightmare|waste
    sla|support|it|company .. is|a joke
    disgusted|appalled|livid|furious|fuming|outraged ... with|at|by|that|service|customers|your|as
    fed up with|of|at|waiting
    customers|passengers|users|fans|players|parents|families|guests|residents ... furious|fume|fuming|angry|anger|outraged|rage|livid|complain~|revolt|slam~|blast~|lash~|abandoned|stranded|duped|conned|misled|ripped|cheated|outrage
    # weeks|months|days|week|month|hours|hour|times|calls|emails|tickets .. nothing|without|hold|refund|reply|response|ignored|silence|nobody ?
    # weeks|months|days|week|month|hours|hour|times|calls|emails|tickets no .. refund|reply|response|answer|delivery|sign|solution
    still|been|waited waiting|wait ... order|refund|parcel|package|delivery|reply|response|weeks|months|hours|answer|engineer ?
    never|not|hasn't|didn't|hasnt|didnt|nothing arrive~|turned|deliver~|delivered|showed|receive~|received .. up|my|order|parcel|refund|package ?
    order|parcel|package|delivery|refund|luggage|suitcase|engineer|bags ... never|not|hasn't|didn't .. arrive~|turned|came|showed|come|deliver~
    order|parcel|package|delivery|refund|luggage|suitcase|bags ... lost|missing|nowhere|stolen|smashed|dumped ?
    box with|of|full|and brick~|bricks|stone~|sand|nothing|soap
    empty box|parcel|package|envelope|packet
    ghost~|ghosted|ignore~|ignored|ignoring|block~|blocked ... me|my|us|emails|messages|complaints|calls|customers|up|paying
    nobody|noone|no one? .. answers|picks|replies|responds|cares|helps|answer|reply|help|care|respond|knows|listening|calls
    broken|broke|dead|stopped|faulty|useless|defective .. after|on|within|working arrival|day|week|weeks|month|months|days|uses|second|two|#|warranty|after ?
    falling|fell|falls|came apart|pieces ... weeks|days|after|month|months|wash|pieces ?
    do|don't|dont|never|avoid|please not? use|buy|buying|order|book|trust|waste|ever|touch .. this|your|these|them|with|from|money|time|at .. company|money|time|seller|airline|again|cost|product
    avoid at all? cost~|costs|like|plague|this|them
    waste of money|time|space
    never|last ever? again|time .. fly~|flying|buy~|use|using|order~|book~|shop~|stay~|eat~|purchase
    never again ... them|company|airline|brand|place|rubbish|awful
    never .. fly~|book~|buy~|order~|shop~|stay~|use|using .. again|lot|ever
    treat~|treated .. customers|me|us|people|passengers|loyal .. like|so|badly|with|appallingly ... dirt|rubbish|badly|contempt|trash|criminal~|shit|garbage|cattle|horribly|appallingly
    drag~|dragged|thrown|kicked|bump~|bumped|threw|kick~|ejected ME|PEOPLE? .. off|from|out .. plane|flight|overbooked|bus|train|store|hotel|shop|restaurant
    overbook~|overbooked
    rude|aggressive|arrogant|hostile|unhelpful|incompetent|disrespectful|condescending .. staff|driver|service|manager|to|me|agent|support|team|man|woman|doctor|nurse|crew|attitude|customer
    staff|driver|manager|agent|crew|support|steward|security|guard|waiter|doorman ... rude|aggressive|swore|shout~|yell~|laugh~|push~|shove~|useless|refuse~|hung|lied|insult~|incompetent|unhelpful|mock~|drunk|assault~|humiliate~
    false|bait|misleading|broken promise~|switch|advertising|promises
    daylight robbery !
    extort~|extortion|extortionate|price gouging|exploit~ ... customers|fees|prices|price|loyal|us|people|pensioners|crisis|tourists
    unacceptable|inexcusable|unforgivable|disgraceful|diabolical|shameful
    let|letting .. down|me|us .. badly|again|down|customers|terribly ?
    cheat~|cheated|conned|swindled|duped .. me|us|customers|people|pensioners|out
    quality|standards .. gone|went|going|nosedive|plummet~|drop~|fallen|slip~|decline~ .. downhill|down|drain|off
    insurance|insurer|claim~ ... denied|reject~|refuse~|weasel~|denying|denies|won't
    gaslight~|gaslit|gaslighting
    made|left|have|leaving .. customers|me|us|kids|family|passengers|elderly .. stranded|crying|tears|freezing|cold|waiting|pocket|homeless|hungry|outside|floor ... airport|for|hours|night|street|floor|of|in|on
    """,
    slight="""
    complain~|complaint~ ?
    disappoint~|disappointed|disappointing
    refund~ ?
    rude|unhelpful
    awful|terrible|horrible|worst|appalling|useless|rubbish|garbage ?
    late|delayed ... again|hours|days|weeks
    sucks ?
    waiting|wait ... hours|days|weeks|ages
    overpriced|pricey
    frustrate~|annoy~|annoyed|annoying|unhappy|dissatisfied
    broken|broke ?
    waste
    """,
)

#: No risks: what they say is who should answer. Single words; level 0.
PRAISE = Category(
    id="praise",
    remarks="""
    love loved loving loves thanks thank thx brilliant fantastic amazing awesome excellent superb
    wonderful perfect outstanding lovely great best fab impressed kudos congrats congratulations
    bravo delicious beautiful gorgeous recommend recommended legend legends stellar flawless
    delighted favourite favorite thrilled grateful chuffed adore adored incredible brilliantly
    """,
)

#: How a question begins that has no question mark.
QUESTION = Category(
    id="question",
    remarks="who what when where why how which does did anyone anybody",
)
