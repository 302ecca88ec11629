"""Words that say little alone, and beside each other are a serious sign.

Two different ones will do, but for those that name a topic only, such as doctor or drivers: of
these, one will do beside another hint of the same category. Laughter, praise, sport and fiction
take the sign away.
"""

from __future__ import annotations

#: Category to its words; `word~` stands for all inflections.
HINTS = {
    "fatality": """
    die~ died dead deaths deadly fatal coroner inquest funeral widow~ mourn~ grieve~ grief
    bereaved buried corpse~ casualty casualties tragedy tragic vigil perish~ drown~ morgue mortuary
    hearse autopsy obituary anaesthetic coma resuscitate~ cpr unresponsive lifeless slain massacre
    """,
    "threat": """
    bomb~ gun~ gunman knife~ rifle~ weapon~ armed shooter shooting stab~ attack~ threat~
    threaten~ violent violence assault~ hostage~ police evacuate~ lockdown suspect~ arrest~ flee~
    fled terror terrified beaten siege riot~ rioting machete molotov arson torched intruder~ stalk~
    stalker~ ambush~ kidnap~ abduct~ hijack~ explosive~ grenade~ sniper vigilante~ bloodbath
    manifesto bullied mob~ hooligan~ looters vandal~ smashed masked ransom extort~ blackmail~
    """,
    "product_safety": """
    fire fires blaze flames smoke smoking smoked spark~ scorch~ burn~ burnt ablaze char charred
    melt~ hospital~ hospitalised hospitalized ambulance~ paramedic~ firefighter~ injure~ injury
    injuries wound~ bleed~ bruise~ pain painful agony dizzy nausea nauseous faint~ vomit~ puke~
    unwell fever~ overheat~ poison~ toxic toxin~ fumes hazard~ hazardous danger dangerous unsafe faulty
    defect~ defective malfunction~ explode~ explosion~ blast~ collapse~ crash~ trapped crush~
    contaminate~ contamination recall~ emergency victim~ stitches surgery chemical~ leak~ crack~
    shatter~ snap~ choke~ swell~ swollen rash~ allergy allergies allergic cancer disease illness
    sickness outbreak infect~ infection~ scald~ blister~ wreck~ lethal alarm~ debris plume~ ward
    amputate~ implode~ spray~ kidney~ liver lungs scar~ paralysed paralyzed unconscious nicu icu er
    surgeon~ doctor~ seizure~ stroke~ miscarry~ blind blinded deaf overdose~ rupture~ torch~ jam~
    shard~ splinter~ maggot~ mould~ mouldy mold moldy cockroach~ rat rats rodent~ vermin droppings
    airbag~ brake~ derail~ swerve~ skid~ overturn~ capsize~ sink~ evacuate~ inspector~ hygiene
    carcinogen~ asbestos lead arsenic benzene bacteria germs parasite~ spoiled rotten rancid raw
    undercooked glass blade~ needle~ screw~ inflator~ latch~ strap~ buckle~ harness ceiling kickback
    numb paralysis tremor~ itch~ peel~ clump~ ate lips blue gasping wheeze~ epipen antidote
    electrocute~ shock~ zap~ fuse~ short-circuit puddle ashes soot rubble sinkhole landslide
    """,
    "data_breach": """
    breach~ hack~ hacker~ leak~ leaked exposed stolen steal~ compromise~ phish~ phishing malware
    password~ privacy ransom~ encrypt~ credential~ identity unauthorised unauthorized confidential
    personal sensitive unencrypted database~ extort~ forum telegram dump~ fraudster~ spied spy~
    spying snoop~ surveillance drained passport~ ssn medical footage webcam stranger~ records
    record clone~ skim~ hijack~ lost drive laptop usb unlocked intruder~ attackers vulnerability
    vulnerable unpatched plaintext logs tracker~ microphone~ location biometric~ scraped scan
    somebody someone's address addresses history
    """,
    "executive_misconduct": """
    accuse~ alleged allegedly allegation~ scandal~ disgrace~ oust~ resign~ bribe~ fraud~ fraudulent
    corrupt~ corruption embezzle~ misconduct harass~ harassment affair lied lying liar~ lies
    cover-up conceal~ hush payoff~ payout~ silence~ secretly secret whistleblower~ bully~ bullying
    abuse~ predator~ grope~ yacht~ offshore launder~ laundering mistress nepotism deceive~ mislead~
    dishonest crook~ charged convicted jailed indict~ raid~ auditor~ peasants sleaze backhander~
    sham bonus~ champagne execs ceo founder leaked knew hid deny~ denied inflate~ falsify~ forge~
    rig~ rigged lobbying lobby~ cocaine drunk escort~ filings shell insider~ cronies greed~ tyrant~
    racket ponzi pyramid embellish~ plagiarise~ plagiarize~ parachute evade~ dodge~ dodgy shady
    blind-eye gag~ gagging nda toasted closed
    """,
    "discrimination": """
    racist~ racism sexist sexism slur~ bias~ biased prejudice~ stereotype~ offensive degrade~
    degrading humiliate~ minority minorities discriminate~ accent~ hijab~ headscarf turban ethnic
    ethnicity segregate~ refuse~ barred ejected profile~ profiling insult~ insulting demean~ bigot~
    chopstick~ monkey~ ape apes black muslim muslims arab arabic jew jews jewish gay lesbian trans
    disabled wheelchair~ pregnant immigrant~ foreigner~ slave~ slavery plantation colonial nazi~
    swastika~ blackface noose white-only whites women's mocking mock~ mocked religion skin deaf
    autistic dwarf gypsy roma caste dreadlocks afro ramp rejected excluded homophobic transphobic
    """,
    "legal": """
    lawsuit~ sue~ suing court~ judge~ jury tribunal~ prosecutor~ prosecute~ charged indict~ guilty
    illegal illegally unlawful fined penalty penalties regulator~ watchdog~ investigation~
    investigate~ investigator~ probe~ inquiry subpoena~ raid~ lawyer~ solicitor~ plaintiff~ damages
    liable negligence negligent compensation violate~ violation~ ban banned arrest~ jail~ prison
    sentence~ settlement~ monopoly antitrust cartel offence~ breach~ parliament congress senate
    hearing~ testify~ summon~ licence license revoke~ injunction appeal~ verdict statute sanctions
    compliance ombudsman class-action rigging price-fixing evasion smuggle~ counterfeit seized
    """,
    "environment": """
    spill~ pollute~ pollution sewage toxic stench stink~ effluent contaminate~ contamination
    emission~ deforest~ deforestation landfill wildlife seabird~ estuary groundwater asbestos
    pesticide~ chemical~ crude slick~ fumes dust soot incinerate~ incinerator river~ creek~ stream
    lake~ ocean beach purple orange foam~ dead fish birds bees greenwash~ compost~ compostable
    recyclable methane mercury cyanide slurry runoff fracking smog haze rainforest habitat~ bulldoze~
    poach~ coral glacier residents dumped dumping microplastics plastic residue ran village crops
    """,
    "labour": """
    strike~ walkout~ picket~ union~ wages wage underpaid unpaid overtime layoff~ redundancy
    redundancies sacked fired dismiss~ exploit~ exploitation sweatshop~ overworked shift~ conditions
    retaliate~ retaliation protest~ protester~ rights worker~ workers employee~ jobs contract~
    docked dormitory dormitories migrant~ slave~ cleaners drivers couriers pickers interns intern
    warehouse heat collapse~ breaks raise inspector~ injured hurt arm minimum zero-hours gig cuts
    payroll burnout grievance hr boss bosses supervisor~ foreman quota~ timed tracked exhausted
    sweat~ trafficked underage child labour labor sewing
    """,
    "outage": """
    outage~ downtime offline unreachable unavailable crash~ broken freeze~ frozen error errors
    timeout~ glitch~ stranded locked fail~ failure~ disrupt~ disruption~ down unresponsive
    inaccessible grounded blackout~ brick~ lag~ lagging spinning server~ terminal~ backup~ backups
    dead stuck queue~ login logins cloud api gateway latency reboot~ restart~ hung buffering
    signal wifi broadband network degraded unstable overloaded cancelled delays backlog
    substation generator~ dark loop
    """,
    "misinformation": """
    fake~ false hoax~ rumour~ rumor~ fabricate~ doctored misleading untrue debunk~ bogus impersonate~
    impersonating scam~ scammer~ bot bots troll~ propaganda viral photoshop~ conspiracy lies
    circulate~ forge~ clone~ deepfake~ phoney phony con conned pretend~ posing giveaway~ giveaways
    clip unverified misinformed screenshot~ whatsapp claim claims
    """,
    "boycott": """
    boycott~ backlash~ outrage~ outraged uproar outcry petition~ protest~ protester~ activist~
    divest~ shame~ shameful disgrace~ disgraceful disgusted disgusting condemn~ complicit unethical
    shun~ furious fury anger angry hypocrite~ hypocrisy greedy greed ditch~ ditching unsubscribe~
    unsubscribed uninstall~ uninstalled unfollow~ unfollowed delete~ deleted cancel~ cancelled
    canceled dump~ apologise~ apologize~ apology genocide blood-money regime backtrack~ sponsor~
    withdraw~ bye goodbye conscience morals ethics stance principle~ slump~ plunge~ plummet~ tumble~
    """,
    "complaint": """
    scam~ ripped refuse~ ignore~ ignored ghosted useless appalling disgusting disgrace~ shambles
    pathetic incompetent rude awful terrible horrible worst unacceptable overcharge~ charged refund~
    furious fuming livid angry conned cheat~ lied nightmare~ stranded nobody damaged missing broken
    deposit weeks months unrepaired bailiff~ debt owed owe~ hung rotten smashed faulty wrong lost
    delayed cancelled voucher~ excuse~ shrug~ invoice~ warranty never queue~ hold dismissive
    misled extortionate ransom thieves crooks cowboys con unresolved complaint~ complain~ ombudsman
    """,
}

#: Those that hint at a topic and at no harm.
TOPICS = """
doctor~ surgeon~ police inspector~ ward er river~ creek~ stream lake~ ocean beach residents village
ran fish birds bees purple orange foam~ glass lips ate raw blue lead record records history address
addresses location scan drive laptop usb medical personal telegram forum somebody logs boss bosses
hr jobs worker~ workers employee~ drivers couriers pickers interns intern warehouse heat shift~
contract~ raise conditions rights union~ cuts child labour labor arm court~ judge~ jury parliament
congress senate hearing~ licence license lawyer~ claim~ claims appeal~ sentence~ statute regulator~
ceo founder execs bonus~ closed black muslim muslims arab arabic jew jews jewish gay lesbian trans
disabled wheelchair~ pregnant skin deaf monkey~ dwarf caste religion plastic compost~ compostable
recyclable habitat~ server~ terminal~ login logins cloud api down loop queue~ network wifi signal
gateway backup~ backups dark restart~ reboot~ clip whatsapp giveaway~ giveaways bot bots con
refund~ weeks months never nobody hold hung deposit warranty invoice~ voucher~ sponsor~ withdraw~
stance principle~ ethics bye delay~ delays emergency alarm~ surgery ceiling strap~ brake~ airbag~
charged shock~ pain sweat~ brick~ knew lost wrong smoke smoking spray~ accent~ black white-only
protest~ activist~ minority privacy identity passport~ database~ footage escort~ drunk shell crude
hospital~ ambulance~ paramedic~ firefighter~ lawsuit~ cancelled canceled breaks latch~ buckle~
harness blade~ needle~ screw~ allergy allergies cancer illness disease liver lungs kidney~ women's
slave~ stroke~ sink~ jam~ peel~ lobby~ lobbying filings offence~ compliance parachute sue~ suing
appeal~ settlement~ dust methane emission~ wildlife coral glacier crops runoff stuck dead down
minimum gig quota~ hr timed tracked heat supervisor~ foreman masked mob~ gun~ shooting knife~
"""
