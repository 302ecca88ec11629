"""The weights of one language, laid out so that each word of a text costs one look-up.

Invariant: `read` finds the pulls of just those features that `features.py` names for the text, each
once; a property test holds the two against each other. That function is for learning, this one is
read for every mention: half of all the time that understanding takes is spent here.
"""

from __future__ import annotations

from collections.abc import Mapping

from socwatch.understand.features import TURNS, marks_of, shouting, tokens

#: A pull: towards negative its real part, towards positive the other. One sum for both.
Hits = list[tuple[str, complex]]


#: What is known of a word: its pull; its pull within reach of a negation; its sign (good 1, bad -1);
#: the pulls of the pairs that it begins, by their second word; and for how many words negation
#: reaches after it (0 ends it). A plain tuple: twenty-five thousand of them are made at the start.
Word = tuple[
    complex | None, complex | None, int, Mapping[str, complex] | None, int | None
]  # fmt: skip
Table = Mapping[str, Word]


def table_of(pulls: Mapping[str, complex], signs: Mapping[str, int]) -> dict[str, Word]:
    """The table of these features; `signs` are of words without negation."""
    after: dict[str, dict[str, complex]] = {}
    words = {*signs, *TURNS}
    for feature, pull in pulls.items():
        first, blank, second = feature.partition(" ")
        if blank:
            after.setdefault(first, {})[second] = pull
            words |= {first, second}
        else:
            words.add(first[1:] if first[0] == "~" and len(first) > 1 else first)
    pull_of, sign_of, after_of, turn_of = pulls.get, signs.get, after.get, TURNS.get
    return {
        word: (pull_of(word), pull_of("~" + word), sign_of(word, 0), after_of(word), turn_of(word))
        for word in words
    }


def read(text: str, table: Table, pulls: Mapping[str, complex]) -> Hits:
    """The features of a text that have a pull, with it, each once."""
    hits: Hits = []
    seen: set[str] = set()
    good = bad = negated = 0
    previous, seconds = "^", table["^"][3] if "^" in table else None
    get = table.get
    for word in tokens(text):
        known = get(word)
        if known is None:  # no part of any feature that has a pull
            negated = negated and negated - 1
            seconds = None
            continue
        pull, denied, sign, after, turn = known
        name = word
        if turn != 0:
            if negated:
                name, pull, sign = "~" + word, denied, -sign
            if seconds and (pair := seconds.get(word)) is not None:
                hits.append((previous + " " + word, pair))
            negated = turn or (negated and negated - 1)
        else:
            negated = 0
        if name not in seen:
            seen.add(name)
            good, bad = (good + (sign > 0), bad + (sign < 0)) if sign else (good, bad)
            if pull is not None:
                hits.append((name, pull))
        previous, seconds = word, after
    if seconds and (last := seconds.get("$")) is not None:
        hits.append((previous + " $", last))
    hits += [
        (mark, pulls[mark]) for mark in (*shouting(text), *marks_of(good, bad)) if mark in pulls
    ]
    return list(dict(hits).items())
