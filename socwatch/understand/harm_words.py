"""Words of harm that are as often said of things that do none: killer deals, crash tests, hot flames.

Where the room of risks finds no harm in a text, these say nothing of its tone. They are looked up in
small letters; a `*` stands for the usual endings.
"""

from __future__ import annotations

_STEMS = """
acquit* addict* ambush* arson* assassin* assault* attack* avalanche bankrupt* battle* beast*
bleed* bleeding blood* bloody bomb* bombing burn* burnt burned burning casualt* catastroph* choke*
choking collapse* collision* contaminat* corpse* court crash* crime* criminal* crush* danger*
dead deadly death* destroy* destruct* devastat* devil* die died dies dying disaster* disease*
disgraced drown* drug* emergenc* enemy evacuat* evil execut* explod* explosion* explosive* fatal*
fever* fight* fighting fire* fires flame* flood* fraud* fright* ghost* guilty gun* guns hack*
haunted horror* infect* insane insanely jail* killer* kill* killing killed lethal mad madness
massacr* mis-sell* monster* murder* nuclear pirate* plague* poison* police pollut* prison* punch*
raid* recall* riot* robber* savage* scare* scream* screaming shoot* shooting shot* sick
slaughter* slay* smash* smoke* smoking stab* storm* strike* strikes struck suicid* terror* thief
thieves torture* toxic trap* trial* villain* violen* virus* war wars weapon* wicked wild
"""
_ENDINGS = ("", "s", "es", "d", "ed", "r", "er", "ers", "ing", "ion", "ions", "ies", "y", "ly",
            "ous", "ic", "al", "ted", "ting", "ned", "ning", "ped", "ping", "ive", "t", "ment")  # fmt: skip

HARM_WORDS = frozenset(
    stem + ending
    for word in _STEMS.split()
    for stem in (word.removesuffix("*"),)
    for ending in (_ENDINGS if word.endswith("*") else ("",))
)
