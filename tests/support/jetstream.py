"""Events of Bluesky's stream in both versions, and a server that has them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from websockets.sync.server import ServerConnection

from tests.support.stream_server import Opening, Talk, stay

POSTS = "app.bsky.feed.post"
TIME_CURSOR = 10**15


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Something that a stream tells, whichever version it is told in."""

    seq: int
    at: datetime
    did: str = "did:plc:ola"
    rkey: str = ""
    operation: str = "create"
    collection: str = POSTS
    kind: str = "commit"
    record: dict[str, object] | None = None
    raw: str = ""  #: said as it is, instead
    more: dict[str, object] = field(default_factory=dict)

    @property
    def micros(self) -> int:
        """Microseconds since 1970."""
        return round(self.at.timestamp() * 1_000_000)

    @property
    def uri(self) -> str:
        """The address of the post."""
        return f"at://{self.did}/{POSTS}/{self.rkey}"

    def frame(self, version: int) -> str:
        """How a server of this version says it."""
        return self.raw or json.dumps(self._legacy() if version == 1 else self._current())

    def _commit(self) -> dict[str, object]:
        commit: dict[str, object] = {
            "rev": "3mrev",
            "operation": self.operation,
            "collection": self.collection,
            "rkey": self.rkey,
        }
        if self.record is not None:
            commit |= {"record": self.record, "cid": "bafycid"}
        return commit

    def _legacy(self) -> dict[str, object]:
        event: dict[str, object] = {"did": self.did, "time_us": self.micros, "kind": self.kind}
        if self.kind == "commit":
            return {**event, "commit": self._commit(), **self.more}
        return {**event, self.kind: {"did": self.did, "seq": 99, "time": "x"}, **self.more}

    def _current(self) -> dict[str, object]:
        payload: dict[str, object] = {
            "$type": f"network.bsky.jetstream.subscribeEvents#{self.kind}",
            "seq": self.seq,
            "did": self.did,
            "time": self.at.isoformat().replace("+00:00", "Z"),
        }
        if self.kind == "commit":
            payload |= self._commit()
        else:
            payload |= {self.kind: {"did": self.did, "seq": 99, "time": "x"}}
        return {"$type": "message", "payload": {**payload, **self.more}}


def post(seq: int, text: str, at: datetime, **record: object) -> Happening:
    """A new post; what else is given stands in its record."""
    said = {"$type": POSTS, "text": text, "createdAt": f"{at:%Y-%m-%dT%H:%M:%S.%fZ}", **record}
    return Happening(seq=seq, at=at, rkey=f"3mpost{seq}", record=said)


def somebody(seq: int, at: datetime, kind: str = "identity") -> Happening:
    """News about an account, which a server tells whatever was asked for."""
    return Happening(seq=seq, at=at, kind=kind, did="did:plc:somebody")


def removed(seq: int, gone: Happening, at: datetime) -> Happening:
    """That a post was deleted."""
    return Happening(seq=seq, at=at, did=gone.did, rkey=gone.rkey, operation="delete")


def info(name: str) -> str:
    """A notice of version 2 about the stream itself."""
    kind = "network.bsky.jetstream.subscribeEvents#info"
    return json.dumps({"$type": "message", "payload": {"$type": kind, "name": name}})


def from_the_cursor(happenings: Sequence[Happening], opening: Opening) -> list[Happening]:
    """What a server says that has these, beginning at the cursor, which is inclusive."""
    cursor = opening.cursor
    by_time = cursor >= TIME_CURSOR
    return [one for one in happenings if (one.micros if by_time else one.seq) >= cursor]


def telling(version: int, happenings: Sequence[Happening]) -> Talk:
    """A server that says what comes after the cursor, then waits for more to happen."""

    def talk(connection: ServerConnection, opening: Opening) -> None:
        for one in from_the_cursor(happenings, opening):
            connection.send(one.frame(version))
        stay(connection)

    return talk


def ago(now: datetime, minutes: float) -> datetime:
    """So many minutes before."""
    return now - timedelta(minutes=minutes)
