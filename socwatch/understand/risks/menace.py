"""Signs that people threaten or attack people, and of harm to land, water and air."""

from __future__ import annotations

from socwatch.understand.risks.category import Category

THREAT = Category(
    id="threat",
    grave="""
    bomb threat~|scare|hoax~|alert|plot !
    bomb squad|disposal ?
    bomb|explosive~|grenade|device found|planted|outside|under|in|at|explode~|went|goes|detonate~ .. PLACE|off|lobby
    bomb|firebomb|torch|arson~ .. PLACE|office|offices|VEHICLE|your
    suspicious|suspect package~|parcel~|device~|object|powder|vehicle|bag !
    white powder
    active shooter !
    gunman|gunmen|shooter|shooters|assailant~|attacker~|knifeman !
    open~ fire on|at|in|inside
    shots|gunshots|gunfire fired|heard|rang|at|inside .. at|PLACE|outside|in
    gunfire|gunshots !
    mass|school|workplace|store shooting~ !
    shoot~|shooting at|inside|outside|near|in .. PLACE ?
    shoot~|blow|burn~|smash|torch|shot up|down .. PLACE|place|offices|everyone|you
    shot PERSON|BOSS|by|dead|and|in .. head|chest|leg|killed|dead|police|back
    armed man|men|robber~|robbery|gang|raid|with|intruder~|police|siege
    gun|knife|machete|axe|rifle|pistol|weapon ... attack~|threat~|customer|staff|wield~|pull~|pointed|brandish~|man|PLACE
    come~|coming|turn~|show~|walk~|walked|returned|back ... with|waving|carrying|holding gun|knife|machete|axe|rifle|pistol|weapon|bat
    with|brought|bring~|carrying|pulled|has|got|come|waving gun|knife|machete|axe|rifle|pistol|weapon|bat ... PLACE|staff|PERSON|you|tomorrow
    stab~ .. PERSON|CHILDREN|#|at|in|outside|by
    PERSON ... stabbed|shot|beaten|assaulted|attacked|mugged|punched|raped|kidnapped|kidnap|robbed|threatened .. at|by|in|outside|with|while|PLACE?
    stabbing|stabbings !
    hostage~ ... PLACE|held|taken|staff|situation|siege|taker|PERSON|armed
    terror|terrorist attack~|threat~|plot|alert|cell|group
    terrorist~ ?
    ransom|kidnap~|abduct~ .. PERSON|BOSS|CHILDREN|demand~|of
    death threat|threats !
    threaten~|threat~|threatening to? .. kill|shoot|bomb|burn|stab|harm|hurt|rape|murder|violence|attack|behead|blow
    threaten~ ... PERSON|BOSS|with|staff|knife|violence|gun|me|us|my
    violent|violence threats|against|at|threat|towards .. PERSON|staff|PLACE
    i'll|ill|i'm|im|will|gonna|going|wanna|want|should|we'll|must|needs|need|i'd|let's|someone|somebody|they'll|we kill|shoot|stab|bomb|murder|strangle|hang|lynch|behead|torch|hurt|hunt|execute|gut|slit|smash|poison|burn .. you|your|BOSS|them|him|her|their|all|every|PLACE|PERSON|everyone|yours
    bullet|bullets ... in|through|into|for|between .. head|brain|BOSS|your|him|eyes|them
    deserve~|should|needs|need|ought to die|hang|burn|bleed
    deserve~|should|needs|need|ought be .. shot|killed|hanged|hung|executed|stabbed|lynched
    hope you|they|he|she|ceo dies|die|burns|bleed|burn|suffers|hang|rot|crashes
    watch your|his|her|their back !
    know|knows|found|have|got .. where .. live~|lives|sleep|sleeps|work|kids|park|address
    coming for you|your|BOSS|him|all|them|everyone ?
    you're|youre|you|they're|he's|she's dead ?
    dead man|meat walking? ?
    you|they|he|ceo|all will|going|gonna pay|regret|bleed|burn|suffer|die .. for|this|it ?
    blood will|on .. streets|flow|spill|walls
    arson|arsonist~|molotov|firebomb~ !
    acid attack|thrown|threw
    attack~|assault~|punched|spit~|spat|slash~|raped|rape~|mug~|slapped|headbutt~ ... staff|PERSON|security|cashier|driver|delivery|nurse|police|guard|him|her|me
    beat~|beaten up|unconscious|bloody|senseless .. PERSON|by
    knife|machete|axe|hammer|gun|hatchet|sword|acid|violent|racist|homophobic|terror|van|brutal|sex|shooting attack|attacks|rampage|assault !
    doxx~|dox|doxed|doxxing|swatted
    stalk~ ... PERSON|BOSS|staff|me|our|employees ?
    lockdown|lockeddown PLACE|after|over|amid
    PLACE in|on|under|into lockdown|siege
    hijack~ ... VEHICLE|PERSON|flight|truck
    pipe bomb~ !
    riot~|rioters|looters|looting|looted ... PLACE|smash~|police|loot~|staff|street|streets ?
    """,
    serious="""
    vandalise~|vandalize~|vandalism
    smash~|broke|break .. windows|window .. PLACE|of|again|staff
    storm~ ... PLACE|offices|stage|entrance ?
    intruder|intruders|trespass~ PLACE|in|on|broke
    harass~|abuse~|intimidate~|abusive .. staff|our|workers|employees|drivers|volunteers|journalist~
    staff|workers|employees|drivers ... harassed|abused|intimidated|spat|harassment|attacked|unsafe|threatened|beaten
    robbed|robbery|robbers|burglar~|burglary .. at|PLACE|gunpoint|knifepoint|in ?
    gunpoint|knifepoint !
    """,
    slight="""
    threat|threats|threaten~ ?
    attack~|attack ?
    weapon|weapons|gun|guns ?
    """,
)

ENVIRONMENT = Category(
    id="environment",
    grave="""
    toxic|poison~ .. spill|cloud|water|plume|waste ... town|river|residents|village|CHILDREN|#|homes
    dam|tailings .. burst~|collapse~|fail~|breach~|broke|gave
    nuclear|radioactive leak~|accident|spill|meltdown|waste|material
    """,
    serious="""
    oil|chemical|diesel|fuel|sewage|crude|acid|slurry|toxic|petrol|gasoline|ammonia|tanker spill~|leak~|slick|discharge~|spillage|release !
    spill~|gush~|seep~|leak~|leach~|pour~|spew~|dump~|pump~|discharge~|release~ ... oil|crude|sewage|chemical~|waste|toxic|effluent|river|lake|sea|creek|ocean|stream|groundwater|harbour|bay|water|beach|woods|forest|atmosphere|methane|fields
    fly tip~|tipping
    dump~ ... waste|rubbish|trash|boxes|dye|chemicals|bags|tyres|behind|river|woods|road|lake|garbage|plastic
    sewage|effluent|slurry|raw .. in|into|on|sewage .. river|sea|lake|beach|street|streets|water|creek|bay
    raw sewage !
    pollute~ .. river|air|water|beach|sea|lake|our|the|town|fine|scandal|killing
    pollute~|pollution|polluter|polluters|polluting
    river|lake|creek|stream|beach|sea|canal|water|tap .. behind|near|by|at|outside|is|turned|runs|smell~ ... orange|brown|black|foam|foamy|dead|stink~|smell~|chemicals|toxic|red|paint|oily|undrinkable
    dead|dying fish|bird~|birds|bees|seals|wildlife|turtles|trees|dolphins|whales|seabirds|river|otters
    fish|bird~|bees|seals|wildlife|turtles|trees|dolphins|coral ... dead|dying|die~|died|washed|belly|kill~|covered|suffocate~
    fish kill !
    greenwash~|greenwashing !
    green|carbon|climate|eco|recycle~|sustainability~|sustainability|neutral|net zero? claim~|pledge~|promises ... false|fake|mislead~|lie~|bogus|made|sham|bunk|lying|nonsense|exposed|broken
    cheat~|rig~|falsify~|fake~|defeat .. emission~|pollution|device|diesel|tests
    emission~|diesel|fuel .. cheat~|scandal|rig~|fraud|test~|defeat
    deforest~|deforestation|logging .. rainforest|forest|amazon|illegal|supplier|palm|link~|for
    illegal|illegally .. logging|dump~|fishing|mining|logged|poaching|cleared
    rainforest|wetland|wetlands|habitat|forest|trees|peatland|reef|woodland|hedgerow ... destroy~|cleared|bulldoze~|cut|fell~|felled|razed|drained|wiped|burn~|lost
    destroy~|bulldoze~|raze~|clear~|fell~|drain~ .. rainforest|wetland~|habitat~|forest~|trees|reef|woodland|nesting
    air|noise|water|river|plastic|light|ocean pollution
    residents|neighbours|households|people|locals ... windows shut|closed|indoors|inside|bottled
    keep .. windows shut|closed
    asbestos|pfas|microplastics|glyphosate|pesticide~|dioxin~|mercury|fracking .. dust|in|blow~|blowing|leach~|near|found|water|playground|river|poison~|contaminate~|soil|kill~
    groundwater|soil|aquifer|well .. contaminate~|poison~|polluted|tainted|pollute~
    ammonia|sulphur|sulfur|rotten|chemical|burning stench|smell|stink|odour|fumes ... town|village|valley|plant|factory|air|residents|whole|street|every
    stench|stinks|stink ... plant|factory|landfill|works|site|village|town|valley
    unsold|perfectly .. burn~|destroy~|landfill|incinerate~|shred~ .. stock|clothes|goods
    burn~|destroy~|incinerate~|shred~ .. unsold|returned|returns stock|clothes|goods|items
    methane|gas flare~|flaring|leak~|plume
    landfill ... fire|leak~|stink~|smell~|illegal|full
    exxon valdez
    """,
    slight="""
    emission~ ... up|rise|rising|record|highest|miss~
    plastic packaging|waste ?
    spill~ ?
    """,
)
