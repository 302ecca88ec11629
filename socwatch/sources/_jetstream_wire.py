"""What Jetstream says over the wire, in its two dialects.

Invariant: an event is read far enough to know where it stands in the stream, its record is left
as bytes: most posts are of no interest and are never decoded. Facts:
https://github.com/bluesky-social/jetstream (version 2 and its legacy /subscribe, version 1).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from urllib.parse import urlencode, urlsplit, urlunsplit

import msgspec

from socwatch.errors import SourceBroken
from socwatch.sources._bluesky_post import COLLECTION
from socwatch.sources._fields import instant, no_number, whole

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
#: Events of version 1 are only roughly in order.
_REWIND = 5_000_000


class Ended(SourceBroken):
    """The line was lost, or could not be had: another one may be."""


class Finished(Ended):
    """The server closed the line in good order: it may have nothing more to say."""


class Mute(SourceBroken):
    """The server says nothing and answers nothing, but keeps the line open."""


class Misplaced(SourceBroken):
    """The server does not know our place in its stream: it forgot it, or its stream is new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that the stream says.

    `operation` is create, update or delete of a post; "" for all else, which is only passed by.
    """

    place: int = 0  #: where it stands in the stream; 0 for what has no place
    at: int = 0  #: when the server saw it, in microseconds since 1970; 0 when it did not say
    did: str = ""
    rkey: str = ""
    operation: str = ""
    record: bytes = b""
    info: str = ""  #: the name of a notice about the stream
    error: str = ""  #: the name of what ends the stream
    message: str = ""  #: what the server says about either


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How one version is asked and read."""

    version: int
    host: str
    path: str
    asks: tuple[tuple[str, str], ...]
    rewind: int  #: how far before the last place reading goes on
    subprotocol: str
    event: Callable[[bytes], Event]  #: raises ValueError for a frame that cannot be read

    def address(self, base: str, cursor: int) -> str:
        """The websocket address that begins at a place, or at a time in microseconds."""
        parts = urlsplit(base)
        scheme = "ws" if parts.scheme.lower() in ("http", "ws") else "wss"
        query = urlencode([*self.asks, ("cursor", str(cursor))])
        return urlunsplit((scheme, parts.netloc, parts.path.rstrip("/") + self.path, query, ""))


class _Payload(msgspec.Struct):
    type: str = msgspec.field(name="$type", default="")
    seq: int = 0
    did: str = ""
    time: str = ""
    witnessed: str = msgspec.field(name="witnessedAt", default="")
    operation: str = ""
    collection: str = ""
    rkey: str = ""
    record: msgspec.Raw = msgspec.Raw(b"")
    name: str = ""
    message: str = ""


class _Frame(msgspec.Struct):
    type: str = msgspec.field(name="$type", default="")
    payload: _Payload | None = None
    error: str = ""
    message: str = ""


class _Commit(msgspec.Struct):
    operation: str = ""
    collection: str = ""
    rkey: str = ""
    record: msgspec.Raw = msgspec.Raw(b"")


class _Legacy(msgspec.Struct):
    did: str
    time_us: int
    kind: str
    commit: _Commit | None = None


Form = TypeVar("Form", bound=msgspec.Struct)

_frame = msgspec.json.Decoder(_Frame)
_legacy = msgspec.json.Decoder(_Legacy)


def micros(at: datetime) -> int:
    """The instant in microseconds since 1970."""
    return (at - _EPOCH) // _MICROSECOND


def moment(microseconds: int) -> datetime:
    """The instant that so many microseconds since 1970 are; the last one for absurd numbers."""
    try:
        return _EPOCH + timedelta(microseconds=microseconds)
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC)


def forgiving(raw: bytes) -> object:
    """The JSON in it, with half surrogate pairs and absurd numbers; ValueError when it is none."""
    text = raw.decode("utf-8", errors="replace")
    return json.loads(text, strict=False, parse_constant=no_number, parse_int=whole)


def _decoded(decoder: msgspec.json.Decoder[Form], frame: bytes) -> Form:
    try:
        return decoder.decode(frame)
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:
        mended = json.dumps(forgiving(frame), ensure_ascii=False)
        return decoder.decode(mended.encode("utf-8", errors="replace"))


def _current(frame: bytes) -> Event:
    outer = _decoded(_frame, frame)
    if outer.type == "error" or (outer.error and outer.payload is None):
        return Event(error=outer.error or "an error", message=outer.message)
    said = outer.payload
    if said is None:
        raise ValueError("neither an event nor an error")
    fragment = said.type.rpartition("#")[2]
    if fragment == "info":
        return Event(info=said.name or "info", message=said.message)
    at = instant(said.witnessed or said.time)
    if said.seq <= 0:
        raise ValueError("an event without its place in the stream")
    place = Event(place=said.seq, at=micros(at) if at else 0)
    if fragment != "commit" or said.collection != COLLECTION:
        return place
    return _post(place, said.did, said)


def _of_legacy(frame: bytes) -> Event:
    said = _decoded(_legacy, frame)
    if said.time_us <= 0:
        raise ValueError("an event without its time")
    place = Event(place=said.time_us, at=said.time_us)
    commit = said.commit
    if said.kind != "commit" or (commit and commit.collection != COLLECTION):
        return place
    if commit is None:
        raise ValueError("a commit without what was committed")
    return _post(place, said.did, commit)


def _post(place: Event, did: str, said: _Payload | _Commit) -> Event:
    if not (did and said.rkey and said.operation):
        raise ValueError("a commit that does not say of what")
    return Event(
        place=place.place,
        at=place.at,
        did=did,
        rkey=said.rkey,
        operation=said.operation,
        record=bytes(said.record),
    )


DIALECTS = {
    1: Dialect(
        version=1,
        host="jetstream2.us-east.bsky.network",
        path="/subscribe",
        asks=(("wantedCollections", COLLECTION),),
        rewind=_REWIND,
        subprotocol="",
        event=_of_legacy,
    ),
    2: Dialect(
        version=2,
        host="jetstream.us-east.bsky.network",
        path="/xrpc/network.bsky.jetstream.subscribeEvents",
        asks=(("kinds", "commit"), ("collections", COLLECTION)),
        rewind=0,
        subprotocol="xrpc.v1.json",
        event=_current,
    ),
}
