"""What every store promises of answers."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from socwatch.model.person import Answer
from socwatch.ports import Store
from tests.support.world import HOUR, NOON


def answer(to: str = "shelf:1", reply: str = "shelf:9", hours: int = 0) -> Answer:
    """Our account's reply to a mention."""
    return Answer(to=to, at=NOON + hours * HOUR, by="@acme", reply=reply)


def test_an_answer_is_found_again(open_store: Callable[[], Store]) -> None:
    """By the mention it answers, also after a restart."""
    with (store := open_store()).unit():
        store.answers.save(answer())
    assert open_store().answers.to(["shelf:1"]) == (answer(),)
    assert open_store().answers.to(["shelf:2"]) == ()


def test_the_same_reply_is_remembered_once(open_store: Callable[[], Store]) -> None:
    """Every poll may bring it again."""
    with (store := open_store()).unit():
        store.answers.save(answer())
        store.answers.save(answer())
    assert len(store.answers.to(["shelf:1", "shelf:1"])) == 1


def test_the_first_answer_comes_first(open_store: Callable[[], Store]) -> None:
    """Of several, to the mention or to its author."""
    later = answer(hours=2)
    earlier = answer(to="shelf/@bob", reply="shelf:8", hours=1)
    with (store := open_store()).unit():
        store.answers.save(later)
        store.answers.save(earlier)
    assert store.answers.to(["shelf:1", "shelf/@bob"]) == (earlier, later)


def test_what_a_person_said_can_be_taken_back(open_store: Callable[[], Store]) -> None:
    """What was seen on the service stays."""
    with (store := open_store()).unit():
        store.answers.save(answer())
        store.answers.save(answer(reply="", hours=1))
        assert store.answers.remove("shelf:1")
        assert not store.answers.remove("shelf:1")
    assert store.answers.to(["shelf:1"]) == (answer(),)


def test_a_store_knows_where_our_replies_show(open_store: Callable[[], Store]) -> None:
    """A name that begins like another service's is not that service."""
    with (store := open_store()).unit():
        store.answers.save(answer())
        store.answers.save(answer(to="x:1", reply=""))
    assert store.answers.seen_from("shelf")
    assert not store.answers.seen_from("she")
    assert not store.answers.seen_from("x")


def test_old_answers_are_forgotten(open_store: Callable[[], Store]) -> None:
    """Those before an instant, said by people or seen; the others stay."""
    with (store := open_store()).unit():
        store.answers.save(answer())
        store.answers.save(answer(to="shelf:2", reply=""))
        store.answers.save(answer(to="shelf:3", reply="reef:1", hours=1))
        store.answers.forget(NOON + HOUR)
    assert store.answers.to(["shelf:1", "shelf:2"]) == ()
    assert len(store.answers.to(["shelf:3"])) == 1
    assert (store.answers.seen_from("shelf"), store.answers.seen_from("reef")) == (False, True)


def test_where_replies_show_is_told_without_looking_at_each(
    open_store: Callable[[], Store],
) -> None:
    """Two hundred questions to twenty thousand answers."""
    with (store := open_store()).unit():
        for number in range(20_000):
            store.answers.save(answer(to=f"shelf:{number}", reply=f"shelf:r{number}"))
    began = perf_counter()
    assert not any(store.answers.seen_from("reef") for _ in range(200))
    assert perf_counter() - began < 0.2
