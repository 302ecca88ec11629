"""Classes of words that the signs of harm are made of.

`word~` stands for all inflections of a word, here as in the patterns.
"""

from __future__ import annotations

from socwatch.understand.risks.category import word_set

_DEVICE = """
kettle~ charger~ phone~ iphone~ battery batteries laptop~ headphones earbud~ airpods headset~ tv~
powerbank~ pack~ scooter~ ebike~ bike~ hoverboard~ heater~ blanket~ hairdryer~ straightener~ dryer~
toaster~ oven~ fridge~ freezer~ washer~ dishwasher~ microwave~ blender~ fryer~ airfryer~ vape~ plug~
cable~ cord~ socket~ adapter~ adaptor~ lamp~ bulb~ light~ candle~ drone~ stove~ cooker~ hob~ grill~
bbq~ barbecue~ printer~ router~ console~ controller~ tablet~ ipad~ watch~ smartwatch~ speaker~
camera~ monitor~ vacuum~ iron~ boiler~ radiator~ fan~ generator~ motor~ appliance~ device~ gadget~
machine~ unit~ pump~ inverter~ panel~ extension~ thermostat~ humidifier~ treadmill~ pc~ computer~
keyboard~ cooktop~ pot~ pan~ jug~ flask~ hose~ canister~ cylinder~ lighter~ lid~ mower~ saw~ drill~
"""
_VEHICLE = """
car~ vehicle~ truck~ lorry lorries van~ suv~ ev~ bus~ coach~ train~ tram~ plane~ jet~ aircraft~
airliner~ flight~ helicopter~ ferry ferries ship~ boat~ motorbike~ motorcycle~ tyre~ tire~ brake~
airbag~ engine~ steering seatbelt~ pickup~ tractor~ trailer~ minivan~ sedan~ taxi~ cab~ lift~
elevator~ escalator~ ride~ rollercoaster~ coaster~ tesla~ wheel~
"""
_FOOD = """
food~ milk formula cheese chicken beef pork ham fish~ salmon tuna sushi prawn~ burger~ burrito~
salad~ lettuce spinach yoghurt~ yogurt~ bar~ sandwich~ wrap~ pizza~ soup~ cereal~ chocolate~ candy
sweet~ snack~ crisp~ chip~ fries drink~ juice~ water bottle~ can~ tin~ jar~ bread bun~ cake~ cookie~
biscuit~ pie~ pasta rice sauce~ meal~ lunch dinner breakfast takeaway~ kebab~ noodles taco~ steak~
sausage~ nugget~ egg~ butter nuts peanut~ hummus fruit~ berries beer~ coffee~ tea kibble treat~ dish
plate~ order~ box~ bag~ packet~ pouch~ tub~ buffet meat~ veg vegetable~ mince bacon mcnuggets soda~
"""
_CARE = """
cream~ lotion~ shampoo~ conditioner~ sunscreen~ mascara lipstick~ makeup serum~ deodorant~ soap~
perfume~ toothpaste mouthwash moisturiser~ moisturizer~ foundation concealer~ mask~ peel~ dye~ wax
strip~ gel~ spray~ detergent~ powder~ wipe~ diaper~ nappy nappies tampon~ pad~ lens lenses glue slime
oil~ balm~ cleanser~ filler~ botox tattoo~ polish ink
"""
_MEDICINE = """
pill~ tablet~ drug~ medicine~ medication~ vaccine~ jab~ injection~ inhaler~ implant~ painkiller~
syrup~ supplement~ vitamin~ insulin treatment~ dose~ antibiotic~ opioid~ stent~ mesh prosthesis
pacemaker~ ventilator~ capsule~ drops
"""
_HOME = """
stroller~ pushchair~ pram~ crib~ cot~ bassinet~ highchair~ carseat~ toy~ doll~ magnet~ swing~ bed~
bunk~ mattress~ sofa~ chair~ stool~ bench~ ladder~ shelf shelves dresser~ wardrobe~ table~ tent~
helmet~ trampoline~ slide~ playground~ pool~ gate~ door~ window~ mirror~ glass~ blind~ cushion~
shoe~ boot~ jacket~ pyjamas pajamas costume~ necklace~ bracelet~ ring~ earring~ teddy sleeper~
walker~ bouncer~ carrier~ backpack~ knife knives handle~ strap~ hinge~ mug~ cup~ vase~ bowl~ roof~
ceiling~ scaffold scaffolding crane~ balcony bridge~ stand~ stage~ canopy
"""
_PEOPLE = """
person~ people man woman men women boy~ girl~ guy~ lady ladies teen~ teenager~ pensioner~ adult~
customer~ passenger~ worker~ employee~ staff staffer~ driver~ rider~ courier~ patient~ student~
pupil~ teacher~ shopper~ guest~ visitor~ resident~ pedestrian~ cyclist~ pilot~ crew~ nurse~ doctor~
colleague~ coworker~ intern~ victim~ villager~ miner~ diner~ consumer~ owner~ user~ somebody someone
everyone cashier~ clerk~ guard~ officer~ tenant~ contractor~ technician~ mechanic~ engineer~
firefighter~ volunteer~ fan~ tourist~ member~ subscriber~ trainee~ apprentice~ operator~ builder~
farmer~ labourer~ laborer~ picker~ packer~ actress actresses actor~ model~ hiker~ climber~ swimmer~
housemate~ roommate~ flatmate~ guests
"""
_KIN = """
daughter~ son~ wife husband mum~ mom~ mam mother~ dad~ father~ brother~ sister~ grandmother~
grandma~ gran~ nan nana grandfather~ grandpa~ grandad~ uncle~ aunt~ aunty auntie cousin~ nephew~
niece~ partner~ fiance fiancee girlfriend~ boyfriend~ friend~ mate~ neighbour~ neighbor~ family
families parent~ mil fil bestie
"""
_CHILDREN = """
child children kid~ baby babies toddler~ infant~ newborn~ schoolchild schoolchildren schoolgirl~
schoolboy~ twins grandson~ granddaughter~ grandchild grandchildren youngster~ minor~ preschooler~
kiddo little
"""

#: Class name to its words.
CLASSES = {
    "DEVICE": _DEVICE,
    "VEHICLE": _VEHICLE,
    "FOOD": _FOOD,
    "CARE": _CARE,
    "MEDICINE": _MEDICINE,
    "HOME": _HOME,
    "PRODUCT": "DEVICE VEHICLE FOOD CARE MEDICINE HOME product~ item~ brand~ batch batches lot~ model~",
    "PERSON": "PEOPLE KIN CHILDREN",
    "PEOPLE": _PEOPLE,
    "KIN": _KIN,
    "CHILDREN": _CHILDREN,
    "ME": "me us him her them i we he she they",
    "ANIMAL": """
    dog~ cat~ puppy puppies kitten~ pet~ pup~ pooch horse~ bird~ seabird~ bee~ seal~ dolphin~ whale~
    turtle~ cow~ cattle sheep pig~ hen~ rabbit~ bunny hamster~ parrot~ animal~ wildlife otter~ goat~
    lamb~ swan~ duck~ monkey~
    """,
    "BODY": """
    hand~ arm~ face~ finger~ fingertip~ thumb~ leg~ foot feet eye~ eyelid~ skin lip~ mouth scalp
    throat stomach tummy head~ neck thigh~ ear~ lung~ kidney~ liver hair tooth teeth nose eyebrow~
    eyelash~ forehead wrist~ ankle~ knee~ shoulder~ chest hip~ toe~ nail~ gum~ tongue cheek~ chin cheekbone temple brow knuckle~ calf shin
    spine skull collarbone rib~ bum lap palm~ jaw pelvis vision eyesight
    """,
    "AILMENT": """
    rash rashes hives welts blister~ burn~ scar~ boils infection~ seizure~ migraine~ nausea
    diarrhoea diarrhea vomiting bruise~ cyst~ acne eczema swelling concussion stitches dermatitis
    nosebleed~ sores ulcers fever asthma palpitations poisoning ulcer~ abscess~ cataract~ sepsis thrush hepatitis whiplash hernia cancer tumour~ tumor~
    """,
    "GERM": """
    salmonella listeria ecoli coli botulism norovirus campylobacter legionella legionnaires hepatitis
    cyclospora shigella staphylococcus cholera mrsa
    """,
    "FOREIGN": """
    glass metal plastic maggot~ worm~ mould mouldy mold moldy bug~ insect~ cockroach~ roach~ mouse
    mice rat~ droppings needle~ blade~ razor~ screw~ bone~ shard~ splinter~ larvae larva fly flies
    tooth bandaid plaster~ beetle~ weevil~ ant~ spider~ slug~ caterpillar~ feces faeces poo
    urine blood hair glove~ rodent~ lizard~ frog~ snake~ rubber fingernail~ stone~ bolt~ staple~ wasp~ moth~ earwig~ pebble~ cigarette~
    """,
    "MISHAP": """
    explode~ ignite~ combust~ melt~ overheat~ spark~ smoke~ smoulder~ smolder~ shatter~ collapse~
    leak~ burst~ swell~ snap~ implode~ detonate~ erupt~ malfunction~ derail~ crash~ rupture~
    """,
    "HURT": """
    injure~ injury injuries hurt~ burned burnt scald~ electrocute~ poison~ hospitalise~ hospitalize~
    maim~ blind~ crush~ trap~ choke~ suffocate~ wound~ scarred disfigure~ paralysed paralyzed
    concussed sicken~ bleed~ maul~ trample~ impale~ drown~ shocked fallen ill critical traumatised
    traumatized molest~ abuse~
    """,
    "WOUND": """
    burn~ cut~ scald~ blister~ slice~ crush~ sting~ swell~ bleed~ break~ fracture~ sever~ bruise~
    damage~ scar~ tear~ hurt~ injure~ amputate~ irritate~ trap~ blind~ maim~ lacerate~ scorch~ singe~
    gash~ pinch~ bite~ infect~ shatter~ numb~ itch~
    """,
    "PLACE": """
    plant~ factory factories warehouse~ store~ shop~ building~ kitchen~ garage~ home~ house~ flat~
    apartment~ hall hotel~ depot~ refinery mill office~ school~ hospital~ bedroom~ branch~ mall~
    supermarket~ site~ headquarters hq restaurant~ centre~ center~ shipyard~ port~ mine~ pub~
    airport~ station~ terminal~ outlet~ nursery laboratory lab~ tower~ facility facilities tank~
    datacentre datacenter tunnel~ club~ theatre~ platform~ yard~ hangar dormitory reactor
    """,
    "AUTHORITY": """
    regulator~ watchdog~ police prosecutor~ fbi sec ftc fda epa nhtsa faa cma fca ofcom ofgem ofwat
    ico osha cpsc eu commission court~ judge~ jury jurors tribunal~ ministry official~ authority
    authorities inspector~ investigator~ senate congress parliament lawmaker~ mps senator~ attorney
    ombudsman detective~ hmrc irs doj cnil bafin interpol europol customs auditor~ government~
    """,
    "BOSS": """
    ceo~ cfo coo cto chairman chairwoman chairperson chair chief~ boss~ executive~ exec~ founder~
    cofounder~ president director~ manager~ supervisor~ vp board leadership head hr management owner~
    billionaire~ tycoon~ mogul~ banker~ trader~ partner~ superstar~ leader~ official~ trustee~
    ambassador~ spokesman spokeswoman spokesperson influencer~ professor~ coach editor~ foreman
    """,
    "DATA": """
    data datum card~ detail~ password~ ssn ssns passport~ account~ acct~ record~ info information
    email~ address addresses photo~ pics message~ login~ credential~ identity identities pin file~
    database~ profile~ pii invoice~ selfie~ prescription~ payslip~ transcript~ location biometrics
    fingerprint~ recording~ diagnosis wallet~ licence~ license~ cvv documents
    """,
    "SYSTEM": """
    app~ site~ website~ server~ service~ network~ internet system~ platform~ login~ payment~ card~
    checkout~ api~ wifi broadband signal~ line~ portal~ bank~ atm~ booking~ cloud~ database~ console
    store~ web streaming stream~ email~ mail chat phones data reception coverage power electricity
    connection~ software till~ terminal~ page~ dashboard~ backend prod production region~ trains
    flights banking transfers dns cdn vpn sso auth apps messaging playback
    """,
    "NUMBER": """
    two three four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds thousand
    thousands million millions several many scores half
    """,
    "RACED": """
    black asian muslim jewish gay lesbian trans transgender disabled wheelchair pregnant hijab
    headscarf turban immigrant~ brown latino latina hispanic deaf blind autistic older female
    ethnicity skin colour accent religion race gender roma gypsy indian chinese african nigerian
    polish mexican indigenous aboriginal queer minorities
    """,
    "NOT": """
    not never didn't didnt don't dont doesn't doesnt won't wont can't cant cannot couldn't couldnt
    wouldn't wouldnt isn't isnt wasn't wasnt refuse~ fail~ unable
    """,
    "CRIME": """
    fraud bribe~ bribery embezzle~ embezzlement corruption harassment assault rape insider laundering
    theft misconduct perjury kickback~ extortion misappropriation racketeering cartel forgery
    blackmail
    """,
}

#: Classes of verbs: their words take all endings, those of the others only the plural.
VERBS = word_set("MISHAP HURT WOUND NOT CRIME")
