"""Which of a stream's posts may belong to a topic, decided as cheaply as can be.

Invariant: what the topics' queries match is never thrown away. A record in plain ASCII without
escapes is told by its bytes; every other one is decoded and read by the matcher itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ahocorasick_rs import BytesAhoCorasick

from socwatch.match.folding import unaccented
from socwatch.match.query import compile_topics
from socwatch.match.translate import alternatives, plain
from socwatch.model.letters import fold
from socwatch.model.mention import Mention
from socwatch.model.query import Literal, Topic

_RUN = re.compile(r"[a-z0-9]+")


class Net:
    """The topics' queries, ready for any number of posts."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        # Authors, followers and languages are not known yet: what asks for them is decided later.
        plainly = [(topic, plain(topic.query).query) for topic in topics]
        self._matcher = compile_topics(
            [replace(topic, query=query) for topic, query in plainly if query]
        )
        self._all = any(query is None for _, query in plainly)
        wanted = [one for topic in topics for one in alternatives(topic.query)]
        #: An alternative without a word that must be there lets everything through.
        self._open = any(not one for one in wanted)
        needles = dict.fromkeys(needle for one in wanted if (needle := _needle(one)))
        self._quick = BytesAhoCorasick(list(needles)) if needles else None

    def may_hold(self, record: bytes) -> bool:
        """Whether the record is worth decoding."""
        if self._open or not record.isascii() or b"\\u" in record or b"\\/" in record:
            return True
        return self._quick is not None and bool(self._quick.find_matches_as_indexes(record.lower()))

    def holds(self, mention: Mention) -> bool:
        """Whether the mention belongs to one of the topics."""
        return self._all or bool(self._matcher.matches(mention))


def _needle(literals: Sequence[Literal]) -> bytes:
    """What an ASCII record must hold for this alternative; b"" when none can hold it."""
    runs = [_longest_run(literal) for literal in literals]
    return max(runs, key=len).encode() if runs and all(runs) else b""


def _longest_run(literal: Literal) -> str:
    """Letters and digits only: signs may be escaped in the bytes."""
    text = unaccented(fold(literal.text))
    return max(_RUN.findall(text), key=len, default="")
