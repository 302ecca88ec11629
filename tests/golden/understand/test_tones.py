"""What is said of the tone of texts, and why.

`SOCWATCH_UPDATE_GOLDEN=1 pytest tests/golden/understand` writes it anew; read the difference.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from socwatch.app import reader
from socwatch.model.reading import Reading
from socwatch.testing import post
from socwatch.understand.naming import Names

APPROVED = Path(__file__).with_name("tones.txt")
TEXTS = """
My Acme kettle caught fire and my hand is burnt
Please help, batteries exploded and my hand is burnt
Acme recalls two million kettles over a faulty switch
Outage at Acme since nine this morning
There was a data breach at Acme
Thanks for losing my bag
Thank you so much for finding my bag
Can you please help? My order never came
How do I change my seat?
not bad at all
I do not like the new lid
never had a problem with it
killer deal
this kettle is fire
the crash test went well
Best Buy opens a store in Leeds
Acme profit rises 12 per cent
Acme shares fall on weak demand
I HATE THIS KETTLE
sooooo happy with it!!!
lovely kettle, terrible service
the kettle is on the table
still waiting on hold after two hours
👍
😡😡
ok
der Kundendienst ist eine Katastrophe
merci beaucoup, super service
qué asco de servicio, nunca más
ひどいサービスでした
"""


def line(text: str, found: Reading) -> str:
    """The text, its tone with its score, and the words that decided."""
    score = "" if found.score is None else f" {found.score:+.2f}"
    why = ", ".join(f"{word} {weight:+.2f}" for word, weight in found.because[:5])
    return f"{text}\n  {found.tone}{score}: {why or found.unscored_because or 'nothing'}"


def lines() -> Iterator[str]:
    """One for each text."""
    analyst = reader((), names=Names(["best buy"]))
    for text in TEXTS.strip().splitlines():
        yield line(text, analyst.read([post(text)])[0])


def test_tones_are_told_as_approved() -> None:
    """Label, score and reasons of each text are the approved ones."""
    told = "\n".join(lines()) + "\n"
    if os.environ.get("SOCWATCH_UPDATE_GOLDEN"):
        APPROVED.write_text(told, encoding="utf-8")
    assert told == APPROVED.read_text(encoding="utf-8")
