"""Signs of trouble at work, and of customers who turn away."""

from __future__ import annotations

from socwatch.understand.risks.category import Category

LABOUR = Category(
    id="labour",
    grave="""
    child|forced|slave|bonded|prison labour|labor !
    child|CHILDREN ... sew~|stitch~|mine|mining|work~|found|pick~|harvest~ .. clothes|shirts|shoes|cobalt|mine~|factory|factories|plant|cocoa|as|night|sweatshop~|supplier|hours
    modern slavery !
    human traffick~|trafficking !
    traffick~ .. workers|victims|women|girls|people
    """,
    serious="""
    strike|strikes|striking action|ballot|vote|threat|notice|call|called|begins|looms|day|days|over|by|hits|at|enters|begin ... PEOPLE|workers|union|pay|staff|drivers|baggage|pilots|nurses|flights|#|plant
    PEOPLE|handlers|drivers|union|unions|pickers|couriers|members|crew|staff|pilots|dockers|teachers|writers ... strike|striking|strikes|walkout|walkouts|unionise~|unionize~|picket~
    go|goes|going|went|on|vote~|votes|voted|vow~|threaten~|plan~|to|by|ballot~|called|call~|stage~|announce~|general|wildcat|rail|train|hunger|hit|postal|tube|bus strike|strikes ... over|on|at|for|action|after|from|pay|union|workers|staff|next|PEOPLE|this|today|tomorrow|christmas|monday|friday|#
    industrial action|dispute|tribunal
    walk~ out|off .. job|over|on|at|shift|in|protest|giant|staff|workers|after|friday|black ?
    PEOPLE|workers|pickers|hundreds|thousands|staff|# .. vote~|staged|stage|plan|planning to? walk~|walkout|walkouts out|off|over
    walkout|walkouts|picket~ ... PEOPLE|workers|over|staff|union|line~|outside|at
    picket line~
    union bust~|busting !
    fire~|sack~|retaliate~|firing|discipline~|intimidate~ .. for|against .. organise~|organize~|union|unionise~|unionize~|whistleblow~|reporting|speaking|complaining|organiser~|organizer~|striking|strikers
    lay|lays|laid|laying off ... #|staff|workers|people|PEOPLE|half|team|employees|thousands|over|via|by
    laid off ?
    layoff|layoffs ... #|staff|hit~|announce~|mass|more|at|workers|loom|begin|tech|today|round|employees|brutal|news
    layoff|layoffs|redundancies ?
    mass|more|massive|brutal layoff|layoffs|firing~|redundancy~|dismissals|job
    axe~|slash~|cut~|cutting|shed~|eliminate~|scrap~|sheds|lose~|losing .. #|jobs|positions|roles|staff|workforce ... jobs|positions|roles|staff|workforce|workers
    job|jobs cuts|losses|cull|axed|risk|lost|gone|cut
    redundancy~|redundancy|redundant ... #|staff|made|workers|compulsory|mass|by|after|email|text
    let go by|via|over|after|for|without .. text|email|zoom|call|reporting|notice|injury|pregnancy~
    fired|sacked|dismissed|terminated after|for|by|over|because|via|when|while|without ... report~|text|email|zoom|sick|union|complain~|speak~|refuse~|injure~|notice|pregnancy~|maternity~|telling|whistle~|asking|vote|organise~|organize~|taking|hurt|raising|video
    fired|sacked|dismissed|firing|terminated|wrote|written .. PERSON|me|him|her|us|organise~|organize~ .. day|days|hours|hour|week|up|weeks ... after|before|for|later
    not|haven't|hasn't|never|without|isn't|aren't|havent|hasnt|weren't|stopped be|been|being|get|getting|got|paying paid|wages|pay|us|staff .. for|in|since|months|weeks|month|week|overtime ?
    unpaid|withheld|stolen|late|missing|owed|owe .. wages|overtime|hours|interns|work|salary|salaries|wage|pay|tips|invoices|shifts|holiday
    wage|tip|pay theft|dispute|freeze|cut~ !
    steal~|dock~|withhold~|cut~|pocket~|slash~|docked .. tips|wages|pay|overtime|salary|pensions|bonus|breaks
    docked|penalised|penalized|punished|written|fined for|up .. sick|toilet|break~|late|bathroom|being|talking
    toilet|bathroom|pee|urinate~|bottles ... break~|permission|ask|docked|allowed|timed|denied|warehouse|drivers|drive~|bottle~
    no|without|denied|refuse~|zero|skip~ breaks|break|gloves|masks|ppe|contract~|water|rest|training|aircon|heating|safety ... hours|shift|warehouse|heat|staff|workers|day|contract|gloves|pay|and
    # hour|hours day|days|shift|shifts|week|weeks .. no|without|straight|unpaid
    sweatshop~ !
    sweat shop~ !
    exploit~|exploitation|exploitative .. workers|staff|labour|labor|migrant~|drivers|farmers|women|children|interns|gig|of|them|us|people|conditions ?
    working|work|labour|labor|inhumane|appalling|slave|horrible|dangerous|awful|sweatshop|factory|terrible|toxic conditions|environment|culture|workplace ?
    lock~|locked|block~|blocked .. fire exit~|exits|doors
    fire exit~ .. lock~|block~|chained
    slave~ ... wages|workers|like|treat~|driver~|supplier~|labour
    treat~|treated .. like|staff|us|workers|employees .. slaves|animals|dirt|robots|trash|rubbish|garbage|badly|horribly|worse|machines|cattle
    below|poverty|starvation|under|less minimum|than|wages|wage .. minimum|wage|wages
    zero hour~ contract~ ?
    get|got|getting|were|was|be hurt|injured on|at|in .. job|line|work|shift|plant|warehouse|site|duty
    workplace|work|industrial|warehouse|factory|crane|forklift|mining|construction|scaffolding|machine accident~|injury|injuries|death~|bullying|fatality
    told|forced|pressured|made|ordered ME|PERSON ... not|to .. report|work|clock|lie|sick|unpaid|overtime|sign|continue|keep
    clock~ out|off .. keep|and|but|then|continue|work~
    unsafe|hazardous|cramped|squalid .. work~|conditions|workplace|dormitory~|shift
    work~ .. sick|injured|covid|pregnant|themselves|fever ... or|fired|death|made|forced|be ?
    understaff~|short staffed|overwork~|burnout|burnt ... staff|nurses|crew|workers|quit|dangerous|warehouse|unsafe|drive~ ?
    staff|workers|employees|drivers|riders|nurses|couriers ... protest~|revolt~|walk|walked|quit|furious|suing|unpaid|underpaid|exploited|overworked|angry|collapse~|crying|fear|faint~|petition|demand~
    protest ... workers|staff|employees|riders|pay|wages|conditions|outside|couriers|drivers|hours
    hiring freeze
    outsource~|offshore~ ... jobs|call|overseas|staff|workers
    plant|factory|store|branch|site|depot closure~|closes|shut~|closing ... jobs|workers|#|staff|lost
    raided|deported|undocumented|migrant|migrants .. workers|labour|worker|farm|exploited|housing|conditions
    retaliate~|retaliation
    """,
    slight="""
    strike|strikes ?
    understaffed
    short staffed
    fired|sacked ?
    protest~ ?
    """,
)

BOYCOTT = Category(
    id="boycott",
    serious="""
    boycot~|boycott~|boycotts !
    cancel~|cancelled|canceled|canceling|cancelling|end~|delete~|deleted|uninstall~|close~|dump~|ditch~|quit .. my|our subscription~|membership~|account~|contract|order~|app|policy|prime ... and|because|until|over|after|told|today|now|tell|never|thanks|done
    cancel~|delete~|uninstall~|deleting|delete .. subscription~|membership~|account~|app|apps ... join|spread|everyone|protest|share|you|all|too|shame|over|after|because
    never|not|won't|wont|no|refuse~|stopped|stop|stopping|quit|done|avoid again|longer|be|going|more|to|with|will? ... buy~|buying|shop~|shopping|fly~|book~|use|using|order~|eat~|support~|spend~|purchase~|drinking .. again|from|with|there|here|you|them|these|your|anything|their|another|products|any|ever ... again|until|company|people|crooks|brand
    not|never one|another|single penny|cent|dime|pound|dollar|euro|purchase|cup .. more|from|of|until|to
    lost|lose|losing .. customer|customers|me|my|business|for ... life|customer|good|forever|years ?
    you|they|you've|they've|just lost .. customer|customers|me|fan|family
    take~|taking|move~|moving .. my|our|business|money|custom elsewhere|to ... competitor~
    stay|steer|keep away|clear from|of ... brand|company|place|them|this|these|shop|chain|store|until|all|seller
    avoid this|these|them .. company|brand|like|place|seller|shop|at|people|plague
    don't|dont|do|nobody|please|stop|never not? buy|buying|support|supporting|shop|shopping|give|giving|spend|fund|funding|book|use|trust|order .. from|at|with|them|this|these|your|their|anything|in|on .. company|brand|people|crooks|money|criminals|place|seller|until|product|them|anything ?
    vote~ with .. wallet~|feet|money
    pull~|pulling|suspend~|yank~|withdraw~|halt~|pause~ .. ads|advertising|sponsorship|spending|investment|funding|advertisers|partnership|endorsement
    advertisers|sponsors|celebrity~|partners|investors|retailers|customers|shoppers|viewers|fans|influencers ... pull~|flee~|fleeing|desert~|abandon~|ditch~|drop~|cut|boycott~|leave|leaving|quit|sever~|turn~|walk~|pledge|distance|shun ... out|ads|ties|brand|away|deal~|platform|from|chain|over|backs?
    cut|cuts|cutting|sever~|end~|ending ties|links|partnership|relationship|contract|sponsorship ... with|over|after
    drop~|dropped|ditch~|dump~ .. as|from|sponsor|brand|by ... sponsor|ambassador|over|after|deal
    divest~ ... from|over|shares|fund|protest|until ?
    sold|selling|sell .. my|all|shares|stock .. shares|stock ... principle|today|protest|disgust~|because
    share~|stock|sales|value .. slump~|plunge~|tumble~|crash~|tank~|nosedive~|slide~|collapse~|plummet~|wipe~|dive~|sink~ ... after|as|amid|over|following|backlash|scandal|customers|on|fears|crisis
    backlash|outrage|uproar|outcry|fury ... over|after|against|as|at|from|brand|customers|grows|campaign|ad|online|sparks|faces|face|social
    spark~|faces|facing|cause~|prompt~|draw~|trigger~|meet~ .. backlash|outrage|outcry|fury|anger|uproar|condemnation|criticism
    petition ... sign~|against|to|signatures|calling|demand~|over|#
    protest~|protesters|demonstrate~|demonstrators|activists ... outside|against|over|block~|storm~|at|gather~|disrupt~|glue~|target~ ... store~|PLACE|company|headquarters|brand|policy|pipeline|plan~|investor ?
    call~|calls|calling|urge~|urges .. for|to|grow|on .. boycott|resign~|resignation|ban|divest~|step
    shame on you|them|this|your|every|all|company
    call .. to arms
    stop~ .. buy~|shopping|drinking|eating|supporting .. from|at|their|your|them|this|there
    done|finished|through with .. you|brand|company|app|airline|bank|crooks|lot ?
    switch~|switched|switching|moved|moving .. to|my|our ... competitor~|because|after|over|rival ?
    pour~|burn~|bin~|smash~|trash~|shred~|cut~|throw~|return~ .. cans|sneakers|trainers|jerseys|shirts|products|card|everything|shoes|jersey ... drain|protest|street|bin|because|back|trash|fire|over
    pull out of russia|israel|china|there|myanmar|country|xinjiang
    """,
    slight="""
    never again ?
    backlash|outrage|outrageous ?
    petition ?
    protest~ ?
    """,
)
