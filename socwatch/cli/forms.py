"""The JSON forms of what socwatch knows: one place for every schema that scripts hold on to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from socwatch.cli.frame import rfc3339
from socwatch.model.gathered import Gathered
from socwatch.model.issue import Entry, EventKind, Issue, IssueState
from socwatch.model.label import Label, Sort
from socwatch.model.mention import Mention
from socwatch.model.reading import Reading
from socwatch.model.story import Told
from socwatch.model.task import Task
from socwatch.model.watching import SourceState
from socwatch.watch.evidence import evidence

if TYPE_CHECKING:
    from socwatch.understand.spread import Spread
    from socwatch.watch.rederived import Rederived
    from socwatch.watch.topics import Standing
    from socwatch.watch.triage import Advice

#: Events that always say which issue they are about: null when it is none.
_OF_AN_ISSUE = (EventKind.TOLD, EventKind.HELD, EventKind.MUTED, EventKind.SKIPPED)


def _time(at: datetime | None) -> str | None:
    return None if at is None else rfc3339(at)


def mention(one: Gathered, labels: Sequence[Label]) -> dict[str, object]:
    """socwatch.mention/1: a mention with its reading and its labels. Unknown is null."""
    return {
        "schema": "socwatch.mention/1",
        **bare(one.mention),
        **_understood(one),
        **_labelled(labels),
    }


def _labelled(labels: Sequence[Label]) -> dict[str, object]:
    """What people said of it for each topic; `label` is its relevance in one word, if they agree."""
    relevance = [one for one in labels if one.sort is Sort.RELEVANCE]
    verdicts = {one.verdict.value for one in relevance}
    return {
        "label": verdicts.pop() if len(verdicts) == 1 else None,
        "labels": {
            one.topic: {"label": one.verdict.value, "by": one.by, "at": _time(one.at)}
            for one in relevance
        },
        "said": [label(one) for one in labels],
    }


def label(one: Label) -> dict[str, object]:
    """What a person said of a mention."""
    return {
        "mention": one.mention,
        "topic": one.topic,
        "label": one.verdict.value,
        "by": one.by,
        "at": _time(one.at),
        "sort": one.sort.value,
        "category": one.category or None,
        "picked": one.picked.value,
    }


def standing(one: Standing) -> dict[str, object]:
    """How a topic stands: its size, a silence, and the forecast of the hours that are running."""
    ahead, silence = one.forecast, one.hush
    return {
        "topic": one.topic,
        "data": one.size.regime.value,
        "mentions_a_day": None if one.size.a_day is None else round(one.size.a_day, 2),
        "because": one.size.because,
        "silent_since": None if silence is None else _time(silence.since),
        "forecast": None
        if ahead is None
        else {
            "from": _time(ahead.start),
            "to": _time(ahead.end),
            "expected": round(ahead.expected, 1),
            "range": [ahead.low, ahead.high],
            "held": one.record.held,
            "judged": one.record.judged,
        },
    }


def rederived(one: Rederived) -> dict[str, object]:
    """What follows today from what is stored: the decision, or why it was not worked out."""
    found = one.finding
    return {
        "ticks": one.ticks,
        "since": _time(one.since),
        "alert": None if one.because else found is not None,
        "severity": None if found is None else found.severity,
        "because": one.because or (None if found is None else found.because),
    }


def bare(one: Mention) -> dict[str, object]:
    """A mention as its source brought it, without a reading."""
    author = one.author
    return {
        "id": one.id,
        "key": one.key,
        "source": one.source,
        "sources": list(one.sources or (one.source,)),
        "url": one.url,
        "domain": one.domain,
        "country": one.country,
        "title": one.title,
        "text": one.text,
        "lang": one.lang,
        "published_at": _time(one.published_at),
        "fetched_at": _time(one.fetched_at),
        "author": None
        if author is None
        else {
            "id": author.id,
            "handle": author.handle,
            "name": author.name,
            "followers": author.followers,
        },
        "likes": one.likes,
        "reposts": one.reposts,
        "replies": one.replies,
        "quotes": one.quotes,
        "views": one.views,
        "rating": one.rating,
        "kind": one.kind.value,
        "in_reply_to": one.in_reply_to,
        "match_basis": one.match_basis.value,
    }


def _understood(one: Gathered) -> dict[str, object]:
    return {
        "topics": [match.topic for match in one.matches],
        "because": {match.topic: list(match.because) for match in one.matches},
        "reading": reading(one.reading),
    }


def reading(one: Reading) -> dict[str, object]:
    """What was understood of a text."""
    return {
        "language": one.language,
        "label": one.tone.value,
        "score": one.score,
        "p_negative": one.p_negative,
        "risk": [
            {
                "category": risk.category,
                "severity": risk.severity or None,
                "level": risk.level,
                "term": risk.term,
            }
            for risk in one.risks
        ],
        "because": [list(pair) for pair in one.because],
        "wording": one.wording or None,
        "story": one.story or None,
        "triage": None if one.triage is None else one.triage.value,
        "unscored_because": one.unscored_because or None,
    }


def score(one: Reading) -> dict[str, object]:
    """What `score` says of a text; a risk's severity is how serious it is by itself, 0 to 3."""
    left_out = ("risk", "wording", "story", "triage")
    return {
        **{key: value for key, value in reading(one).items() if key not in left_out},
        "risk": [
            {"category": risk.category, "severity": risk.level, "term": risk.term}
            for risk in one.risks
        ],
    }


def advice(one: Advice, now: datetime) -> dict[str, object]:
    """What the plan says about a mention that asks for an answer, as `triage` and `why` say it."""
    mention = one.gathered.mention
    return {
        "mention": mention.key,
        "topic": one.topic,
        "class": one.triage.value,
        "because": one.because,
        "do": None if one.rule is None else one.rule.do,
        "owner": one.owner or None,
        "due_at": _time(one.due_at),
        "late": one.waits and one.due_at is not None and one.due_at < now,
        "age_seconds": int((now - mention.counts_at).total_seconds()),
        "question": one.question or None,
        "answered_at": None if one.answer is None else _time(one.answer.at),
        "answered_by": None if one.answer is None else one.answer.by,
        "replies_seen_here": one.answers_seen,
        "relevance": one.relevance.score,
        "relevant_because": list(one.relevance.because),
        "source": mention.source,
        "url": mention.url,
        "title": mention.title,
        "text": mention.text,
    }


def told(one: Gathered, story: Spread | None) -> dict[str, object]:
    """The place of a mention in its story: original, copy or retelling; null without a story."""
    if story is None:
        return {"told": None, "told_first_by": None, "copy_of": None, "same_story": 0}
    place = story.told(one.mention.key)
    return {
        "told": place.value,
        "told_first_by": story.original.mention.key,
        "copy_of": story.copied(one).mention.key if place is Told.COPY else None,
        "same_story": story.in_all - 1,
    }


def story(one: Spread) -> dict[str, object]:
    """A story in numbers. Rates are copies within an hour: the last one, and the busiest."""
    return {
        "story": one.story,
        "title": one.title,
        "topics": sorted({match.topic for said in one.mentions for match in said.matches}),
        "mentions": one.in_all,
        "sampled": one.sampled,
        "copies": len(one.copies),
        "voices": one.voices,
        "retellings": len(one.retellings),
        "retold_by": one.retold_by,
        "first_at": _time(one.first_at),
        "last_at": _time(one.last_at),
        "copies_per_hour": one.copies_per_hour,
        "peak_copies_per_hour": one.peak_per_hour,
        "scored": one.scored,
        "negative": one.negative,
    }


def story_in_full(one: Spread) -> dict[str, object]:
    """A story with its original, its retellings, and the keys of its copies."""
    return {
        **story(one),
        "original": _telling(one.original),
        "retold": [_telling(said) for said in one.retellings],
        "copied": [said.mention.key for said in one.copies],
    }


def _telling(one: Gathered) -> dict[str, object]:
    return {**bare(one.mention), **_understood(one)}


def issue(one: Issue) -> dict[str, object]:
    """One issue with its numbers."""
    return {
        "id": one.id,
        "topic": one.topic,
        "kind": one.kind,
        "severity": one.severity,
        "state": one.state.value,
        "title": one.title,
        "because": one.because,
        "opened_at": _time(one.opened_at),
        "since": _time(one.since),
        "last_signal_at": _time(one.last_signal_at),
        "owner": one.owner,
        "acknowledged_at": _time(one.acknowledged_at),
        "acknowledged_by": list(one.acknowledged_by),
        "snoozed_until": _time(one.snoozed_until),
        "next_step_at": _time(one.timer.due_at) if one.timer else None,
        "closed_at": _time(one.closed_at),
        "closed_by": one.closed_by,
        "close_reason": one.close_reason.value if one.close_reason else None,
        "drill": one.drill,
        "scenario": one.scenario,
        "playbook": [_task(number, task) for number, task in enumerate(one.tasks, start=1)],
        **{
            key: value
            for key, value in evidence(one).items()
            if key not in ("topic", "kind", "severity")
        },
    }


def _task(number: int, task: Task) -> dict[str, object]:
    return {
        "step": number,
        "do": task.do,
        "role": task.role,
        "due_at": _time(task.due_at),
        "overdue_since": _time(task.due_at) if task.overdue_at else None,
        "done_at": _time(task.done_at),
        "done_by": task.done_by,
        "holds": task.holds,
        "held_since": _time(task.held_at),
        "page": task.page,
        "page_fault": task.seen or None,
    }


def issues(several: Sequence[Issue]) -> dict[str, object]:
    """socwatch.issues/1: a list of issues."""
    return {"schema": "socwatch.issues/1", "issues": [issue(one) for one in several]}


def event(entry: Entry) -> dict[str, object]:
    """socwatch.event/1: a line of a timeline, as `replay`, `show` and `watch --json` print it."""
    line: dict[str, object] = {
        "schema": "socwatch.event/1",
        "at": rfc3339(entry.at),
        "event": entry.event.value,
    }
    if entry.issue is not None or entry.event in _OF_AN_ISSUE:
        line["issue"] = entry.issue
    if entry.actor != "socwatch":
        line["by"] = entry.actor
    return {**line, **entry.details, "because": entry.because}


def source(
    name: str,
    kind: str,
    state: SourceState | None,
    following: datetime | None,
    left: str = "",
) -> dict[str, object]:
    """socwatch.source/1: how one source is doing. One that was never asked has no state: null.

    `left` is what remains of a budget, in words.
    """
    known = state or SourceState(name=name, kind=kind)
    silent = known.word == "silent"
    return {
        "schema": "socwatch.source/1",
        "name": name,
        "kind": kind,
        "state": None if state is None else known.word,
        "since": _time(known.silent_since if silent else known.since),
        "last_ok": _time(known.last_ok),
        "last_new": _time(known.last_found),
        "blind_since": _time(known.blind_since),
        "next": _time(following),
        "budget_left": left or None,
        "because": "not asked yet" if state is None else known.why,
    }


def counts_by_state(several: Sequence[Issue]) -> Mapping[str, int]:
    """How many issues are in each state that is not closed."""
    states = [state for state in IssueState if state is not IssueState.CLOSED]
    return {state.value: sum(one.state is state for one in several) for state in states}
