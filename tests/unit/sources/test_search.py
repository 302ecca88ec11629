"""Reading a search backwards: nothing lost, nothing twice, gaps read later."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from socwatch.errors import SourceRefused
from socwatch.model.mention import Mention, MentionKind, Outcome, Page
from socwatch.sources._pages import settled, state_of
from socwatch.sources._search import Found, Known, Question, Search, SearchState, searched

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)


def at(minutes_ago: int) -> int:
    """The epoch second so long before NOW."""
    return int((NOW - timedelta(minutes=minutes_ago)).timestamp())


@dataclass(slots=True)
class Index:
    """A service with posts (id: epoch) that shows so many a page."""

    posts: dict[str, int]
    per_page: int = 2
    wall: int = 10_000
    asked: list[Question] = field(default_factory=list)

    async def ask(self, question: Question) -> Found:
        self.asked.append(question)
        high = question.high if question.high is not None else 2**40
        hits = sorted(
            ((when, name) for name, when in self.posts.items() if question.low < when <= high),
            reverse=True,
        )
        start = int(question.then or 0)
        end = min(start + self.per_page, self.wall)
        page = [{"id": name, "at": when} for when, name in hits[start:end]]
        more = end < min(len(hits), self.wall)
        return Found(
            items=page, then=str(end) if more else "", walled=not more and len(hits) > self.wall
        )


def search(index: Index) -> Search:
    """How the index is searched."""
    return Search(
        ask=index.ask,
        id_of=lambda item: item.get("id") if isinstance(item, dict) else None,
        at_of=lambda item: datetime.fromtimestamp(item["at"], UTC),  # type: ignore[index]
        read=_mention,
        overlap=timedelta(minutes=10),
        requests=3,
    )


def _mention(item: object, topics: tuple[str, ...]) -> Mention:
    assert isinstance(item, dict)
    return Mention(
        origin="index", id=item["id"], source="here", kind=MentionKind.POST, text="acme",
        fetched_at=NOW, found_by=topics,
    )  # fmt: skip


def polled(how: Search, state: SearchState, queries: Sequence[str] = ("acme",)) -> list[Page]:
    """All pages of one poll."""

    async def run() -> list[Page]:
        pages = searched(how, dict.fromkeys(queries, ("acme",)), state, NOW)
        return [page async for page in settled(pages)]

    return asyncio.run(run())


def ids(pages: Sequence[Page]) -> list[str]:
    """What came, in order."""
    return [mention.id for page in pages for mention in page.mentions]


def after(pages: Sequence[Page]) -> SearchState:
    """The state that the last cursor holds."""
    return state_of([page.next for page in pages if page.next][-1], SearchState)


def test_brings_each_once_and_later_only_the_new() -> None:
    """Two polls bring everything once, also what the index got late, inside the overlap."""
    index = Index({"a": at(30), "b": at(20), "c": at(20)})
    first = polled(search(index), SearchState())
    index.posts |= {"late": at(25), "new": at(1)}
    second = polled(search(index), after(first))
    third = polled(search(index), after(second))
    assert sorted(ids(first)) == ["a", "b", "c"]
    assert sorted(ids(second)) == ["late", "new"]
    assert ids(third) == []


def test_a_budget_that_ends_leaves_a_gap_that_is_read_later() -> None:
    """More than one poll may read is partial; the next polls bring the rest, each once."""
    index = Index({f"p{n}": at(n + 1) for n in range(10)})
    state, seen, outcomes = SearchState(), [], []
    for _ in range(4):
        pages = polled(search(index), state)
        state = after(pages)
        seen += ids(pages)
        outcomes.append(pages[-1].outcome)
    assert sorted(seen) == sorted(index.posts)
    assert outcomes == [Outcome.PARTIAL, Outcome.PARTIAL, Outcome.OK, Outcome.OK]


def test_a_gap_that_begins_within_an_instant_brings_nothing_twice() -> None:
    """Several posts of one second, on both sides of where a poll stopped, come once each."""
    index = Index({f"p{n}": at(60 + 20 * (n // 3)) for n in range(20)})
    how, state, seen = replace(search(index), requests=5), SearchState(), []
    for _ in range(8):
        pages = polled(how, state)
        state = after(pages)
        seen += ids(pages)
    assert sorted(seen) == sorted(index.posts)


def test_a_wall_is_climbed_by_a_lower_bound() -> None:
    """What the service does not page to is asked for as older than the oldest seen."""
    index = Index({f"p{n}": at(n + 1) for n in range(5)}, per_page=3, wall=3)
    pages = polled(search(index), SearchState())
    assert sorted(ids(pages)) == sorted(index.posts)
    assert [question.high for question in index.asked] == [None, at(3)]


def test_a_wall_that_cannot_be_climbed_is_told() -> None:
    """More in one instant than the service shows is missing for good, and the outcome says so."""
    index = Index({f"p{n}": at(3) for n in range(5)}, per_page=3, wall=3)
    pages = polled(search(index), SearchState())
    assert len(ids(pages)) == 3
    assert pages[-1].outcome is Outcome.PARTIAL
    assert "missing" in pages[-1].because
    assert polled(search(index), after(pages))[-1].outcome is Outcome.OK


def test_a_wall_behind_an_empty_page_is_climbed_too() -> None:
    """A service that names one page too many and shows nothing on it hides nothing."""
    index = Index({f"p{n}": at(n + 1) for n in range(8)}, wall=4)

    async def ask(question: Question) -> Found:
        if question.then == "empty":
            return Found(items=(), walled=True)
        found = await index.ask(question)
        return replace(found, then="empty", walled=False) if found.walled else found

    pages = polled(replace(search(index), ask=ask, requests=20), SearchState())
    assert sorted(ids(pages)) == sorted(index.posts)
    assert pages[-1].outcome is Outcome.OK


def test_one_page_shown_for_every_other_ends_the_walk() -> None:
    """It costs one more request and not all; what the further pages would hold is missing."""
    index = Index({"b": at(60), "a": at(50)})
    first = polled(search(index), SearchState())
    index.posts |= {"d": at(9), "c": at(8)}
    asked: list[Question] = []

    async def ask(question: Question) -> Found:
        asked.append(question)
        found = await index.ask(replace(question, then=""))
        return replace(found, then=f"page {len(asked)}")

    later = polled(replace(search(index), ask=ask, requests=9), after(first))
    assert sorted(ids(later)) == ["c", "d"]
    assert later[-1].outcome is Outcome.PARTIAL
    assert "missing" in later[-1].because
    assert len(asked) == 2
    asked.clear()
    anew = polled(replace(search(index), ask=ask, requests=9), SearchState())
    assert sorted(ids(anew)) == ["c", "d"]
    assert anew[-1].outcome is Outcome.OK
    assert len(asked) == 2


def test_a_clock_that_was_ahead_hides_nothing() -> None:
    """What is said after the clock was put right is found, though it was read for later."""
    state = SearchState(queries={"acme": Known(newest=at(-60 * 24 * 40), read=at(-60 * 24 * 40))})
    index = Index({"b": at(20), "a": at(5)})
    pages = polled(search(index), state)
    assert sorted(ids(pages)) == ["a", "b"]
    index.posts["c"] = at(1)
    assert ids(polled(search(index), after(pages))) == ["c"]


def test_what_cannot_be_read_later_is_said_to_be_missing() -> None:
    """A service without an upper bound leaves no gap to come back to, and the outcome says so."""
    index = Index({f"p{n}": at(n + 1) for n in range(10)})
    how = replace(search(index), bounded=False)
    pages = polled(how, SearchState())
    assert pages[-1].outcome is Outcome.PARTIAL
    assert "missing" in pages[-1].because
    assert after(pages).queries["acme"].gap is None


def test_a_time_in_the_future_hides_nothing() -> None:
    """An author with a wrong clock does not move the cursor past what comes next."""
    index = Index({"future": at(-600)})
    first = polled(search(index), SearchState())
    index.posts["next"] = at(0)
    assert ids(polled(search(index), after(first))) == ["next"]


def test_costs_are_on_record_before_a_request_is_made() -> None:
    """A page with the new cursor comes before each paid request, so that a crash forgets none."""
    index = Index({"a": at(5)})
    state = SearchState()

    def spend() -> None:
        state.notes["spent"] = str(int(state.notes.get("spent", 0)) + 1)

    how = replace(search(index), spend=spend)
    pages = polled(how, state)
    assert state_of(pages[0].next, SearchState).notes == {"spent": "1"}
    assert not pages[0].mentions


def test_an_empty_budget_ends_the_poll() -> None:
    """What raises before a request ends the poll with its outcome, and nothing was asked."""
    index = Index({"a": at(5)})

    def spend() -> None:
        raise SourceRefused("no budget is left for today")

    (last,) = polled(replace(search(index), spend=spend), SearchState())
    assert last.outcome is Outcome.REFUSED
    assert index.asked == []


def test_the_query_that_waited_longest_comes_first() -> None:
    """A budget that ends early starves no query."""
    index = Index({})
    state = after(polled(search(index), SearchState(), ["acme", "bravo"]))
    state.queries["acme"].read += 60
    index.asked.clear()
    polled(search(index), state, ["acme", "bravo", "cargo"])
    assert [question.query for question in index.asked] == ["cargo", "bravo", "acme"]


def test_what_waits_is_remembered_and_not_asked() -> None:
    """A service with few requests a day is asked for some queries in one poll, some in the next."""
    index = Index({"a": at(5)})
    state = after(polled(search(index), SearchState(), ["acme", "bravo"]))
    known = state.queries["bravo"]
    index.asked.clear()

    async def run() -> list[Page]:
        pages = searched(search(index), {"acme": ()}, state, NOW, waiting=["bravo"])
        return [page async for page in settled(pages)]

    pages = asyncio.run(run())
    assert [question.query for question in index.asked] == ["acme"]
    assert after(pages).queries["bravo"] == known


def test_a_refusal_between_two_pages_loses_nothing_that_was_read() -> None:
    """What came before it is not asked for again; the rest is a gap that the next poll reads."""
    index = Index({f"p{n}": at(n + 1) for n in range(5)})
    how = replace(search(index), ask=_refusing_after(index, 1))
    first = polled(how, SearchState())
    second = polled(search(index), after(first))
    assert (first[-1].outcome, second[-1].outcome) == (Outcome.PARTIAL, Outcome.OK)
    assert after(first).queries["acme"].gap is not None
    assert sorted(ids([*first, *second])) == sorted(index.posts)
    assert after(second).queries["acme"].gap is None


def test_the_first_look_takes_what_the_answer_shows() -> None:
    """An older item beside the new ones is worth having once; later polls drop what is older."""
    index = Index({"old": at(5_000), "new": at(5)})

    async def all_of_it(question: Question) -> Found:
        return await index.ask(replace(question, low=0))

    how = replace(search(index), ask=all_of_it)
    first = polled(how, SearchState())
    second = polled(how, after(first))
    assert ids(first) == ["new", "old"]
    assert ids(second) == []


def _refusing_after(index: Index, pages: int) -> Callable[[Question], Awaitable[Found]]:
    async def ask(question: Question) -> Found:
        if len(index.asked) >= pages:
            raise SourceRefused("asked to wait")
        return await index.ask(question)

    return ask
