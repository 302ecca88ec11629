"""What is gathered about people: answers of ours, the queue, early voices, hollow applause."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter

import pytest

from socwatch.model.gathered import Gathered
from socwatch.model.issue import CloseReason, IssueState
from socwatch.model.label import Label, Verdict
from socwatch.model.mention import Author, Mention
from socwatch.model.person import Answer
from socwatch.model.plan import Engagement
from socwatch.model.query import Topic
from socwatch.model.reading import Reading, Risk, Tone, Triage
from socwatch.report.people_facts import PeopleFacts
from socwatch.watch.answers import answer_to, mark_answered, unmark_answered
from socwatch.watch.backdrop import backdrop
from socwatch.watch.people import people_facts
from socwatch.watch.relevant import Relevant
from socwatch.watch.taking import taken
from socwatch.watch.triage import Advice, questions, queue
from tests.support.world import HOUR, NOON, PLAN, World, gathered, issue, mention, topic

DAY = timedelta(days=1)
RULES = (
    Engagement(triage=Triage.QUESTION, do="respond", owner="care", within=4 * HOUR),
    Engagement(triage=Triage.TROLL, do="never"),
)
OURS: Topic = replace(topic(), own_accounts=("@acme@kettle.social",))


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """With rules of engagement, and an account of ours."""
    with World(tmp_path, plan=replace(PLAN, engagements=RULES), topics=(OURS,)) as world:
        yield world


def asks(
    name: str, text: str = "@acme how do I clean the acme?", *, at: datetime = NOON,
    author: str = "@bob@kettle.social", triage: Triage | None = Triage.QUESTION,
) -> Gathered:  # fmt: skip
    """A question as it is stored."""
    reading = Reading(language="en", tone=Tone.NEUTRAL, score=0.0, story=name, triage=triage)
    return gathered(mention(name, text, at=at, author=author), reading=reading)


def reply(name: str, text: str, *, at: datetime, to: str | None = None) -> Mention:
    """A post of our own account."""
    one = mention(name, text, at=at, author="@Acme@kettle.social")
    return replace(one, in_reply_to=to)


def on_mastodon(one: Mention) -> Mention:
    """The same there, where replies name no key of ours."""
    return replace(one, origin="mastodon")


def store(world: World, *several: Gathered) -> None:
    """They are in the store."""
    with world.store.unit():
        world.store.mentions.add(several)


def take(world: World, *several: Mention) -> int:
    """As a poll takes them; how many are kept."""
    with world.store.unit():
        return len(taken(world.setup, several, NOON).kept)


def facts(
    world: World, said: list[Gathered], start: datetime = NOON, end: datetime = NOON + DAY
) -> PeopleFacts:
    """What a digest of the period may say."""
    return people_facts(world.setup, backdrop(world.setup, said, start, end), said, end)


def advised(world: World, *said: Gathered) -> tuple[Advice, ...]:
    """The queue of these mentions."""
    back = backdrop(world.setup, said, NOON, NOON + DAY)
    return queue(world.setup, Relevant(world.setup, back), said)


def test_a_reply_of_ours_is_an_answer_and_no_mention(world: World) -> None:
    """It is remembered whom it answers, and nothing is counted."""
    bob = asks("q1")
    store(world, bob)
    assert take(world, reply("r1", "Vinegar does it for an acme", at=NOON + HOUR, to="q1")) == 0
    found = answer_to(world.setup, bob.mention)
    assert found is not None
    assert (found.at, found.by, found.reply) == (NOON + HOUR, "@Acme@kettle.social", "shelf:r1")
    assert world.store.mentions.by_key("r1") is None


def test_a_reply_that_comes_before_its_question_is_not_lost(world: World) -> None:
    """Pages do not come in the order of talk."""
    assert take(world, reply("r1", "Vinegar", at=NOON + HOUR, to="q1")) == 0
    bob = asks("q1")
    store(world, bob)
    assert answer_to(world.setup, bob.mention) is not None


@pytest.mark.parametrize(
    ("later", "is_answered"),
    [(HOUR, True), (timedelta(days=13), True), (timedelta(days=15), False), (-HOUR, False)],
)
def test_a_post_to_somebody_answers_what_they_asked_lately(
    world: World, later: timedelta, is_answered: bool
) -> None:
    """Where the service does not say what is answered; not what they ask afterwards."""
    bob = on_mastodon(asks("q1").mention)
    take(world, on_mastodon(reply("r1", "@bob Vinegar does it", at=NOON + later, to="12345")))
    assert (answer_to(world.setup, bob) is not None) is is_answered


@pytest.mark.parametrize(
    ("text", "asker", "is_answered"),
    [
        ("@bob@alpha.social Vinegar", "@bob@alpha.social", True),
        ("@Bob@Alpha.social, vinegar", "@bob@alpha.social", True),
        ("@bob@alpha.social Vinegar", "@bob@beta.social", False),
        ("@bob@alpha.social Vinegar", "@bob", False),
        ("@bob Vinegar", "@bob@beta.social", True),
        ("@ann@alpha.social @bob@alpha.social Vinegar", "@bob@alpha.social", True),
    ],
)
def test_a_namesake_on_another_server_was_not_answered(
    world: World, text: str, asker: str, is_answered: bool
) -> None:
    """Where both handles name a server it is the same one."""
    asked = on_mastodon(asks("q1", author=asker).mention)
    take(world, on_mastodon(reply("r1", text, at=NOON + HOUR, to="12345")))
    assert (answer_to(world.setup, asked) is not None) is is_answered


@pytest.mark.parametrize(
    ("text", "is_answered"),
    [
        ("@bob here is your refund", True),
        ("@bob@kettle.social Sorry! We wrote to you", True),
        ("@bob is our employee of the month!", False),
        ("@bob and you all: a new kettle is here", False),
        ("@bob wins a kettle", False),
        ("@bob thanks for the picture", False),
        ("@bob", False),
    ],
)
def test_a_post_about_somebody_is_no_answer(world: World, text: str, is_answered: bool) -> None:
    """What is no reply answers only when it speaks to whom it opens with."""
    bob = on_mastodon(asks("q1").mention)
    take(world, on_mastodon(reply("r1", text, at=NOON + HOUR)))
    assert (answer_to(world.setup, bob) is not None) is is_answered


@pytest.mark.parametrize("to", [None, "q2"])
def test_where_replies_name_what_they_answer_a_handle_answers_nothing(
    world: World, to: str | None
) -> None:
    """Bob's other question still waits."""
    bob = asks("q1")
    take(world, reply("r1", "@bob here is your refund", at=NOON + HOUR, to=to))
    assert answer_to(world.setup, bob.mention) is None


def test_naming_somebody_in_passing_is_no_answer(world: World) -> None:
    """Only whom a post of ours opens with is spoken to."""
    bob = asks("q1")
    store(world, bob)
    take(world, reply("r1", "Thanks to @bob for the picture", at=NOON + HOUR))
    assert answer_to(world.setup, bob.mention) is None


def test_a_stranger_with_our_name_answers_nothing(world: World) -> None:
    """A display name can be anybody's."""
    bob = asks("q1")
    store(world, bob)
    posing = mention("r1", "Send us your card number", at=NOON + HOUR)
    posing = replace(posing, author=Author(id="66", name="acme@kettle.social"), in_reply_to="q1")
    take(world, posing)
    assert answer_to(world.setup, bob.mention) is None


@pytest.mark.parametrize("text", ["@a" * 50_000, "@" * 90_000, ("@" + "b" * 50 + " ") * 2_000])
def test_a_post_of_ours_that_names_thousands_costs_little(world: World, text: str) -> None:
    """An account of ours may be taken over."""
    began = perf_counter()
    take(world, reply("r1", text, at=NOON))
    assert perf_counter() - began < 1


def test_what_people_mark_can_be_taken_back(world: World) -> None:
    """Answered on the phone, say."""
    bob = asks("q1")
    store(world, bob)
    mark_answered(world.setup, bob.mention, "luis", NOON + HOUR)
    assert [one.answer is not None for one in advised(world, bob)] == [True]
    assert unmark_answered(world.setup, bob.mention)
    assert [one.answer for one in advised(world, bob)] == [None]


def test_the_plan_says_whose_it_is_and_until_when(world: World) -> None:
    """A rule's owner and time; without a rule the topic's owner, and no time."""
    asked, angry = advised(world, asks("q1"), asks("u1", triage=Triage.UNHAPPY_CUSTOMER))
    assert (asked.owner, asked.due_at) == ("care", NOON + 4 * HOUR)
    assert (angry.owner, angry.due_at, angry.rule) == ("pr", None, None)
    assert asked.because == "asks “how do i”"


def test_where_replies_show_is_asked_once_for_each_service(world: World) -> None:
    """A queue of thousands looks at the answers of a few services."""
    asked: list[str] = []
    seen_from = world.store.answers.seen_from

    def counting(origin: str) -> bool:
        asked.append(origin)
        return seen_from(origin)

    object.__setattr__(world.store.answers, "seen_from", counting)
    assert len(advised(world, *(asks(f"q{number}") for number in range(9)))) == 9
    assert asked == ["shelf"]


def test_answers_are_not_kept_for_ever(world: World) -> None:
    """A tick drops what was answered more than a year before."""
    with world.store.unit():
        for days in (364, 367):
            at = NOON - days * DAY
            world.store.answers.save(Answer(to=f"shelf:{days}", at=at, by="@acme", reply="shelf:r"))
    world.tick()
    kept = [one.to for one in world.store.answers.to(["shelf:364", "shelf:367"])]
    assert kept == ["shelf:364"]


def test_trolls_do_not_wait_for_an_answer(world: World) -> None:
    """The plan says never."""
    (found,) = advised(world, asks("t1", triage=Triage.TROLL))
    assert not found.waits
    assert questions([found]) == ()


def test_what_people_called_noise_is_left_out(world: World) -> None:
    """A label of the team is stronger than any class."""
    store(world, asks("q1"))
    label = Label(mention="shelf:q1", topic="acme", verdict=Verdict.NOISE, at=NOON, by="dana")
    with world.store.unit():
        world.store.labels.save(label)
    assert advised(world, asks("q1")) == ()


def test_a_digest_tells_what_waits_by_owner_and_age(world: World) -> None:
    """The oldest, the plan's aim, how many are late, and where our replies never show."""
    said = [asks("q1"), asks("q2", at=NOON + 22 * HOUR, author="@ann")]
    store(world, *said)
    found = facts(world, said)
    (waiting,) = found.waiting
    assert (waiting.owner, waiting.questions, waiting.late) == ("care", 2, 1)
    assert waiting.expected == 2  # the plan has a rule
    assert (waiting.oldest, waiting.aim) == (DAY, 4 * HOUR)
    assert found.unseen == ("shelf",)


def test_questions_of_the_days_before_still_wait(world: World) -> None:
    """A week back; older ones are for those who look."""
    store(world, asks("q1", at=NOON - 2 * DAY), asks("q2", at=NOON - 9 * DAY))
    (waiting,) = facts(world, []).waiting
    assert waiting.questions == 1


def test_a_digest_knows_questions_from_before_there_were_classes(world: World) -> None:
    """Those of its period and those of the days before; and says how many it left out."""
    said = [asks("q1", triage=None)]
    store(world, *said, asks("q2", at=NOON - DAY, triage=None))
    found = facts(world, said)
    assert (found.classes, found.without_class) == (((Triage.QUESTION, 1),), 0)
    assert [one.questions for one in found.waiting] == [2]
    many = [replace(said[0], mention=mention(f"m{number}", "acme")) for number in range(5_000)]
    assert facts(world, [*many, *said]).without_class == 2


def test_nobody_is_told_to_answer_what_nobody_promised(world: World) -> None:
    """Without a rule, and where our replies never show, a question is no thing to do."""
    said = [asks("u1", "my acme broke, where is my refund?", triage=Triage.UNHAPPY_CUSTOMER)]
    store(world, *said)
    (waiting,) = facts(world, said).waiting
    assert (waiting.questions, waiting.expected) == (1, 0)
    take(world, reply("r1", "Hello", at=NOON, to="other"))
    (waiting,) = facts(world, said).waiting
    assert waiting.expected == 1


def test_where_our_replies_show_silence_is_told_apart(world: World) -> None:
    """Once one was seen, an unanswered question there is one."""
    said = [asks("q1")]
    store(world, *said)
    take(world, reply("r1", "Hello", at=NOON, to="other"))
    assert facts(world, said).unseen == ()


def _past(world: World) -> None:
    """Ten days of ordinary talk."""
    store(world, *(
        gathered(
            replace(
                mention(f"p{day}-{n}", f"acme {day}-{n}", at=NOON - (day + 1) * DAY, author=f"@u{n}"),
                reposts=2, likes=4,
            )
        )
        for day in range(10) for n in range(6)
    ))  # fmt: skip


def _fires(world: World, **closed: object) -> None:
    """Two issues about a fire, each of which Kim spoke of an hour before."""
    for number, days in ((1, 5), (2, 3)):
        at = NOON - days * DAY
        risk = Risk(category="product_safety", severity="red", term="fire")
        reading = Reading(
            language="en", tone=Tone.NEGATIVE, score=-0.5, story=f"f{number}", risks=(risk,)
        )
        store(
            world,
            gathered(
                mention(f"f{number}", "acme fire", at=at - HOUR, author="@kim"), reading=reading
            ),
        )
        one = issue(number, at=at, kind="product_safety", scenario="product_safety", **closed)
        with world.store.unit():
            world.store.ledger.save(one)


CLOSED = {"state": IssueState.CLOSED, "closed_at": NOON - DAY, "close_reason": CloseReason.REAL}


@pytest.mark.parametrize(
    ("reason", "names"), [(CloseReason.REAL, ("I-1", "I-2")), (CloseReason.FALSE_ALARM, ())]
)
def test_whoever_spoke_before_real_issues_is_an_early_voice(
    world: World, reason: CloseReason, names: tuple[str, ...]
) -> None:
    """False alarms make nobody early."""
    _past(world)
    _fires(world, **{**CLOSED, "close_reason": reason})
    said = [gathered(mention("k3", "acme hums", at=NOON + HOUR, author="@kim"))]
    store(world, *said)
    found = {one.name: one for one in facts(world, said).voices}
    assert (found["@kim"].early if "@kim" in found else ()) == names


def test_followers_change_nothing(world: World) -> None:
    """Whoever has nine million is as relevant as whoever has nine."""
    _past(world)
    _fires(world, **CLOSED)

    def scores(followers: int) -> list[float]:
        one = mention("k3", "acme hums", at=NOON + HOUR)
        author = Author(handle="@kim", followers=followers)
        return [one.score for one in facts(world, [gathered(replace(one, author=author))]).voices]

    assert scores(9) == scores(9_000_000) != []


def test_copies_do_not_fill_the_list_of_voices(world: World) -> None:
    """Whoever only repeats a story is amplification, not a further voice."""
    _past(world)
    said = [
        gathered(
            replace(mention(f"c{n}", "acme is a scandal", at=NOON, author=f"@c{n}"), reposts=50),
        )
        for n in range(4)
    ]
    assert len(facts(world, said).voices) == 1


def test_hollow_applause_is_told_with_its_numbers(world: World) -> None:
    """Passed on far beyond usual, and negative; the same in a good tone is success."""
    _past(world)

    def flagged(tone: Tone) -> list[tuple[float | None, float | None]]:
        one = gathered(replace(mention("h1", "acme", author="@h"), reposts=40), tone=tone)
        return [
            (rate.value, rate.usual) for row in facts(world, [one]).hollow for rate in row.rates
        ]

    assert flagged(Tone.NEGATIVE) == [(40, 2)]
    assert flagged(Tone.POSITIVE) == []
    assert flagged(Tone.UNSCORED) == []


def test_an_empty_store_has_nothing_to_say(world: World) -> None:
    """And says nothing wrong."""
    assert facts(world, []) == PeopleFacts()


def test_who_is_new_is_not_told_on_the_first_day(world: World) -> None:
    """Without a past everybody would be."""
    said = [gathered(mention("1", author="@a"))]
    assert facts(world, said).crowd.new is None
    _past(world)
    assert facts(world, said).crowd.new == 1


def test_the_cost_does_not_grow_with_the_store(world: World) -> None:
    """A backdrop looks at a bounded number of mentions."""
    looked: list[int] = []
    newest: Callable[..., object] = world.store.mentions.newest

    def counting(**asked: object) -> object:
        limit = asked["limit"]
        assert isinstance(limit, int)
        looked.append(limit)
        return newest(**asked)

    object.__setattr__(world.store.mentions, "newest", counting)
    _fires(world, **CLOSED)
    backdrop(world.setup, [], NOON, NOON + DAY)
    assert sum(looked) <= 6_000
