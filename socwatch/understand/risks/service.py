"""Signs that people's data is in wrong hands, and that a service does not work."""

from __future__ import annotations

from socwatch.understand.risks.category import Category

DATA_BREACH = Category(
    id="data_breach",
    grave="""
    medical|health|patient|patients|children's|kids|kids' .. records|data|files|photos|details .. leak~|expose~|stolen|hack~|breach~|online|public|sold|dump~|posted
    """,
    serious="""
    data|security|privacy|cyber|account|password|system|email|database|network breach~|leak~|exposure|hack|incident|compromise~|violation~|theft~|theft|loss !
    data|DATA ... breached|leaked|exposed|stolen|hacked|compromised|sold|dumped|hijacked|skimmed|cloned|harvested|scraped|phished|intercepted|public|unencrypted|plaintext|misused|shared|spilled|drained|emptied
    leak~|expose~|steal~|stole|stolen|sell~|sold|selling|dump~|harvest~|scrap~|scrape~|share~|sharing|swipe~|skim~|access~|compromise~|hack~|leaking|publish~|post~|lost|lose|made|spill~ .. my|our|your|#|of|customer~|user~|personal|private|sensitive|patient|client|employee|children's|people's|PEOPLE|off|with ... data|details|records|passwords|passport~|accounts|information|info|emails|photos|files|identity|credentials|database|profiles|ssn~|numbers|secrets|login~|card|messages|addresses ?
    breach~ ... #|customers|users|records|PEOPLE|accounts|affect~|expose~|impact~|notify~|password~|hackers|data|company|investigate~|massive|huge|major|confirm~|letter|disclose~ ?
    had|got|get|getting|been|was|were|have|has|my my? .. card|account|identity|email|profile|insta|page|login|acct ... hacked|stolen|cloned|compromised|taken|hijacked|drained|emptied|breached|used|leaked
    hack~|hacker~|hacked ... account~|data|customer~|system~|site|my|records|million|#|bank|card|network|company|database|steal~|stole|claim~|accessed|by|ransom|leak~|server~|into|camera|information|PLACE|chain|firm|group|giant|PEOPLE ?
    hacked|hackers ?
    leaked|leaking ?
    breach|breached|breaches ?
    we|you|they|site|app|account|server|company|firm|bank|hospital|retailer .. hacked|breached|compromised
    cyber attack~|attacks|incident|crime|criminals|security !
    cyberattack~|cyberattacks|cybercriminal~|cybercriminals !
    ransomware|spyware|keylogger|malware|infostealer !
    trojan|backdoor ... app|software|update|install~|found|hidden|in
    phish~|phishing|smishing ... email~|scam|customers|text|link|message|using|attack|data|campaign|clicked
    zero day|zeroday
    vulnerability~|vulnerability|vulnerabilities|exploit|flaw|loophole|bug|cve|hole ... exploited|expose~|attackers|hackers|wild|critical|remote|anyone|data|allow~|unpatched|patients|rce|accounts
    cve ... exploit~|unpatched|critical|wild|#
    exploit~|exploited in wild
    someone|somebody|strangers|stranger|hackers|thieves|fraudsters|scammers|criminals|hacker|thief|crooks ... using|used|access~|logged|log|hack~|stole|into|drain~|got|changed|opened|emptied|bought|cloned|took|has|have .. my|our|account|card|into|details|identity|data|address|name
    log~|logged|login into|in .. my|someone|strangers|other|another|person's account|acct|else's|profile ... russia|china|abroad|wasn't|not|changed|without|else ?
    see|seeing|view|access|shown|showing|shows|sent|got|getting|received|receiving|given|found .. other|another|someone|somebody|strangers|strangers'|stranger's|else's|peoples|people's|customers'|customer's|wrong|person's .. people|peoples|people's|person|person's|else's|customer~|patient~|users|users'|orders|order|data|details|account|invoice~|name|address|information|bill|records|statement~|confirmation~|emails|photos|results
    bucket|database|server|repo|spreadsheet|folder|backup|s3|port|endpoint|api|laptop|drive|usb ... public|exposed|open|unprotected|unsecured|unencrypted|readable|leak~|left|without|misconfigure~|stolen ... password|records|invoices|customer~|data|anyone|internet|wide|everyone|train|exposed|public|readable
    plain|clear text|plaintext ... password~|store~|data|credential~|card~|emailed|sent
    password~ ... plain|plaintext|unencrypted|leaked|stolen|emailed|compromised|clear|reset|pwned|dump|exposed
    credential stuffing|theft|leak|dump
    for sale on|in .. forum|dark|web|darkweb|telegram
    dark web|darkweb !
    pwned
    identity theft|thief|fraud|stolen !
    stolen identity|credentials|data|passwords|details
    unauthorised~|unauthorised|unauthorized .. access|transaction~|charge~|payment~|withdrawal~|purchase~|login~|use|activity|logins|debit~|order~
    fraudulent|suspicious|strange|unknown|unrecognised|unrecognized|dodgy .. charge~|transaction~|login~|activity|payment~|purchase~|order~|withdrawal~
    account~|wallet~|savings|bank .. drained|emptied|wiped|cleaned|raided|hijacked
    drained|emptied|cleaned|wiped .. my|out|his|her|their|our account|accounts|wallet|savings
    money|#|cash|savings|pounds|dollars ... vanish~|disappear~|gone|stolen|missing|taken .. from .. account~|wallet|savings|bank|card|app
    spy~|spying|track~|tracking|eavesdrop~|listen~|surveil~|snoop~ on|to|users|customers|staff|us|me|our|kids|children|without|PEOPLE|conversations|in|private .. consent|secret|permission|knowing|knowledge|everything|conversations|home~|location|bedroom|secretly|users|customers|microphone|minors|kids|us|employees|illegally ?
    secretly .. record~|track~|film~|collect~|sell~|sold|share~|listen~|spy~|monitor~|harvest~
    without .. consent|permission|knowledge|asking ... data|share~|sold|collect~|record~|photo~|track~|used|details|profiles|face|voice|people
    data|details|profiles|info|photos|face|voice|email ... without .. consent|permission|knowledge|asking|telling|my
    privacy violation|nightmare|concern~|invasion|lawsuit|scandal|disaster|complaint|breach|fears
    sell~|sold|selling|share~|shared|sharing|give|gave|giving|pass~ .. my|our|your|users|customer|customers|user|kids|location|patient .. data|details|info|information|number|email|address|location ... to|spammers|advertisers|third|police|brokers|china|meta|insurers
    take your privacy|security seriously ?
    ssn ... leak~|gone|stolen|expose~|out|compromised|sold
    doxxed|doxed .. by|customers|me|users|data
    lost|left|stolen .. laptop~|usb|drive|memory|hard|files|paperwork|folder|documents ... data|patient~|customer~|records|details|train|names|bus|skip|bin|personal|personnel
    left ... records|files|data|documents|database|server|bucket .. open|exposed|unprotected|public|bin|skip|street|unlocked|online|unsecured
    records|files|documents ... found|left|dumped .. in|on .. skip|bin|street|dumpster|rubbish|trash|pavement|landfill
    intimate|private|nude|nudes photos|images|messages ... leak~|dump~|post~|shared|online|stolen|members|released
    sim swap~
    clone~|cloned|skim~ .. my|card|cards|debit|credit .. card|cards
    leak ... data|customer~|user~|passwords|records|emails|personal|details|names|addresses|#|exposes|million
    """,
    slight="""
    hack~|hacked|hacker~ ?
    leaks ?
    phish~|phishing|vulnerability~|vulnerability
    privacy ?
    """,
)

OUTAGE = Category(
    id="outage",
    serious="""
    outage|outages
    power|network|service|system~|internet|nationwide|global|major|massive|widespread|cloud|computer|website|it|app|software|signal|total outage~|failure~|blackout|breakdown|meltdown|crash|disruption|glitch|collapse
    SYSTEM ... down|offline|unreachable|unavailable|unresponsive|unusable|crash~|broken|dead|failing|fails|failed|freeze~|frozen|froze|hung|stuck|timing|collapsed|borked|kaput|knackered|inaccessible|dark|spinning|bricked ?
    SYSTEM ... stop~|not|isn't|isnt|aren't|won't|wont|doesn't|doesnt|can't|quit|never work~|working|load~|loading|respond~|responding|connect~|open~|opening|up|go|going|processing|login|available|function~|start|back
    SYSTEM go|goes|went|gone|going|fell|falls|falling|knocked|wiped|taken|took|still|all|been|be|completely down|dark|offline|over|out
    is|are|isn't SYSTEM .. down|offline ?
    down|offline again|for|since|across|all|everywhere|nationwide|worldwide|globally ... anyone|everyone|since|hours|morning|day|days|again|else|me|hour|us|country|week|night|yesterday|#|noon|whole|entire|europe|users
    anyone|anybody|everyone else? ... down|offline|unable|problem~|issues|trouble|login|log|error~|can't|locked|having|connect|outage ... SYSTEM|else|in|for|right
    NOT log|login|access|connect|pay|load|open|checkout|transfer|withdraw|sign|reach|send|book ... in|into|on|my|SYSTEM|account|since|all|online|anything|money|app|by|through|today|card ?
    nobody|noone|no one? can|could .. pay|log|access|call|connect|use|get|login|book|work|buy|order|board
    lock~|locked out .. of|SYSTEM|account~|customers|accounts|thousands|users|my|since|again
    no|without|lost|lose|losing|zero|cut internet|power|signal|service|broadband|wifi|electricity|water|gas|heating|phone|reception|connection|coverage|data|network|access|hot|dial|emergency .. for|since|all|in|again|or|at|here|days|hours|#|still|across|to|off|access|signal|whatsoever
    # hour~|day~|week~|days|hours without|no|of|and|down|still .. internet|power|signal|service|broadband|water|heating|nothing|no|down|working|downtime|broken
    hours|days|hour|week|weeks|morning ... down|offline|downtime|nothing|spinning|error~|no internet|service|works|working|signal
    third|second|fifth|fourth|another day .. without|down|of|no|in|running .. internet|power|outage|down|service|working|row|running|broadband|water|heating|disruption|app|chaos
    nothing works|working|loads|loading|responds
    nothing is working|loading
    everything|everything's|completely|totally|hard|still|all is? down|offline ... again|hours|since|everywhere|across|regions|us|sites
    still|completely|totally|hard down|offline ?
    everything|everything's down|broken|dead|offline
    down again
    downtime|downdetector ?
    # error~|errors ?
    #|server|internal|gateway|error|login|timeout|connection error~|timeout|errors .. on|every|since|when|message~|all|again|for|everywhere|only|trying
    returning|throwing|getting|keeps|giving|returns|only # error~|errors ?
    timing|timed out .. since|all|every|again|everywhere|on|#
    keeps|keep|kept|constantly|always crash~|freeze~|crashing|freezing|disconnect~|disconnecting|buffering|logging|timing|dropping|loading|failing ?
    crash~ every|after|since|when|on|mid|constantly .. time|update|opening|launch|startup|ios|android|open|i
    payment~|transaction~|transfers|checkout|contactless|withdrawals|payroll fail~|failing|decline~|declining|reject~|bounce~|stuck|frozen
    payment~|card~|transaction~|transfers|checkout|contactless|withdrawals|payroll|wages|direct|orders|tickets|booking~|bookings ... fail~|decline~|reject~|stuck|not|bounce~|down|lost|unable|frozen|delayed|vanish~|disappear~|error~ ... everywhere|nationwide|all|since|going|through|for|till|shops|again|process~|work~|today|customers|# ?
    flight~|train~|passengers|airline~|planes ... ground~|grounded|cancelled|canceled|stranded|halted|suspended|delay~|delayed ... nationwide|all|system|after|computer|it|glitch|hours|#|at|across|thousands|since|airports|failure|software|by|over|due|worldwide|overnight|night
    ground~|grounds|grounded|strand~|stranded|strands ... flight~|planes|fleet|passengers|passenger|thousands|trains|airport~|commuters|customers|travellers|travelers|families|tourists|pupils
    bring~|brought|knock~|knocked|took|taken|wipe~ .. down|offline|out ... SYSTEM|services|sites|thousands|half|power|networks|everything|#|flights
    taken|knocked|wiped|took|goes|went|gone thousands? .. offline|dark
    offline ... thousands|since|hours|sites|still|SYSTEM|all|millions|customers|worldwide|again|across|# ?
    system~|servers|network|site|platform|grid|exchange|server ... fell|crash~|meltdown|overwhelmed|buckle~|collapse~|overload~ ... over|down|again|today|since|load|#|flights|customers|demand|chaos
    botched|faulty|bad|failed|broken|buggy|dodgy update|upgrade|migration|patch|rollout|deploy|deployment ... crash~|brick~|down|lock~|broke|screens|chaos|delete~|outage|ground~|lost|wipe~|customers|bricks|put
    brick~|bricked .. my|DEVICE|phones|thousands|every|after|by|update
    blue screen~|screens ... death|everywhere|on|all|airport|desks|since|update|worldwide
    lost|lose|wiped|delete~|deleted|corrupt~|vanish~|erased|gone ... transactions|backups|database|production|files|saves|bookings|messages|photos|work|progress|emails|data|orders|playlist~|records ... poof|forever|gone|day|days|all|years|update|outage|everything|overnight|#|customers
    hours|day|weeks of downtime|outage|data disruption|lost|loss
    data loss !
    hospital~|999|911|emergency|112 ... calls|systems|numbers|services|lines fail~|down|outage|unable|offline|without|cut
    millions|thousands|customers|users|passengers|households|homes ... without|unable|locked|stranded|offline|cut|affected|no|dark ... power|internet|log|access|phone|water|signal|off|out|service|outage|app|money|for|to|heating|electricity|hours|#
    hard|prod|production|region|cluster|primary down
    prod|production|site is|went down|broken|fire
    ddos|dos !
    p1|sev1 outage|incident ?
    connectivity|login|network|server|intermittent|widespread|technical issues|problems|difficulties ... customers|users|hours|since|reported|affecting|morning|still|again|many|thousands|nationwide ?
    status page ... green|lie~|lying|nothing|says|still|down|wrong|red
    switched|went to? cash only
    cash only
    drop~ calls|connection every|all|constantly|mid
    blackout ... city|thousands|hits|power|#|still|after|across|homes|area|town ?
    glitch~ ... customers|accounts|charged|flights|payments|thousands|money|system|leaves|hits|left|prices|caused
    queue~|queues|chaos ... airport~|tills|system~|hours|failure|passengers|outage|borders|gates
    """,
    slight="""
    outage|outages ?
    glitch~|laggy|lagging|buggy
    SYSTEM is|are slow
    slow|sluggish .. SYSTEM|internet|again|today ?
    crashed|crashing ?
    down for|again ?
    not|isn't|doesn't|won't|stopped|isnt|doesnt|wont work~|load~ ?
    maintenance
    """,
)
