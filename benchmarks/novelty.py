"""How soon a complaint theme is flagged inside flat volume, and how often a day is flagged wrongly.

    python benchmarks/novelty.py [--seeds 10] [--days 12] [--rate 60]

A made-up topic: everyday talk about a kettle with its subjects, moods and rhythm, some of it angry;
on most days a harmless subject that everybody speaks of for some hours. In the last hours 25 of
the posts, spread over three hours, complain of one new thing. In the easy themes most use its words;
in the hard ones each concept has many words, most of which are heard on other days as well, and
no word is in more than a third of the posts. The tone is read with the errors of a real reader.
Volume stays flat. Prints the posts of the theme that were there when it was flagged, and when it
called people (median and worst), how many never were, and the false flags a day; the first 3 days
are for learning.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import product
from math import cos, pi
from random import Random
from statistics import median
from time import process_time

from socwatch.detect.novelty import Novelty
from socwatch.detect.vocabulary import Post, learn, recalled
from socwatch.understand.stories import said_in

START = datetime(2026, 3, 2, tzinfo=UTC)
TICK = timedelta(minutes=15)
LEARNING = timedelta(days=3)
DAY = timedelta(days=1)
THEME_POSTS, THEME_LASTS = 25, timedelta(hours=3)
#: What the reader gets right: of angry posts read as negative, of others read as such.
FOUND, WRONGLY = 0.75, 0.08
DEAF = 0.25  # the same for a theme in words that the reader does not know

WHO = (
    "my sister", "a colleague", "the neighbour", "our office", "my flatmate", "grandma", "the barista",
    "my husband", "the kids", "a friend from work", "mum", "my boss", "the intern", "our landlord",
    "my cousin", "dad", "the cleaner", "our club", "the whole team", "my girlfriend",
)  # fmt: skip
WHEN = (
    "this morning", "last night", "again", "on sunday", "before work", "at lunch", "since christmas",
    "for weeks now", "yesterday", "after dinner", "during the match", "while travelling", "today",
    "in the evening", "at six sharp", "on the train", "all winter", "once more", "twice a day", "lately",
)  # fmt: skip
CALM = (
    "poured tea from the acme kettle", "bought the acme kettle in green", "compares the acme kettle with a pot",
    "wrote a review of the acme kettle", "put the acme kettle on the balcony", "got an acme kettle as a gift",
    "makes noodles with the acme kettle", "painted a picture of the acme kettle", "found the acme kettle on sale",
    "asks which acme kettle fits a small kitchen", "likes the handle of the acme kettle",
    "filled the acme kettle with rain water", "keeps the acme kettle beside the toaster",
    "took the acme kettle camping", "collects every acme kettle since 1990", "brews coffee with the acme kettle",
    "wants an acme kettle in yellow", "saw the acme kettle in a film", "reads the manual of the acme kettle",
    "filmed how the acme kettle boils", "sells an old acme kettle", "cleans the acme kettle with vinegar",
    "ordered the acme kettle with a voucher", "recommends the acme kettle to students",
    "plugged the acme kettle in at the office", "heard about the acme kettle on the radio",
    "measured how long the acme kettle takes", "wonders where the acme kettle is made",
    "dropped the acme kettle and it still works", "waits for the new acme kettle with a timer",
)  # fmt: skip
ANGRY = (
    "is angry, the acme kettle came late", "wants a refund for the acme kettle",
    "hates the noise of the acme kettle", "got an acme kettle with a broken lid",
    "waited an hour for acme kettle support", "says the acme kettle is far too expensive",
    "is disappointed, the acme kettle leaks", "threw the acme kettle away, useless",
    "complains that the acme kettle tastes of plastic", "cannot stand the light of the acme kettle",
    "has a scratched acme kettle, terrible packing", "calls the acme kettle a waste of money",
    "got the wrong acme kettle and nobody answers", "found rust in the acme kettle, disgusting",
    "lost the guarantee of the acme kettle, awful service", "cut a finger on the acme kettle",
    "says the acme app crashes", "is fed up with the slow acme kettle",
)  # fmt: skip
FASHIONS = (
    ("{who} entered the acme kettle into the giveaway {when}", "giveaway of ten acme kettles, {who} joined"),
    ("{who} saw the acme kettle in the baking show {when}", "that baking show with the acme kettle, {who} laughed"),
    ("{who} tried the frozen lemonade recipe with the acme kettle", "lemonade from an acme kettle, {who} says, recipe works"),
    ("the marathon stand gave {who} tea from acme kettles {when}", "{who} ran the marathon, acme kettle tea at the stand"),
    ("{who} queues for the designer edition of the acme kettle", "designer edition of the acme kettle, {who} wants it {when}"),
    ("the museum shows a wall of acme kettles, {who} went {when}", "{who} took photos of the museum wall, all acme kettles"),
)  # fmt: skip
EASY = (
    ("{who} got an electric shock from the acme kettle {when}", "electric shock! the acme kettle, {who} is scared",
     "acme kettle gave {who} a shock {when}, horrible", "shock from the acme kettle switch, {who} screamed"),
    ("the acme kettle sheds blue flakes into the water, {who} is disgusted", "blue flakes in tea from the acme kettle {when}, gross",
     "{who} found flakes in the acme kettle {when}, disgusting", "flakes everywhere {when}, acme kettle coating peels, {who} says"),
    ("acme charged {who} twice for the kettle, double billing {when}", "double billing by acme {when}, {who} is furious",
     "billed twice for one acme kettle, {who} wants money back", "acme billing took double from {who} {when}, scam"),
    ("the acme kettle drowned out by whistle, {who} cannot sleep", "whistle of the acme kettle never stops, {who} is mad",
     "that shrill whistle from the acme kettle {when}, awful", "acme kettle whistle ruined {when} for {who}"),
)  # fmt: skip
#: Each concept in many words; a post takes one of each of two or three concepts.
HARD = (
    (("leaks", "drips", "spills", "runs out", "wets", "floods"), ("socket", "plug", "outlet", "wall", "base", "cable"),
     ("sparks", "hissed", "dangerous", "scared", "tripped the fuse", "smell of smoke", "unsafe")),
    (("parcel", "delivery", "package", "courier", "shipment", "box"), ("open", "torn", "empty", "crushed", "resealed", "missing"),
     ("stolen", "robbed", "where is it", "nobody knows", "gone", "thieves", "scandal")),
    (("app", "account", "login", "profile", "password", "page"), ("strangers", "someone else", "another name", "foreign", "unknown", "not mine"),
     ("leak", "privacy", "exposed", "hacked", "addresses", "orders visible", "breach")),
    (("taste", "smell", "water", "tea", "steam", "boil"), ("chemical", "metal", "paint", "oil", "bitter", "solvent"),
     ("sick", "headache", "vomited", "doctor", "dizzy", "poison", "stomach")),
)  # fmt: skip


def post(number: int, at: datetime, text: str, *, negative: bool) -> Post:
    """A post as the reader hands it on."""
    said = said_in(text)
    return Post(
        key=f"m{number}", at=at, terms=said.terms, voice=f"v{number}", wording=said.exact,
        negative=negative,
    )  # fmt: skip


def read(random: Random, *, angry: bool, found: float = FOUND) -> bool:
    """Whether the reader takes it for negative."""
    return random.random() < (found if angry else WRONGLY)


def everyday(random: Random, fashion: tuple[str, ...] | None) -> tuple[str, bool]:
    """An ordinary post and whether it is angry."""
    words = {"who": random.choice(WHO), "when": random.choice(WHEN)}
    if fashion and random.random() < 0.12:
        return random.choice(fashion).format(**words), False
    if random.random() < 0.2:
        return f"{words['who']} {random.choice(ANGRY)} {words['when']}", True
    return f"{words['who']} {random.choice(CALM)} {words['when']}", False


def theme_post(random: Random, *, hard: bool, which: int) -> str:
    """A post of the complaint theme."""
    words = {"who": random.choice(WHO), "when": random.choice(WHEN)}
    if not hard:
        return random.choice(EASY[which]).format(**words)
    concepts = list(HARD[which])
    if random.random() < 0.4:
        concepts.pop(random.randrange(3))
    said = " ".join(random.choice(one) for one in concepts)
    return f"{words['who']}: acme kettle {said} {words['when']}"


def stream(
    seed: int, days: int, rate: float, *, hard: bool, deaf: bool
) -> Iterator[tuple[datetime, list[tuple[Post, bool]]]]:
    """Ticks with their posts, each with whether it is of the theme."""
    random, number = Random(seed), 0
    which = seed % 4
    begin = START + timedelta(days=days) + timedelta(hours=random.randrange(8, 18))
    due = sorted(begin + random.random() * THEME_LASTS for _ in range(THEME_POSTS))
    at = START
    fashion: tuple[str, ...] | None = None
    while at < begin + THEME_LASTS:
        if at.minute == 0 and at.hour % 4 == 0:
            fashion = random.choice(FASHIONS) if random.random() < 0.35 else None
        hour = 1.0 - 0.7 * cos(2 * pi * (at.hour - 3) / 24)
        mean = rate * hour * (TICK / timedelta(hours=1)) * random.gammavariate(10, 0.1)
        ordinary = sum(random.random() < mean / 200 for _ in range(200))
        themed = [one for one in due if at <= one < at + TICK]
        said: list[tuple[Post, bool]] = []
        for _ in range(max(0, ordinary - len(themed))):
            text, angry = everyday(random, fashion)
            number += 1
            said.append(
                (
                    post(
                        number,
                        at + random.random() * TICK,
                        text,
                        negative=read(random, angry=angry),
                    ),
                    False,
                )
            )
        for one in themed:
            number += 1
            text = theme_post(random, hard=hard, which=which)
            said.append(
                (
                    post(
                        number,
                        one,
                        text,
                        negative=read(random, angry=True, found=DEAF if deaf else FOUND),
                    ),
                    True,
                )
            )
        at += TICK
        yield at, said


def measure(
    seed: int, days: int, rate: float, *, hard: bool, deaf: bool
) -> tuple[int | None, int | None, dict[bool, int], float, float]:
    """Posts of the theme when it was flagged and when it called people (None: never); false flags,
    days, seconds a tick.
    """
    novelty = Novelty(TICK)
    memory = recalled(None)
    window: list[tuple[Post, bool]] = []
    false = {True: 0, False: 0}  # complaints, and themes of any tone
    there, ticks, spent = 0, 0, 0.0
    flagged_until = START
    flagged: int | None = None
    for at, said in stream(seed, days, rate, hard=hard, deaf=deaf):
        gone = [one for one, _ in window if one.at < at - novelty.window]
        window = [one for one in window if one[0].at >= at - novelty.window]
        window += sorted(said, key=lambda one: one[0].at)
        there += sum(themed for _, themed in said)
        before = process_time()
        learn(memory, gone, at - novelty.window)
        theme = novelty.look(memory, [one for one, _ in window])
        spent += process_time() - before
        ticks += 1
        if theme is None or not theme.flagged or at < START + LEARNING:
            continue
        ours = {one.key for one, themed in window if themed}
        if len(ours & set(theme.keys)) >= 0.5 * len(theme.keys):
            flagged = there if flagged is None else flagged
            if theme.calls:
                return flagged, there, false, (at - START - LEARNING) / DAY, spent / ticks
            continue
        if at > flagged_until:
            false[theme.complaint] += 1
        flagged_until = at + novelty.window
    return flagged, None, false, (at - START - LEARNING) / DAY, spent / ticks


def main() -> None:
    """Prints a line for the easy and one for the hard themes."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seeds", type=int, default=8)
    parser.add_argument("--days", type=int, default=8)
    parser.add_argument("--rate", type=float, default=60.0)
    asked = parser.parse_args()
    for hard, deaf in product((False, True), (False, True)):
        found = [
            measure(seed, asked.days, asked.rate, hard=hard, deaf=deaf)
            for seed in range(asked.seeds)
        ]
        after = [one[0] for one in found if one[0] is not None]
        calls = [one[1] for one in found if one[1] is not None]
        days = sum(one[3] for one in found)
        sour, other = (sum(one[2][kind] for one in found) / days for kind in (True, False))
        cost = 1000 * median(one[4] for one in found)
        print(
            f"{'hard' if hard else 'easy'}{', read badly' if deaf else ''}: flagged after {median(after) if after else 'never'} posts "
            f"(worst {max(after, default=0)}), missed {len(found) - len(after)} of {len(found)}; "
            f"people called after {median(calls) if calls else 'never'} "
            f"(worst {max(calls, default=0)}), never in {len(found) - len(calls)}; "
            f"{sour:.2f} false complaints and {other:.2f} harmless themes a day; {cost:.1f} ms a tick"
        )


if __name__ == "__main__":
    main()
