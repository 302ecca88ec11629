"""What is said of people, for programs: JSON values.

Invariant: unknown is null, never 0.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from socwatch.model.rates import Compared
from socwatch.report.people_facts import CrowdFacts, PeopleFacts, SpeedFacts, VoiceFacts


def as_json(people: PeopleFacts) -> dict[str, object]:
    """All that a digest says of people."""
    return {
        **crowd_json(people.crowd),
        "classes": {triage.value: number for triage, number in people.classes},
        "top_voices": [voice_json(one) for one in people.voices],
        "response": [{"channel": one.channel, **rates_json(one.rates)} for one in people.response],
        "hollow_applause": [
            {
                "topic": one.topic,
                "title": one.title,
                "negative": one.negative,
                "scored": one.scored,
                **rates_json(one.rates),
            }
            for one in people.hollow
        ],
        "not_classed": people.without_class,
        "answered": [speed_json(one) for one in people.answered],
        "unanswered": [
            {
                "owner": one.owner or None,
                "questions": one.questions,
                "oldest_seconds": int(one.oldest.total_seconds()),
                "aim_seconds": None if one.aim is None else int(one.aim.total_seconds()),
                "late": one.late,
            }
            for one in people.waiting
        ],
        "replies_never_seen_on": list(people.unseen),
    }


def crowd_json(one: CrowdFacts) -> dict[str, object]:
    """Who spoke, for programs."""
    return {
        "mentions": one.mentions,
        "voices": one.voices,
        "unnamed": one.unnamed,
        "busiest": one.busiest or None,
        "busiest_mentions": one.busiest_mentions,
        "new_voices": one.new,
    }


def voice_json(one: VoiceFacts) -> dict[str, object]:
    """A voice for programs; `followers` is a plain fact that decides nothing."""
    return {
        "name": one.name,
        "source": one.source,
        "topic": one.topic,
        "mentions": one.mentions,
        "relevance": one.score,
        "because": list(one.because),
        "early": list(one.early),
        "new": one.new,
        "tags": list(one.tags),
        "followers": one.followers,
    }


def rates_json(several: Iterable[Compared]) -> dict[str, object]:
    """Rates for programs: per post, beside their usual."""
    return {
        one.rate.value: {
            "per_post": one.value,
            "n": one.n,
            "usual": one.usual,
            "usual_n": one.usual_n,
            "times_usual": one.lift,
        }
        for one in several
    }


def speed_json(one: SpeedFacts) -> dict[str, object]:
    """How long people were waited for; lengths in seconds, null where nothing is known."""
    return {
        "of": one.of,
        "done": one.n,
        "wanted": one.wanted,
        "median_seconds": _seconds(one.median),
        "promised_seconds": _seconds(one.promised),
        "late": one.late,
        "usual_seconds": _seconds(one.usual),
        "usual_n": one.usual_n,
    }


def _seconds(length: timedelta | None) -> int | None:
    return None if length is None else int(length.total_seconds())
