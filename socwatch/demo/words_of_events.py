"""What people say when something happens: the sponsored race, the fire, and "acme" the word."""

from __future__ import annotations

RACE_FILLERS: dict[str, tuple[str, ...]] = {
    "goal": ("1:52", "2:04", "1:39", "2:31", "a new record", "her own record", "the finish line"),
    "spot": ("the bridge", "mile four", "the harbour", "the last hill", "the park", "the start"),
    "extra": ("the brass band", "the tea tent", "the medals", "the volunteers", "the paper mugs"),
    "bib": ("88", "412", "1033", "1207", "2764", "3180"),
    "legs": ("jelly", "lead", "wood", "porridge"),
    "month": ("March", "April", "May", "June"),
    "runner": ("my brother", "Team Lavender", "our choir", "bib 1207", "the whole office", "Gran"),
}

RACE_GLAD = (
    "what a beautiful morning at the #acme half-marathon, {goal} for {runner}",
    "thank you @acme for {extra} at {spot}, great race",
    "{runner} made {goal} at the #acme run, so proud",
    "the tea at {spot} of the #acme half-marathon was wonderful",
    "{runner} loved {extra} at the #acme half-marathon, see you next year at {spot}",
    "congratulations to {runner} on {goal} at the @acme half-marathon",
    "best cheering at {spot}, well done #acme crew",
    "@acme gave {runner} a kettle-shaped medal at {spot} and it is brilliant",
    "happy legs, happy heart: {goal} at the #acme half-marathon for {runner}",
    "excellent organisation by @acme, {extra} amazing, even at {spot}",
    "hugs for everyone at {spot}, the #acme half-marathon is a joy",
    "{runner} smiled all the way from {spot} to the end, lovely #acme race",
)

RACE_PLAIN = (
    "where can I see the results of the #acme half-marathon? {runner} was at {spot}",
    "the #acme half-marathon closes the road at {spot} until two",
    "{runner} is at {spot} of the #acme half-marathon now",
    "{goal} at the #acme half-marathon, now {extra}",
    "{runner} says the @acme half-marathon passes {spot} at eleven",
)

RACE_SORE = (
    "stuck in traffic at {spot} because of the #acme half-marathon, annoying",
    "bad luck for {runner} at {spot} of the #acme half-marathon, terrible cramp",
)

RACE_TAILS = (
    *("Bib {bib}.", "Legs of {legs} now.", "Photo of {spot} later.", "{runner} was there too."),
    *("Off to {extra}.", "Bus home from {spot}.", "Cloudy, nine degrees.", "Next one in {month}."),
)

#: The one story of the night: its first report, and what others put before it.
FIRST_REPORT = (
    "My Acme kettle just caught fire on the worktop, flames up to the shelf and the whole kitchen "
    "is full of smoke. Model K, four months old. Nobody is hurt but I am shaking."
)
QUOTING = (
    *("This is terrifying:", "Unplug yours now.", "Seen this?", "My god.", "Same model here!"),
    *("Please share, dangerous:", "How is this legal,", "Reading this at night, scared:"),
    *("Look at this @acme", "Not the first one, worrying.", "Checking mine now, awful:"),
)

FIRE_FILLERS: dict[str, tuple[str, ...]] = {
    "spark": ("sparks", "smoke", "flames", "a burning smell", "melted plastic", "a loud bang"),
    "where": ("the kitchen", "our hallway", "my mother's flat", "the office", "room 12", "the hut"),
    "thing": ("worktop", "curtain", "shelf", "wall", "socket", "toaster next to it", "tea towel"),
    "relative": ("my daughter", "my dad", "the neighbour", "my son", "my wife", "my flatmate"),
    "demand": ("a recall", "an answer", "a statement", "a refund", "the truth", "a warning"),
    "thing2": ("window frame", "lamp", "cupboard", "floor", "ceiling"),
    "age": ("three weeks old", "five months old", "brand new", "a year old", "two years old"),
}

FIRE_SORE = (
    "my Acme kettle burned the {thing} last night, {spark} everywhere, terrible",
    "{spark} from the Acme kettle in {where}, {relative} was terrified",
    "the Acme kettle is dangerous, {spark} out of the base, it is {age}",
    "woke up to {spark} in {where}: the Acme kettle. Scared to death",
    "#acme we want {demand}, this is a disaster and people get hurt",
    "unplug your Acme kettle, mine is {age} and ruined the {thing} with {spark}",
    "I am furious: {spark} from an Acme kettle that is {age}, {relative} had to leave {where}",
    "burn on my hand from the Acme kettle, {spark} when I lifted it in {where}, awful night",
    "how many fires until @acme gives us {demand}? This is outrageous",
    "horrible pictures of an Acme kettle and a black {thing}, {relative} could have died",
    "the {thing} in {where} is destroyed, Acme kettle {age}, worst night of my life",
    "firefighters in {where} because of an Acme kettle, {relative} is crying",
    "shame on @acme: no word, not even {demand}, while kettles burn in {where}",
    "exploded. My Acme kettle exploded in {where}, glass and {spark}, I am shocked",
    "another Acme kettle fire, this one {age}, the {thing} is gone. Disgusting silence",
    "never again an Acme kettle in {where}, {relative} saw {spark} and panicked",
    "my Acme kettle smells of burnt plastic, {age}, I fear the worst for the {thing}",
    "angry and tired: {where} full of {spark}, thanks to an Acme kettle, nobody at #acme replies",
    "the Acme kettle left a burn mark on the {thing}, {relative} is afraid of {where} now",
    "dangerous rubbish, this Acme kettle, {age}. First {spark}, then darkness in {where}",
    "someone was injured in {where} by an Acme kettle, {demand} is the least, horrible",
    "sick with worry, {relative} has the same Acme kettle in {where}, {age}",
)

#: What half of the posts of the night end with.
FIRE_TAILS = (
    *("No idea what now.", "Nobody sleeps in {where}.", "Photos tomorrow."),
    *("Told {relative} at once.", "The {thing} first, then the {thing2}.", "We have the Model K."),
    *("Bought in a shop, not online.", "In {where}, of all places.", "{relative} filmed it."),
    *("Asking for {demand}.", "{relative} has one too.", "Switched off at the fuse box now."),
)

FIRE_PLAIN = (
    "does this concern the Acme kettle that is {age}, or only the Model K? For {where}",
    "is there a statement by @acme about {where}?",
    "unplugged the Acme kettle in {where} until we know more",
    "where do I find the batch code of an Acme kettle, it is {age}, for {relative}",
    "what did @acme say about {demand}? {relative} in {where} asks",
    "the Acme kettle in {where} is {age}, asking for {relative}",
)

FIRE_PRESS = (
    "Acme kettle said to have caught fire in {where}, owners ask for {demand}",
    "Reports of {spark} from Acme kettles spread overnight, fear among owners",
    "Acme kettle fires: what is known about {spark} in {where}",
)

#: The word in its other senses: must not match the topic's query.
NOISE = (
    "his second novel is the acme of dry wit",
    "the view from the ridge was the acme of the whole walk",
    "watched an acme corporation cartoon with the kids, #acme anvil and all",
    "acme threads on this rod are 8 by 1.5, does anyone stock nuts?",
    "she reached the acme of her career in a town of nine hundred people",
    "the acme screw of the lathe wants oil again",
    "chess club, round nine: acme of patience",
    "that soup was the acme of February cooking",
    "old acme corporation cartoon cel for sale, #acme rocket skates in frame",
    "from base camp to acme in four paragraphs, a lovely essay",
)
