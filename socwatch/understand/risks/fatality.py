"""Signs that people or animals have died."""

from __future__ import annotations

from socwatch.understand.risks.category import Category

FATALITY = Category(
    id="fatality",
    grave="""
    kill~ # PERSON? !
    kill~ .. PERSON|CHILDREN|ANIMAL|motorist~|civilian~
    PERSON|CHILDREN|ANIMAL|# ... killed|dies|died|perish~|drowned|suffocated|electrocuted|strangled|slain
    PERSON|CHILDREN|ANIMAL .. dying
    people|patients|workers|kids|children|animals|bees|dogs|cats .. die|dying|died|dead
    # .. dead|died|killed|deaths|die !
    dead|deaths|killed|fatalities after|following|in|at .. #|fire|crash|blast|collapse|explosion|accident|attack|taking|eating|outbreak|PLACE ?
    be|get|got|gets kill~ by|in|at|when|after|on
    death toll !
    PERSON|CHILDREN|ANIMAL|worker's death|deaths
    death|deaths of|at|in|from|linked|caused|involving|after .. PERSON|CHILDREN|ANIMAL|PLACE|PRODUCT|#|job|work|site|custody
    link~|cause~|contribute~|blame~|tied|responsible|cover~ .. to|for .. death|deaths|suicide|suicides
    deaths ... report~|confirm~|cause~|link~|mount|rise|rises|toll|linked|caused
    found|pronounced|declared|left|shot|presumed|confirmed dead !
    PERSON|CHILDREN|# ... dead after|in|at|on|from|following|when
    lose|lost|claim~|cost~|took .. life|lives !
    loss|losses of life !
    lost .. husband|wife|son|daughter|brother|sister|dad|mum|mom|father|mother ... at|in|to|because|PRODUCT
    pass~ away ... after|because|from|at|due|while|in|when|last
    not|didn't|didnt|never survive
    no survivors
    fatality|fatalities|fatally !
    fatal accident|crash|fall|shooting|incident|fire|collision|injuries|overdose|dose|consequences|reaction|stabbing|explosion|injury
    prove~|proved|turned|was|were fatal
    manslaughter|homicide
    wrongful|unlawful death|killing
    wrongful|unlawful|preventable|avoidable death~|killing !
    corporate manslaughter !
    murder~ ... PERSON|CHILDREN|ANIMAL|by|case|charge~|in|at|suspect~ ?
    suicide|suicides ... PERSON|at|PLACE|after|linked|because|bullied|prompt|spate|harassment
    commit~ suicide !
    take~|took own life|lives !
    crush~|burn~|stab~|beat~|bleed~|bled|freeze|froze|fell|trampled|frozen|worked|choke~|starve~ to death !
    suffocate~|drown~|strangle~|asphyxiate~ ... in|at|PERSON|CHILDREN|by|on
    stillborn|stillbirth~ !
    body|bodies found|recovered|pulled|discovered
    never came|come|comes|returned home|back ?
    rip ... worker~|victim~|PERSON|CHILDREN
    kill~ my|his|her|our|their .. KIN|CHILDREN|ANIMAL !
    coroner|inquest|autopsy|postmortem|obituary ... death|into|rule~|hears|heard|finds|died
    die|died|dies after|because|from|when|while|waiting|in|at|on .. taking|using|eating|PRODUCT|being|fall~|your|their|ambulance|crash|explosion|fire|work|shift|hospital|site|plant|job
    killer product|drug|car|airbag~|defect|robot
    blood on .. hands
    """,
    slight="""
    deadly ?
    died ?
    killed ?
    fatal ?
    death|deaths ?
    """,
)
