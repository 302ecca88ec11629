"""Signs of wrongdoing at the top, of discrimination, and of the law."""

from __future__ import annotations

from socwatch.understand.risks.category import Category

MISCONDUCT = Category(
    id="executive_misconduct",
    serious="""
    BOSS ... accuse~|allege~|charged|arrest~|indict~|convicted|jailed|resign~|ousted|suspended|sacked|fired|investigate~|disgraced|caught|lied|bribe~|embezzle~|grope~|harass~|sued|scandal|affair|misconduct|raped|assault~|bully~|stole|pocketed|forged|fled|quits|axed|probe|pleads|guilty|racist|sexist|drunk|cocaine|exposed|toppled|misled|stealing|abuse~|molest~|sexting|fraud|slur|rant|tirade
    step~|stepped|stepping|steps down|aside after|amid|over|following|as
    resign~|resigns|ousted|oust~|quits|forced|toppled ... after|over|amid|following|scandal|out|row|claims
    sack~|fire~|fired|dismiss~|remove~|suspend~ .. BOSS .. over|after|for|amid
    accused|guilty|convicted|suspected|charged|indicted|allegations|allegation|charges|claims|arrested|jailed .. of|with|for|over ... CRIME|assault|fraud|abuse|bullying|harassment|corruption|bribery|theft|laundering|groping|stealing|murder|rape|sexism|racism|misconduct|lying|cheating|fixing|rigging|negligence|tax|trading|exploitation
    sexual harassment|assault|misconduct|abuse|predator|advances|favours !
    sexually harass~|assault~|abuse~ !
    sex|sexting|harassment|bribery|fraud|corruption|accounting|expenses|financial|insider|abuse|tax|lobbying|doping|emissions|rigging scandal|ring|case|probe|pest !
    scandal rocks|hits|engulf~|at|over|involving|grows|deepens|widens
    grope~ !
    scandal ?
    creep~|dirty|inappropriate|lewd|explicit|unwanted|sexual .. messages|texts|comments|photos|emails|remarks|jokes|behaviour|behavior|touching|advances|pictures ?
    touch~|rub~|grab~|stare~ .. women|girls|interns|inappropriately
    insider trading|dealing !
    embezzle~|embezzlement !
    bribe~|bribery|kickback~ !
    money laundering !
    launder~ ... money|millions|cartel|for|drug
    cook~|fiddle~|doctor~|falsify~|forge~|rig~|massage~|inflate~|manipulate~ .. books|accounts|records|figures|numbers|results|data|documents|safety|invoices|sales|tests|earnings|signatures|revenue|logs|bids|prices|market|rate|rates
    accounting fraud|irregularities|scandal|hole|error
    black hole ... accounts|books|million|#
    ponzi|pyramid scheme|scam !
    slush fund !
    delete~|shred~|destroy~|hid|hide|conceal~|wipe~|bury|buried|suppress~ ... emails|documents|evidence|records|messages|report~|files|data|findings|study|studies|results|complaints|logs
    cover|covered|covering|covers up|ups ... it|the|deaths|abuse|safety|by|for|of|leak|everything|knew
    coverup|coverups
    whistleblower~|whistleblowing|whistle blower~|leaked ... claim~|allege~|reveal~|memo|emails|say~|expose~|fired|sue~|silence~|retaliate~|document~|recording|video|tape|audio|accuse~|testify~|warn~
    leaked|internal|secret memo~|emails|recording|tape|documents|audio|footage|video|chats|messages
    hush money !
    sign nda|ndas|gagging|gag
    gagging|gag order~|clause~
    silence~|paid|bought off|victims|women|actresses|whistleblower~|critics|witnesses|silence ?
    company|charity|investor~|corporate|customers|customers'|client|pension|public|taxpayer~|shareholder~ .. money|funds|cash|card|jet|fund .. for|on|to|yacht|his|personal|gamble~|holiday|party|lavish
    misuse~|misappropriate~|siphon~|pocket~|divert~|stole|gamble~|raided|raid|plunder~ .. of|from .. funds|money|pension|millions|cash|donations|company|budget|#|fund
    dump~|sold|sells|sell~|offload~ .. shares|stock .. before|ahead|week|days|just|hours
    backdate~ ... options|documents|invoices
    golden parachute|handshake ... after|despite|while|failed
    bonus|bonuses|raise|rise|payout|jet|salary ... while|despite|after|as .. laid|layoffs|staff|losses|cuts|deaths|collapse|bankrupt~|job|jobs|workers|firing
    nepotism|cronyism
    paying his|her girlfriend|wife|mistress|son|boyfriend|lover|brother
    affair with .. subordinate|employee|intern|assistant|staff|colleague|aide
    affair|relationship with .. subordinate|intern|assistant|employee
    conflict of|s interest|interests
    bullying|toxic|abusive|tyrannical|sexist|misogynist .. BOSS|claims|culture|manager|complaints|allegations|workplace|leadership|probe
    BOSS ... bully|bullies|bullied|bullying|scream~|humiliate~|berate~|insult~|mock~|threw|slapped|drunk|swore|caught .. staff|camera|employees|customers|workers|on|at
    caught on|in .. camera|tape|video|lying|lie|cheating|mic ?
    fake~|faking|faked|lie~|lied|lying|falsify~ .. about|his|her|its|their|to|the degree|results|numbers|cv|resume|data|credentials|safety|customers|investors|public|regulators|tests|figures|sales|congress|court|#
    lied|lying to|about|when|for !
    they|company|you|management|ceo lie|lied|lying|lies
    mislead~|misled|deceive~|dupe~|duped|defraud~ .. investors|customers|public|regulators|us|consumers|shareholders|parents|patients|people|farmers|users|clients|pensioners|viewers|buyers|court|market|parliament
    sham|phantom|ghost|fake accounts|invoices|contracts|companies|shell|reviews|sales
    fraud|fraudster~|fraudulent ?
    fraud ... BOSS|charge~|case|trial|probe|investigate~|massive|victims|#|conviction
    swindle~ !
    drunk driving
    corrupt|corruption .. company|officials|probe|case|BOSS|scandal|cops|deal ?
    auditor~ ... resign~|quit|refuse~|could|warn~|missing|find|found|doubt~|flag~
    misconduct !
    disgraced|shamed BOSS|former|ex
    """,
    slight="""
    resign~ ?
    accuse~|accused|allegation~ ?
    fraud ?
    lie~|lies|liars|liar
    """,
)

DISCRIMINATION = Category(
    id="discrimination",
    serious="""
    racist|racism|racially|racistly !
    sexist|sexism|misogyny|misogynist|misogynistic !
    homophobic|homophobia|transphobic|transphobia|islamophobic|islamophobia|antisemitic|antisemitism|xenophobic|ableist|ageist|bigot~|bigotry|bigoted !
    racial|gender|age|disability|pregnancy|religious|sex|race|ethnic|caste discrimination|profiling|slur~|abuse|bias|stereotype~|hatred|harassment|slurs
    discriminate~ against|at|by|on|because|lawsuit|claim|suit|case
    discriminate~
    discrimination|discriminatory ?
    slur|slurs ... PERSON|staff|called|used|manager|against|at|by|driver|me
    call~|called|shout~|yell~|hurl~|used|using|scream~ ... slur|slurs
    nword
    n word
    hate|hateful speech|crime~|content|group~|post~
    white supremacy~|supremacist~|supremacy|nationalist~
    nazi~|swastika~|blackface|blackfishing|golliwog|noose~ !
    because|for|cos|cause|coz .. i'm|im|i|he|she|they|being|is|was|are|of|he's|she's|we're RACED
    because of|his|her|my|their .. RACED
    due to .. RACED
    RACED .. PERSON? ... refuse~|denied|turn~|kick~|thrown|ejected|barred|banned|stopped|followed|searched|arrested|asked|told|mocked|humiliate~|ignored|profile~|excluded
    refuse~|denied|turn~|kick~|threw|thrown|ejected|barred|banned|stopped|followed|searched|arrested|mocked|humiliate~|insult~|called|harass~ ... RACED .. PERSON|customer~|couple|family|man|woman|people|employee~|passenger~|guest~
    not|wouldn't|won't|refuse~|refused|wouldnt|denied|denying serve|seat|hire|let|allow|rent|board|deliver|help|entry|service|marry|admit ... RACED|couple|wheelchair|gay|because
    wheelchair|disabled|blind|deaf|guide ... refused|denied|left|stranded|abandoned|inaccessible|no|humiliate~|couldn't|access|told|turned
    pay|wage|gender|bonus pay? gap|disparity
    gender pay gap
    pay~|paid|earn|earning women|men|female|woman .. less|more|than .. men|male|women|same|job
    women|woman|female .. paid|earn|earning|paying|pays .. less|fraction
    glass ceiling
    passed over ... man|men|white|because|woman|promotion|male|times|age|again
    pregnant|pregnancy|maternity|paternity ... sack~|fired|dismiss~|demote~|made|redundant|laid|penalise~|rejected|told|lost|let
    sack~|fired|dismiss~|demote~|redundant|let|laid .. go|off ... pregnant|pregnancy|maternity|gay|disabled|age|cancer|muslim|hijab
    hijab|headscarf|turban|dreadlocks|afro|kippah|braids|cross ... remove|off|told|ban~|asked|banned|sent|fired|refused
    jokes|comments|remarks|mock~|mimick~|made|making .. about|fun|of .. accent|skin|weight|religion|disability|hijab|race|gays|women|slaves|immigrants
    cultural appropriation !
    offensive|tone deaf|insensitive|derogatory|degrading|disrespectful .. ad|advert|advertise~|campaign|shirt|costume|joke|tweet|comments|post|stereotype~|to|video|product|name|remarks|language|mascot
    ad|advert|commercial|campaign|shirt|poster|slogan|video|billboard ... offensive|insensitive|disgusting|racist|sexist|degrade~|stereotype~|mock~|insult~|tone|blackface|outrage|backlash
    segregate~|apartheid|slavery|slave ... at|staff|policy|ad|labour|labor|shirt|school|advert|jokes
    body sham~|fat sham~
    hostile work|environment workplace|environment?
    dress|hair code ... women|girls|banned|black|natural
    bias|biased ... against|algorithm|hiring|women|racial|minorities|ai|black
    algorithm|ai|software ... biased|against .. women|black|minorities|older
    won't|not|never|stopped|refuse~ hire|hiring|promote .. women|black|muslims|anyone|older|mothers|over
    too old|young|foreign|fat|brown|black ... job|hire|role|promote~|told
    deadname~|misgender~ ... by|staff|repeatedly|refuse~
    """,
    slight="""
    discriminate~ ?
    offensive|offended ?
    insensitive|stereotype~|tasteless ?
    """,
)

LEGAL = Category(
    id="legal",
    grave="""
    criminal charges|investigation|probe|prosecution|trial|negligence|complaint
    raid~ ... AUTHORITY|offices|headquarters|premises|hq|headquartered|home
    AUTHORITY ... raid~|search~ .. offices|PLACE|premises|home
    file~|filing|declare~|declares|enter~|into .. bankruptcy|administration|insolvency|receivership|chapter|liquidation
    bankruptcy|insolvent|insolvency|liquidators|receivership ?
    go|goes|went|going|gone bankrupt|bust|under ?
    licence|license|permit|approval ... revoked|suspended|stripped|withdrawn|pulled
    """,
    serious="""
    lawsuit~|litigation
    class action !
    sued|suing|sues .. PERSON|BOSS|them|you|company|over|for|by|maker|airline|bank|firm|brand|employer|after|giant|again|your
    to|will|gonna|i'll|should|could|we'll|can sue .. PERSON|BOSS|them|you|company|over|for|maker|airline|bank|firm|brand|employer|your ?
    be|being|get|getting|been|got|gets sued !
    file~|filed|filing|facing|faces|face|slapped|hit|hits|launch~|bring~|brought .. suit|lawsuit|charges|claim|claims|action|legal|prosecution|complaint|fine|fines|penalty|penalties|probe|inquiry|trial|court ... against|with|over|for|in|regulator|AUTHORITY|#
    legal action|proceedings|case|trouble|threat|battle|letter|claim
    take~|taking|see|seeing|drag~|meet ME? .. to|in small? court !
    small claims
    my|our|his|her|their|hire~|hiring|hired|call|calling|contact~|consult~|through|via|talk~|spoke|speak~ .. lawyer~|solicitor~|attorney~|barrister ... touch|contact|hear|call|sue|letter|case|about|ready|says|today
    hear~|hearing from .. lawyer~|solicitor~|attorney~
    AUTHORITY ... fine~|fined|fines|probe~|investigate~|sue~|charge~|charged|order~|ban~|banned|accuse~|penalise~|raid~|block~|crack~|warn~|subpoena~|indict~|slap~|slams|reprimand~|rebuke~|censure~|halt~|suspend~|revoke~|condemn~|shut~|looking
    fined ... #|million|billion|m|bn|euro~|pounds|dollars|by|for|over|AUTHORITY
    penalty|penalties|fine|fines .. of|over .. #|million|AUTHORITY|violation~|breach~|pollution
    #|million|billion|record|huge|hefty|euro|heavy .. fine|fines|penalty|settlement|damages|payout|compensation|verdict
    under|faces|facing|face|into|opens|open|opened|launch~|launches|begin~|start~|formal|criminal|antitrust|federal|police|order~|widen~ .. investigation|probe|inquiry|scrutiny|inquest
    investigate~|investigated|investigating by|over|after|for|into|AUTHORITY|claims|whether|reports|BOSS|firm
    antitrust|anti|monopoly trust?|competitive? .. suit|case|probe|ruling|lawsuit|violation~|fine|complaint|charges|law|laws|investigation
    monopoly|monopolist|cartel|price fixing|gouging|abuse|ruling|rigging
    price fixing|gouging !
    subpoena~ !
    indict~|indictment !
    prosecute~|prosecution|prosecutors !
    arrest~ ... BOSS|PERSON|fraud|over|in|for|charges
    charged with|over|in .. #|CRIME|fraud|murder|theft|counts|conspiracy|manslaughter|assault|bribery|tax|breach~|death
    found|plead~|pleads|pleaded|plea guilty|liable !
    guilty|liable of|for|verdict
    convicted|conviction|convictions of|over|for|wrongful|quashed|BOSS
    sentenced|jailed|imprison~|prison|jail .. for|over|to|after|sentence|BOSS|#
    settle~|settled|settlement ... lawsuit|claims|court|suit|case|victims|nda|family|million|billion|over
    out of court
    violate~|violation~|breach~|breaks|breaking|broke|broken|flout~|contravene~|defy|defied of? ... law|laws|gdpr|rules|regulation~|code|act|contract|sanction~|privacy|copyright|licence|license|patent~|injunction|labour|labor|consumer|rights|hipaa|court
    gdpr|hipaa|privacy|copyright|patent|trademark|safety|labour|labor|sanctions|human rights? violation~|breach~|complaint|infringe~|theft|suit
    infringe~ ... patent~|copyright|trademark~|rights|on|my|our
    patent troll|suit|dispute|infringe~ ?
    illegal|illegally|unlawful|unlawfully .. PRODUCT|charge~|sell|sold|fire~|collect~|practice~|clause|fees|sale|dump~|deduct~|use|spy~|track~|export~|imported|business|competition|detain~|under|evict~
    this|that|it|which|is|that's|be illegal|unlawful|criminal|against|fraud .. law ?
    against .. law
    negligence|negligent|malpractice !
    damages ... court|pay|award~|jury|victims|million|claim~|seek~|#|order~
    court|judge|jury|tribunal ... order~|orders|award~|rule~|against|find|finds|found|pay
    compensation ... victims|claim~|court|order~|denied|demand~|refuse~|families|pay
    complain~|complained|complaint|complaints|reported|reporting|report ... ico|ofcom|ftc|fda|bbb|osha|attorney|trading|ombudsman|regulator|cfpb|asa|ofgem|watchdog|fca|sec|eeoc|acas|consumer|authorities
    trading standards
    hear~|hearings|grill~|grilled|testify~|testify|summon~ .. before|by|in|mps|congress|senate|parliament|lawmakers|committee
    sanction~ ... busting|breach~|evade~|violate~|imposed|hit|AUTHORITY|russia|iran ?
    tax evasion|avoidance|dodge~|fraud|haven~|cheat~ !
    dodge~|evade~|avoid~ .. tax|taxes
    misselling|missold !
    mis sell~|selling|sold !
    injunction !
    cease and? desist !
    mislead~|false|deceptive|misleading|untrue .. advert~|ad|ads|claims|marketing|label~|labelling|labeling|pricing|packaging|statements|invoices
    counterfeit~|pirated .. goods|PRODUCT|sold|selling|seized ?
    court|legal ruling|defeat|loss|verdict ... against|BOSS|over|giant
    went|sent|go|goes to prison|jail
    unfair dismissal|trading|practices|contract
    child|illegal|forced labour|labor laws?
    """,
    slight="""
    fine|fined ... #
    lawyer~|solicitor~|attorney~ ?
    court|tribunal ?
    investigate~|investigation|probe ?
    illegal|unlawful ?
    sue~|sued|suing ?
    """,
)
