"""Texts of our own for training: what customers and headlines say of brands, spelled out of patterns.

The public sets say much about films and sports and little about cancelled flights, broken updates
and quarterly losses. Openings, names, politeness and links are drawn alike for every label, so
that only what is said can teach. The same seed gives the same texts.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent
FILES = {
    "negative": ("own_negative.txt", "own_headlines.txt"),
    "neutral": ("own_neutral.txt",),
    "positive": ("own_positive.txt", "own_figurative.txt"),
}
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_BRANDS = [
    "acme",
    "bravo",
    "zonda",
    "corvia",
    "nordlin",
    "halvex",
    "meridia",
    "kestra",
    "olvane",
    "tavio",
    "brightwell",
    "northgate",
    "solara",
    "quill",
    "verdano",
    "bluepeak",
    "lumo",
    "orbit",
    "pixelo",
    "skyline",
    "rondo",
    "fablex",
    "minto",
    "arda",
]
_NAMES = [
    "dana",
    "luis",
    "okafor",
    "maria",
    "chen",
    "novak",
    "silva",
    "jordan",
    "taylor",
    "smith",
    "garcia",
    "lee",
    "amir",
    "olsen",
]
_CITIES = [
    "boston",
    "leeds",
    "austin",
    "lyon",
    "mumbai",
    "denver",
    "lagos",
    "porto",
    "dublin",
    "oslo",
    "perth",
    "dallas",
]
_OPENINGS = ("", "", "", "{at} ", "{at} ", "{at} ", ".{at} ", "hey {at} ", "rt {at}: ", "{brand}: ")
_POLITE = (" please help", " can you help?", " please", " help", " thanks", " any help?")
_ENDINGS = ("", "", "", "", ".", "!", " url", " #{brand}", " #{brand} url", " …")


def own_texts(each: int = 14, seed: int = 11) -> Iterator[tuple[str, str, bool]]:
    """Text, label, and whether it is a headline; `each` times from each pattern."""
    draw = random.Random(seed)
    for label, files in FILES.items():
        for name in files:
            for pattern in (FOLDER / name).read_text().splitlines():
                if pattern and not pattern.startswith("#"):
                    for _ in range(each):
                        yield _text(pattern, label, draw), label, name == "own_headlines.txt"


def _text(pattern: str, label: str, draw: random.Random) -> str:
    said = pattern
    while "[" in said:
        said = _CHOICE.sub(lambda found: draw.choice(found[1].split("|")), said)
    sober = "{n} per" in pattern or "{n} points" in pattern
    if not sober:
        said = draw.choice(_OPENINGS) + said
        if label != "positive" and draw.random() < 0.25:
            said += draw.choice(_POLITE)
        said += draw.choice(_ENDINGS)
    brand = draw.choice(_BRANDS)
    said = said.replace("{at}", f"@{brand}").replace(" url", " http://t.co/x1")
    said = said.replace("{n}", str(draw.randint(2, 90))).replace("{name}", draw.choice(_NAMES))
    said = said.replace("{city}", draw.choice(_CITIES)).replace("{brand}", brand)
    said = " ".join(said.split()).replace(" ,", ",").replace(" ?", "?")
    return said[:1].upper() + said[1:] if draw.random() < 0.5 else said
