"""What labels teach a store, and that nothing of it is left when they are taken back."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from socwatch.model.accuracy import Level, NoLevel, Rate
from socwatch.model.label import Label, Picked, Sort, Verdict
from socwatch.model.reading import Reading, Tone
from socwatch.ports import DetectorState, Store
from socwatch.ports import Learned as Remembered
from socwatch.stores.sqlite import SqliteStore
from socwatch.understand.local import SHIPPED, Yours
from socwatch.understand.tone import Evidence, Scored
from socwatch.watch.accuracy import drifted, level, measured, retune, risks_measured
from socwatch.watch.learned import Learned, changed, is_due, is_stale, learn, learned
from tests.support.toned import OfScores
from tests.support.world import HOUR, MINUTE, NOON, TICK, World, gathered, mention

ENGINE = "plain/1"


def plain(text: str) -> Scored:
    """A shipped tone that knows one word."""
    return Scored(tone=Tone.NEUTRAL, score=0.4 if "nice" in text else 0.0)


TONED = OfScores(plain, limit=0.05)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """120 mentions: every other one is about a lid that leaks."""
    with World(tmp_path) as world:
        said = [
            mention(f"m{n}", f"the kettle {'lid leaks' if n % 2 else 'stands here'} since day {n}")
            for n in range(120)
        ]
        with world.store.unit():
            world.store.mentions.add([gathered(one) for one in said])
        yield world.store


def label(number: int, verdict: Verdict, picked: Picked = Picked.RANDOM) -> Label:
    """Dana's word on one of them."""
    at = NOON + number * MINUTE
    return Label(
        mention=f"shelf:m{number}", topic="acme", verdict=verdict, by="dana", at=at, picked=picked
    )


def give(store: Store, number: int, picked: Picked = Picked.RANDOM) -> None:
    """Tone labels for the first of them: what leaks is negative."""
    with store.unit():
        for n in range(number):
            verdict = Verdict.NEGATIVE if n % 2 else Verdict.NEUTRAL
            store.labels.save(label(n, verdict, picked))
        changed(store, Sort.TONE)


def test_what_was_learned_is_there_for_the_next_reader(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    """Weights for the brand's own words, of today's labels; and a line for operators."""
    give(store, 100)
    with caplog.at_level(logging.INFO):
        found = learn(store, TONED, engine=ENGINE, now=NOON)
    assert learned(store) == found
    assert found.is_used
    assert found.weights.words["leaks"][0] > 0.3
    assert not is_stale(store, found, engine=ENGINE)
    assert Yours(TONED, found.weights)("my lid leaks").tone is Tone.NEGATIVE
    assert "own weights learned" in caplog.text


def test_removed_labels_leave_no_trace(store: Store) -> None:
    """Every score is the shipped one again, and nothing that was held out is left."""
    give(store, 100)
    before = learn(store, TONED, engine=ENGINE, now=NOON)
    with store.unit():
        for one in store.labels.newest():
            store.labels.remove(one.mention, one.topic, one.sort)
        changed(store, Sort.TONE)
    assert is_stale(store, before, engine=ENGINE)
    found = learn(store, TONED, engine=ENGINE, now=NOON)
    assert found.weights == SHIPPED
    assert found.held_out == {}
    for text in ("my lid leaks", "nice kettle"):
        assert Yours(TONED, found.weights)(text) == plain(text)


def test_a_label_that_comes_again_gives_the_same_weights(store: Store) -> None:
    """They are made of the labels and of nothing else."""
    give(store, 100)
    first = learn(store, TONED, engine=ENGINE, now=NOON).weights
    with store.unit():
        store.labels.remove("shelf:m7", "acme", Sort.TONE)
    assert learn(store, TONED, engine=ENGINE, now=NOON).weights != first
    give(store, 100)
    assert learn(store, TONED, engine=ENGINE, now=NOON).weights == first


def test_labels_that_only_mislead_are_not_used(store: Store) -> None:
    """Tones thrown by a coin: the shipped weights are less surprised by what they never saw."""
    with store.unit():
        for n in range(100):
            negative = hash_of(n) % 2
            store.labels.save(label(n, Verdict.NEGATIVE if negative else Verdict.NEUTRAL))

    class Even(OfScores):
        """Cannot tell either, but knows that nothing of it is praise."""

        def weighed(self, text: str, language: str = "en") -> tuple[Scored, Evidence]:
            scored, found = super().weighed(text, language)
            return scored, replace(found, negative=0.0, positive=-9.0)

    found = learn(store, Even(plain, limit=0.05), engine=ENGINE, now=NOON)
    assert not found.is_used
    assert "the shipped weights read your mentions better" in found.because


def say_copies(store: Store, texts: int, of_each: int) -> None:
    """Texts that were each copied, labelled by a coin, the same for all copies of a text."""
    said = [
        gathered(mention(f"c{n}-{text}", f"kettle {text} is on shelf {text} in row {text}"))
        for text in range(texts)
        for n in range(of_each)
    ]
    with store.unit():
        store.mentions.add(said)
        for one in said:
            negative = hash_of(int(one.mention.id.partition("-")[2])) % 2
            verdict = Verdict.NEGATIVE if negative else Verdict.NEUTRAL
            store.labels.save(replace(label(0, verdict), mention=one.mention.key))
            changed(store, Sort.TONE)


def test_copies_of_a_text_count_once(store: Store) -> None:
    """160 labels of 16 texts, thrown by a coin: they are 16, and nothing is read otherwise."""
    say_copies(store, 16, 10)
    found = learn(store, TONED, engine=ENGINE, now=NOON)
    assert not found.is_used
    assert found.labels == 16
    assert "16 so far" in found.because
    assert measured(store, "acme").right.of == 16


def test_of_several_labels_of_a_text_the_latest_holds(store: Store) -> None:
    """Also for how right it is; and all its labelled copies are read without it."""
    give(store, 100)
    with store.unit():
        store.mentions.add([gathered(mention("again", "the kettle lid leaks since day 1"))])
        later = replace(label(500, Verdict.POSITIVE, Picked.OWN), mention="shelf:again")
        store.labels.save(later)
    assert measured(store, "acme").given == 100
    assert measured(store, "acme").right.of == 100
    assert measured(store, "acme").said_negative.part == 49
    found = learn(store, TONED, engine=ENGINE, now=NOON)
    assert found.labels == 100
    assert found.held_out["shelf:again"] == found.held_out["shelf:m1"]


def test_a_mention_of_two_topics_is_one_example(store: Store) -> None:
    """It is read once, and teaches once."""
    give(store, 100)
    once = learn(store, TONED, engine=ENGINE, now=NOON)
    with store.unit():
        for one in store.labels.newest():
            store.labels.save(replace(one, topic="bravo"))
    both = learn(store, TONED, engine=ENGINE, now=NOON)
    assert (both.labels, both.weights) == (100, once.weights)


def test_labels_that_came_meanwhile_are_learned_the_next_time(store: Store, tmp_path: Path) -> None:
    """What was made of the earlier ones is not stored; and another process can write meanwhile."""
    give(store, 100)

    class Late(OfScores):
        """Somebody takes a label back as the first text is looked at."""

        is_first = True

        def weighed(self, text: str, language: str = "en") -> tuple[Scored, Evidence]:
            if self.is_first:
                self.is_first = False
                other = SqliteStore(tmp_path / "socwatch.db", tick=TICK, durable=False)
                with other.unit():
                    other.labels.remove("shelf:m7", "acme", Sort.TONE)
                    changed(other, Sort.TONE)
                other.close()
            return super().weighed(text, language)

    late = Late(plain, limit=0.05)
    assert learn(store, late, engine=ENGINE, now=NOON) == Learned()
    assert is_stale(store, learned(store), engine=ENGINE)
    assert learn(store, late, engine=ENGINE, now=NOON).labels == 99


def test_a_tick_learns_before_it_stores_a_page(tmp_path: Path) -> None:
    """Once, outside any unit of work; and what is said is stored even if learning fails."""
    seen: list[tuple[int, bool]] = []

    def learn_and_fail(now: datetime) -> None:
        free = sqlite3.connect(tmp_path / "socwatch.db", timeout=0, isolation_level=None)
        with closing(free):
            free.execute("BEGIN IMMEDIATE")
        seen.append((len([*world.store.mentions.newest(limit=9)]), now == NOON))
        raise ValueError

    with World(tmp_path) as world:
        world.setup = replace(world.setup, learn=learn_and_fail)
        world.shelf.put("an acme kettle", "another acme kettle")
        ticked = world.tick()
        assert seen == [(0, True)]
        assert [one.partition(" ")[0] for one in ticked.failed] == ["learn"]
        assert len([*world.store.mentions.newest(limit=9)]) == 2


def test_it_is_learned_anew_after_ten_changes_or_ten_minutes(store: Store) -> None:
    """Not for each label while people are labelling; another shipped tone does not wait."""
    give(store, 100)
    assert is_due(store, learned(store), engine=ENGINE, now=NOON)
    known = learn(store, TONED, engine=ENGINE, now=NOON)
    assert not is_due(store, known, engine=ENGINE, now=NOON + HOUR)
    for _ in range(9):
        give(store, 100)
    assert not is_due(store, known, engine=ENGINE, now=NOON + 9 * MINUTE)
    assert is_due(store, known, engine=ENGINE, now=NOON + 10 * MINUTE)
    assert is_due(store, known, engine=ENGINE, now=NOON - MINUTE)
    assert is_due(store, known, engine="plain/2", now=NOON)
    give(store, 100)
    assert is_due(store, known, engine=ENGINE, now=NOON)


def hash_of(number: int) -> int:
    """A coin that falls alike in every run."""
    return (number * 2654435761 >> 7) & 0xFFFF


def test_another_shipped_tone_is_learned_upon_anew(store: Store) -> None:
    """Weights stand on the scores that they correct."""
    give(store, 100)
    found = learn(store, TONED, engine=ENGINE, now=NOON)
    assert is_stale(store, found, engine="plain/2")


def test_what_was_learned_is_dropped_where_nothing_is_to_be_learned(store: Store) -> None:
    """learn = false: shipped weights, and the accuracy is of the readings as they are stored."""
    give(store, 100)
    learn(store, TONED, engine=ENGINE, now=NOON)
    found = learn(store, None, engine="none", now=NOON)
    assert (found.weights, found.held_out) == (SHIPPED, {})
    assert "learn = false" in found.because
    assert measured(store, "acme").found == Rate(part=0, of=50)


def test_the_detector_is_told_that_another_reader_begins(store: Store) -> None:
    """All three of its states of each topic; those without a state have nothing to be told."""
    give(store, 100)
    learn(store, TONED, engine=ENGINE, now=NOON)

    class Told:
        """Writes down what it is told."""

        def retuned(self, state: DetectorState, usual_negative: float | None) -> DetectorState:
            share = "unknown" if usual_negative is None else f"{usual_negative:.2f}"
            return DetectorState(f"{state} {share}")

    old = Remembered(settled=NOON, ahead_to=NOON, state=DetectorState("a"))
    with store.unit():
        store.watching.save_learned("acme", TICK, replace(old, ahead=DetectorState("b")))
    retune(store, Told(), ["acme", "bravo"], TICK)
    found = store.watching.learned("acme", TICK)
    assert found is not None
    assert (found.state, found.next_state, found.ahead) == ("a 0.50", None, "b 0.50")
    assert store.watching.learned("bravo", TICK) is None
    with store.unit():
        for one in store.labels.newest():
            store.labels.remove(one.mention, one.topic, one.sort)
    retune(store, Told(), ["acme"], TICK)
    assert store.watching.learned("acme", TICK).ahead.endswith("unknown")  # type: ignore[union-attr]


def test_a_store_without_labels_is_never_stale(store: Store) -> None:
    """Nobody pays for a feature that nobody uses."""
    assert not is_stale(store, learned(store), engine=ENGINE)


def test_what_another_version_wrote_is_made_anew(store: Store) -> None:
    """Not read, and no reason to stop."""
    give(store, 100)
    with store.unit():
        store.watching.save_memo("local_weights", '{"weights": "of another form"}')
    assert is_stale(store, learned(store), engine=ENGINE)
    assert learn(store, TONED, engine=ENGINE, now=NOON).is_used


def test_accuracy_is_of_how_it_would_be_read_without_its_label(store: Store) -> None:
    """Before learning the readings as stored, afterwards by weights of the other labels."""
    give(store, 100)
    assert measured(store, "acme").found == Rate(part=0, of=50)
    learn(store, TONED, engine=ENGINE, now=NOON)
    assert measured(store, "acme").found.share > 0.9
    assert measured(store, "bravo").labelled == 0
    assert measured(store).labelled == 100


def test_risks_are_counted_by_their_category(store: Store) -> None:
    """Right and wrong ones."""
    with store.unit():
        for n, verdict in enumerate((Verdict.RISK_RIGHT, Verdict.RISK_WRONG, Verdict.RISK_RIGHT)):
            store.labels.save(label(n, verdict))
    assert risks_measured(store) == {"any": Rate(part=2, of=3)}


def reading(p_negative: float) -> Reading:
    """As own weights leave it."""
    tone = Tone.NEGATIVE if p_negative > 0.5 else Tone.NEUTRAL
    return Reading(language="en", tone=tone, score=0.0, p_negative=p_negative)


def test_a_level_is_only_told_of_what_was_read_with_own_weights(store: Store) -> None:
    """Mentions from before were read by another reader, whose errors were others."""
    with store.unit():
        store.mentions.add([gathered(mention(f"x{n}", f"the lid leaks {n}")) for n in range(80)])
        for n in range(80):
            verdict = Verdict.NEGATIVE if n % 4 else Verdict.NEUTRAL
            one = label(n, verdict)
            store.labels.save(
                Label(mention=f"shelf:x{n}", topic="acme", verdict=verdict, by="dana",
                      at=one.at, picked=Picked.RANDOM)
            )  # fmt: skip
    give(store, 120)
    learn(store, TONED, engine=ENGINE, now=NOON)
    said = [reading(0.9)] * 40 + [reading(0.1)] * 60
    known = measured(store, "acme")
    begun = learned(store).since
    assert begun is not None
    later = level(store, said, (begun, begun + HOUR), known)
    assert isinstance(later, Level)
    assert later.low < later.share < later.high
    across = level(store, said, (begun - HOUR, begun + HOUR), known)
    assert isinstance(across, NoLevel)
    assert "in the middle of this time" in across.because


def test_the_time_before_is_measured_as_it_was_read_then(store: Store) -> None:
    """The digest of yesterday must not be praised for what was learned today."""
    give(store, 100)
    learn(store, TONED, engine=ENGINE, now=NOON)
    assert measured(store, "acme", at=NOON).found == Rate(part=0, of=50)
    assert measured(store, "acme", at=NOON + 1000 * MINUTE).found.share > 0.9
    told = level(store, [reading(0.9)] * 100, (NOON, NOON + MINUTE), measured(store, at=NOON))
    assert isinstance(told, NoLevel)
    assert "150 tone labels" in told.because


def test_a_drift_is_that_of_the_mentions_not_of_the_labels(store: Store) -> None:
    """The older 50 mentions are read rightly, the newer 50 are not, in whatever order labelled."""
    with store.unit():
        for n in range(100):
            store.labels.save(label(99 - n, Verdict.NEUTRAL if n % 2 else Verdict.NEGATIVE))
    assert drifted(store, "acme") is None
    with store.unit():
        later = [
            gathered(mention(f"z{n}", f"acme, hour {n}", at=NOON + (n + 1) * HOUR))
            for n in range(100)
        ]
        store.mentions.add(later)
        for n in range(100):
            said = replace(label(n, Verdict.NEGATIVE), mention=f"shelf:z{n}")
            store.labels.save(said)
            store.labels.save(label(n, Verdict.NEUTRAL))
    found = drifted(store, "acme")
    assert found is not None
    assert (found.before, found.lately) == (Rate(part=100, of=100), Rate(part=0, of=100))
