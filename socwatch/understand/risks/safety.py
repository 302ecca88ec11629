"""Signs that a product hurts people or animals, or may."""

from __future__ import annotations

from socwatch.understand.risks.category import Category

PRODUCT_SAFETY = Category(
    id="product_safety",
    grave="""
    electrocute~ !
    anaphylactic|anaphylaxis|anaphylactically !
    botulism !
    HURT by|in|after .. explosion|blast|fire|blaze|PRODUCT
    explosion|blast|fire|blaze|crash|collision|collapse|leak|derailment ... HURT|injuries|casualties
    PERSON ... hospitalised|hospitalized !
    hospitalised|hospitalized ... after|with|by|from
    hospitalise~|hospitalize~ PERSON|ME|# !
    rush~|airlift~ ... hospital|er|emergency|icu|surgery|a&e|vet !
    end~|wind|wound|land~ PERSON|ME? up|me|him|her|us in|at hospital|er|emergency|icu|intensive|a&e|burns !
    take~|sent|brought|went|put ME|PERSON|# ... hospital|er|icu|emergency|a&e|vet
    in|to hospital|icu|intensive ... with|after|because|due burns|poisoning|injuries|reaction
    CHILDREN ... HURT|swallow~|choke~|strangle~|suffocate~
    burn~|scald~|sear~ my|his|her|their|our|both BODY !
    burn~|scald~|sear~ BODY
    burn~|scald~|scar~ PERSON|CHILDREN
    BODY is|are|was|were|got|been .. burnt|burned|scalded|blistered|severed|amputated|lacerated !
    BODY .. burn~|burnt|scald~|blister~|sever~|amputate~|lacerate~
    burns on|to|across|over ... BODY|PERSON|percent
    second|third|first|chemical|severe|serious|nasty degree? burns
    leave|leaves|left|leaving PERSON|ME|# ... HURT|scarred|unconscious|brain
    # PERSON? ... injured|hurt|sickened|poisoned|wounded|hospitalised|hospitalized
    injure~|sicken~|poison~|maim~|scald~|crush~ # .. PERSON?
    injure~|poison~|maim~|scald~|crush~|sicken~|choke~|electrocute~ PERSON|CHILDREN
    PERSON ... poisoned|maimed|sickened|crushed|paralysed|paralyzed|blinded|suffocated|electrocuted|injured|impaled|mauled
    lose~ BODY|sight|limb|leg|unborn|baby
    birth defects !
    cause~|causing|caused|gave|give|giving|linked ... cancer|leukemia|leukaemia|miscarriage~|tumour~|tumor~|stroke~|seizure~|paralysis|infertility
    miscarriage~ after|from|linked|due|because|caused
    stop~ breathing !
    couldn't|can't|cannot|couldnt|unable .. breathe
    airbag|airbags ... not|didn't|never|didnt|failed|fail .. deploy|inflate|open|go
    brake~ ... fail~|give~|went|didn't|stopped|locked|not .. out|work|working|on|at|while|in?
    poison~ ... water|CHILDREN|ANIMAL
    overdose~ ... PERSON|pump|patients|after|from
    brain damage|injury|injuries
    """,
    serious="""
    catch~ fire|alight|light !
    caughtfire|blewup
    burst~ into flame|flames !
    go|goes|went|going|gone up in flame|flames|smoke !
    engulf~ in? flames|smoke !
    PRODUCT .. on fire
    set~ .. PRODUCT|PLACE|BODY|room on? fire|alight|ablaze
    PRODUCT ... set~ fire|alight|off
    set~ .. fire to
    fire|blaze|inferno at|in|inside|near|from|rips|tears|destroys|guts .. PLACE|VEHICLE
    PLACE|DEVICE|VEHICLE|battery|electrical|chemical|chip fire|fires|blaze|inferno
    PLACE on fire
    flames ... from|out|coming|shooting|shot|behind|under .. PRODUCT|it|PLACE|back|top
    nearly|almost|could|might .. burn~ ... PLACE|down|me|us
    burn~ ... PLACE down|to
    burnt|burned out|to|down .. PLACE|VEHICLE|socket|plug|ground
    fire|choking|choke|suffocation|strangulation|burn|tipping|trip|safety|health|electrical hazard~|danger
    PRODUCT ... MISHAP
    exploding|smoking|sparking|melting|melted|overheating|leaking|burning|burnt|swollen|bulging|bloated|collapsing|shattered|exploded|smouldering .. DEVICE|HOME|VEHICLE|battery|batteries
    it|mine|thing|one|these|they|ones|both explode~|ignite~|melt~|overheat~|spark~|smoke~|shatter~|combust~ ?
    explode~|shatter~|overheat~|ignite~ in|on|while|during|near|when|next|all|inside ?
    explosion~|blast ... at|in|near|rock~|rips|hits|shakes .. PLACE|town|city|street|#
    explosion|explosions ?
    explode~|exploded|exploding ?
    recall|recalls|recalled|recalling ?
    blow~|blew|blown up .. in|while|on|during|next|near|at hand|pocket|face|PLACE|CHILDREN|hallway
    PRODUCT ... blew|blow|blows|blown .. up|out|off ?
    blew up in|on my|his|her BODY|face|hand|kitchen
    smoke|sparks|fumes|sparking ... from|out|coming|filled|pouring|inside .. PRODUCT|it|PLACE|room|cabin|back
    smell~ .. like|of burning|burnt|gas|smoke|chemicals|burned|chemical|plastic
    burning|burnt|chemical|gas smell|odour|odor
    is|are|was|were|started|start|been|keeps|else's DEVICE? .. smoking|sparking|overheating|smouldering|melting ?
    anyone|anybody ... DEVICE smoke~|spark~|melt~|overheat~|burn~|hot|swell~
    PRODUCT ... hot .. burn~|touch|melt~|hold|blister~|hurts
    too|so|burning hot to touch|hold
    give~|gave|left|leaves|leaving|get|got|getting|developed|cause~|have|with|has ME|PERSON? ... AILMENT ... from|after|because|since|all|thanks|off|on .. PRODUCT|it|your|using|over|this|my|BODY?
    give|gives|gave|giving|left PERSON|ME .. AILMENT
    rash~|hives|welts|blisters ... BODY|from|after|since|over|thanks|face
    BODY ... rash|hives|swell~|burning|blisters|peel~|raw|bleed~|numb|itchy|itching|swollen|infected|irritated ... after|since|from|thanks|because|using
    break~|broke|broken|come|came|coming out in|with hives|rash|spots|blisters|welts
    allergic reaction~|shock
    severe|serious|bad|allergic reaction|reactions
    undeclared|unlabelled|unlabeled|hidden|mislabelled|mislabeled|missing allergen~|peanut~|nuts|milk|allergy|label|FOOD
    allergen|allergy label|warning|info .. missing|wrong|not|no
    food poisoning !
    GERM !
    legionnaires|legionella disease? !
    sick|ill|poorly|unwell|poisoned after|from|off .. eat~|drink~|PRODUCT|your|using|their|there|it|visiting|lunch|# ?
    make~|making|made ME|PERSON|ANIMAL .. sick|ill|unwell|vomit|poorly|faint|bleed ?
    make~|making|made ME|PERSON|ANIMAL throw up
    PERSON|ANIMAL|we|us|both|i ... sick|ill|unwell ... for|after|since|from .. days|hours|night|eat~|week|FOOD|your|dinner|weekend|all
    PERSON|ANIMAL ... throw~|throwing|threw|vomit~|puking|faint~|seizures|seizure|convulse~ .. up|after|since|from|all|for
    vomit~|puke~ ... after|since|from|all|your|because
    throw~|threw up ... after|since|from|all|your|because
    faint~|pass~|collapse~ out? ... after|from|because .. eat~|drink~|using|it|heat|taking
    FOREIGN in|inside|into|throughout .. FOOD|CARE|MEDICINE|meal|my|packet|salad|formula|drink
    find~|there's|theres|there|full|contain~|with ... FOREIGN .. in|inside .. FOOD|it|my|meal|CARE|your
    FOOD ... full|crawling|covered .. of|with|in FOREIGN
    find~|found ... FOREIGN|needles|razor inside|in|at .. PRODUCT|PLACE|kitchen
    mouldy|moldy|maggots|maggot|rancid|rotten|spoiled|raw .. FOOD ?
    FOOD ... mouldy|moldy|maggots|rancid|rotten|raw ... inside|middle|sick|ill
    undercooked|raw chicken|burger|burgers|meat|pork
    rodent|rat|mouse|cockroach|pest|vermin droppings|infestation|faeces|problem !
    rats|mice|cockroaches|vermin ... kitchen|PLACE|bakery|everywhere|counter|floor|running
    contaminate~ !
    contamination !
    taint~ .. FOOD|MEDICINE|with|by|water|batch|batches|baby
    toxic|dangerous|harmful|unsafe|high|illegal|excessive .. level~|amounts|fumes|chemical~|substance~|lead|arsenic|mercury|gas|toys|traces|metals
    arsenic|mercury|pfas|benzene|formaldehyde|phthalates|asbestos|cadmium|cyanide|bleach|glyphosate|talc|ethylene|melamine|antifreeze|microplastics .. in|found|detected|laced .. PRODUCT|our|the|my|#|CHILDREN
    PRODUCT ... contain~|laced|full|tested|test .. with|of|positive|for|to|contain .. lead|arsenic|mercury|pfas|benzene|formaldehyde|asbestos|cadmium|cyanide|bleach|carcinogen~|toxic|toxins|steroids|fentanyl
    cancer|tumour causing|linked|risk|warning|scare|link|fears
    carcinogen~|carcinogenic !
    carbon monoxide|dioxide leak|poisoning|alarm|detector
    carbon monoxide
    gas|radiation|chemical|ammonia|chlorine|refrigerant|carbon|coolant leak~|exposure|cloud
    electric|electrical shock~ !
    get~|got|gave|given|gives ME|PERSON? .. shock|shocked|zapped ... from|off|when|by|touching|plug~
    zap~|shock~ ME|PERSON
    choke~ on|to|hazard
    swallow~ ... magnet~|battery|batteries|bead~|button|piece|part
    strangle~|suffocate~ .. by|on|in|PERSON|CHILDREN
    BODY ... trap~|crush~|caught|slice~|pinch~|cut|stuck|bleed~ .. in|by|off|on|under|open|with
    cut|cuts|sliced|slices|broke|breaks|fractured|lost|crushed|shattered|damaged|ruined|injured|hurt|wrecked|stung my|his|her|their .. BODY
    tear|tears|tore|torn|cut|bruise|bruised|sprain|sprained|hurt .. BODY ... PRODUCT|because|on|from|after
    stitches|concussion|fracture|fractured|broken ... collarbone|hip|arm|wrist|leg|because|after|from|when
    PRODUCT ... break|broke|breaks|snapped|fell|collapsed|gave|tipped|tips|tip|toppled|topples|flew|came|fails|failed|fall|falls ... while|with|under|onto|on|when|over|off|in .. i|PERSON|CHILDREN|ME|my|motorway|highway|mph|#
    tip~ over .. onto|on|and|CHILDREN
    wheel~|door~|ceiling|roof|panel|engine|seat .. fall~|came|come|flew|blew|falls .. off|out|on|down|open|in ... VEHICLE|drive~|motorway|highway|mph|mid|while|flight|PERSON|#?
    side effect~ ... MEDICINE|after|from|hide~|hid|serious|severe|awful|horrible|terrible
    serious|severe|awful|horrible|terrible|dangerous|nasty side effect~
    hair|teeth|nails|fur .. fall~|coming|came|break~|thinned~ .. out|off
    hair|fur|skin|nails ... clumps|chunks|handfuls|patches
    recall~|recalled|recalls|recalling # .. PRODUCT|units|million|m?
    recall~ ... over|after|due|because|amid|following .. PRODUCT|risk|fire|fault|fear~|defect~|injure~|problem|concern~|reports|safety|contamination|GERM
    recalls|recalling|recalled all|its|their|more|some|popular|several|PRODUCT|certain
    be|get|got|gets|under|have|has|been|being|are|is recalled|recalling
    recall|recalls of|on|for .. PRODUCT|this|these|all|#|those
    product|safety|urgent|issue~|issuing|voluntary|nationwide|massive|announce~|worldwide|global|vehicle|food|mandatory|precautionary|another|latest|class|new|big|toy|car|airbag recall|recalls .. for|notice|on|of|over?
    PRODUCT recall|recalls|recalled
    recall notice|alert|letter
    stop|do|don't|should|must using|use|not|eat|consume|drink ... PRODUCT|immediately|batch|lot|return|until
    stop using|driving|eating|drinking|taking|wearing .. PRODUCT|it|this|immediately|now|if
    do|don't|dont not? eat|drink|consume|buy ... sick|ill|contaminate~|GERM|batch
    pull~|remove~|withdraw~|yank~|take~|took .. from|off|PRODUCT .. shelf|shelves|sale|market !
    safety alert~|warning~|fear~|scare|defect~|flaw~|issue~|concern~|fault~|problem~|failure~|violation~|lapse~|breach~|notice~
    product safety|liability
    boil .. water|tap|advisory|notice !
    VEHICLE|steering|brake|software|seatbelt|seat|engine|throttle|accelerator|airbag defect~|failure~|fault~|malfunction~|flaw
    brake~ .. fail~|fault~|defect~|failure|locked|gone
    throttle|accelerator|pedal .. stuck|stick~|jam~
    unintended|sudden acceleration|braking
    unsafe|deathtrap|deathtraps|deadly
    death trap|traps
    lethal|hazardous|dangerous .. PRODUCT|defect~|fault|material|chemical~|substance~|level~|condition~
    PRODUCT ... dangerous|lethal|hazardous|unsafe|hazard
    not|isn't|never|aren't|hardly safe
    derail~|derailment !
    emergency landing !
    VEHICLE ... crash~|collide~|plunge~|overturn~|skid~ .. into|in|on|near|off|after|with|killing|injuring?
    crash~|collision .. at|near|on|into|kill~|injure~|involving .. VEHICLE|motorway|highway|airport|#
    near miss ... plane~|jet~|runway|flight~|train~
    evacuate~ !
    evacuation .. of|after|PLACE|#|homes
    trapped|stuck in|on|inside .. lift|elevator|ride|coaster|car|cable
    swollen|bulging|bloated|swell~|bulge~ .. battery|batteries|phone|pack
    battery|batteries|power|bank|pack ... swell~|swollen|bulge~|bulging|bloat~|puffed|puffy|inflate~
    hack~ ... monitor|camera|doorbell|insulin|pacemaker|crib
    PERSON ... lose~ consciousness|hearing|sight|vision
    know~|knew|aware ... defect~|risk|faulty|unsafe|dangerous|fail|danger|leak~|toxic|cancer|problem
    shipped|ship|sold|sell|selling it? anyway
    inhale~ smoke|fumes|gas|toxic
    smoke inhalation !
    overdose~
    ambulance~|paramedics ... called|arrive~|came|took|PERSON|after|treat~|because
    HURT after|from|by|while|because .. use~|eat~|drink~|PRODUCT|your|their
    injury|injuries ... PRODUCT|from|caused|report~|after|linked|serious|multiple ?
    animal cruelty|abuse|testing !
    ANIMAL ... abuse~|beat~|kick~|starve~|neglect~|cruelty~|mistreat~|torture~|slaughter~|poison~|sick|ill|maim~
    kick~|beat~|abuse~|mistreat~|torture~|starve~|poison~ ANIMAL
    wrong MEDICINE|dose|dosage|prescription
    medication|dosing error~
    counterfeit|fake|tainted|expired MEDICINE|FOOD
    out of date FOOD|MEDICINE|meat|milk
    expired|spoiled FOOD|MEDICINE
    PRODUCT ... nearly|almost .. kill~|died|choked|blind~|set|burn~
    nearly|almost .. kill~|choked|electrocuted|suffocated|strangled ... ME|PERSON|CHILDREN|on|by
    """,
    slight="""
    overheat~
    faulty|defective|malfunction~
    DEVICE .. gets|got|running|too hot
    fire ?
    flames ?
    blaze ?
    unsafe ?
    dangerous ?
    hazard|hazards|hazardous ?
    toxic|toxins ?
    poison~ ?
    injure~|injury|injuries|injured ?
    side effect~
    is it|this safe
    crash~ ?
    smoke|smoking|sparks|fumes ?
    """,
)
