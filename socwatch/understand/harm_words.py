"""Words of harm that are as often said of things that do none: killer deals, crash tests, hot flames.

Where the room of risks finds no harm in a text, these say nothing of its tone. They are looked up in
small letters; a `*` stands for the usual endings.
"""

from __future__ import annotations

_STEMS = """
abuse* accuse* acquit* addict* agony alarm* ambush* arson* assassin* assault* attack* avalanche
ban* bankrupt* battle* beast* bleed* bleeding blind* blood* bloody bomb* bombing breach* break*
broke broken bruise* brutal* burn* burnt burned burning bust* casualt* catastroph* charge* choke*
choking claim* clash* collapse* collision* conflict* contaminat* corpse* court* crash* crazy cried
crime* criminal* crisis crush* cry crying cut* cuts damage* danger* dangerous* dead deadly death*
defect* destroy* destruct* devastat* devil* die died dies dying disaster* disease* drop* dropped
drown* drug* dumb dying emergenc* enemy evacuat* evil execut* explod* explosion* explosive* fail*
fake* fatal* fault* faulty fear* fever* fight* fighting fire* fires flame* flood* fraud* fright*
ghost* grave guilty gun* guns hack* harm* hell hit* horror* hurt* hurts ill illness infect* injur*
injury insane insanely jail* killer* kill* killing killed knock* lawsuit* leak* lethal lie lies
lost mad madness massacr* mess* mis-sell* monster* murder* nasty nightmare* nuclear outage* outrag*
pain* painful panic* panicking penalt* pirate* plague* poison* police pollut* prison* punch* rage*
raid* ransom* recall* refund* riot* rob robbed robber* ruin* savage* scandal* scar* scare* scared
scream* screaming shock* shoot* shooting shot* sick sicken* slaughter* slay* smash* smoke* smoking
spill* stab* stole stolen steal* storm* strike* strikes struck suffer* sue* suicid* suspect*
terror* theft* thief thieves threat* threaten* torture* toxic tragic* trash* trauma* trap* trial*
vicious* victim* violen* virus* war wars warn* warning* weapon* wicked wild wound* wreck* zero
"""
_ENDINGS = ("", "s", "es", "d", "ed", "r", "er", "ers", "ing", "ion", "ions", "ies", "y", "ly",
            "ous", "ic", "al", "ted", "ting", "ned", "ning", "ped", "ping", "ive", "t", "ment")  # fmt: skip

HARM_WORDS = frozenset(
    stem + ending
    for word in _STEMS.split()
    for stem in (word.removesuffix("*"),)
    for ending in (_ENDINGS if word.endswith("*") else ("",))
)
