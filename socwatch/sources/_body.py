"""Reading an answer's body without trusting its size.

Invariant: never more than the cap is held, also when a few bytes decompress to gigabytes.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

import httpx

from socwatch.errors import SourceBroken

#: What we ask for; nothing else is decoded.
ACCEPTED_ENCODINGS = "gzip, deflate"

_STEP = 65_536
_GZIP = 16 + zlib.MAX_WBITS
#: No document that a source reads begins so.
_GZIP_MAGIC = b"\x1f\x8b"
_PROLOGUE = re.compile(rb"\A(?:\s+|<\?.*?\?>|<!--.*?-->|<!doctype[^>]*>)+", re.DOTALL)
_PAGES = (b"<html", b"<head", b"<body")
_FEEDS = (b"<rss", b"<feed", b"<rdf:rdf")


class _AsIs:
    """A body that was sent without compression."""

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        yield chunk

    def finish(self) -> None:
        """Nothing can be missing: the protocol counts these bytes."""


class _Inflated:
    """A gzip or deflate body, decompressed in small steps."""

    def __init__(self, wbits: int) -> None:
        self._wbits = wbits
        self._stream = zlib.decompressobj(wbits)
        self._started = False

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        more = bool(chunk)
        while more:
            if self._stream.eof:
                if not self._another_member(chunk):
                    return
                self._stream = zlib.decompressobj(self._wbits)
            piece = self._inflate(chunk)
            yield piece
            chunk = self._stream.unconsumed_tail or self._stream.unused_data
            # A full piece may leave output inside that no further input announces.
            more = bool(chunk) or (len(piece) == _STEP and not self._stream.eof)

    def finish(self) -> None:
        if self._started and not self._stream.eof:
            raise SourceBroken("the compressed answer was cut off")

    def _another_member(self, chunk: bytes) -> bool:
        # Some servers pad the end with zeros; only gzip may go on with a second member.
        return self._wbits == _GZIP and chunk.startswith(b"\x1f")

    def _inflate(self, chunk: bytes) -> bytes:
        try:
            return (
                self._first(chunk) if not self._started else self._stream.decompress(chunk, _STEP)
            )
        except zlib.error as error:
            raise SourceBroken("the compressed answer is damaged") from error

    def _first(self, chunk: bytes) -> bytes:
        self._started = True
        try:
            return self._stream.decompress(chunk, _STEP)
        except zlib.error:
            if self._wbits == _GZIP:
                raise
            # "deflate" means zlib, but some servers send it without the wrapper.
            self._stream = zlib.decompressobj(-zlib.MAX_WBITS)
            return self._stream.decompress(chunk, _STEP)


async def read_body(response: httpx.Response, cap: int) -> bytes:
    """The decoded body. Raises SourceBroken when it is damaged, cut or larger than `cap` bytes."""
    decoder = _decoder(response.headers.get("content-encoding", ""))
    body = bytearray()
    received = 0
    async for chunk in response.aiter_raw():
        if not received:
            decoder = _fitting(decoder, chunk)
        received += len(chunk)
        for piece in decoder.pieces(chunk):
            body += piece
            if len(body) > cap:
                raise _too_large(cap)
        if received > cap:
            raise _too_large(cap)
    decoder.finish()
    return bytes(body)


async def read_start(response: httpx.Response, cap: int) -> bytes:
    """As much of the decoded body as can be had, up to `cap` bytes; never an error."""
    body = bytearray()
    try:
        decoder = _decoder(response.headers.get("content-encoding", ""))
        async for chunk in response.aiter_raw():
            if not body:
                decoder = _fitting(decoder, chunk)
            for piece in decoder.pieces(chunk):
                body += piece
                if len(body) >= cap:
                    return bytes(body[:cap])
    except (SourceBroken, httpx.TransportError):
        pass  # what a refusal says is a courtesy; its status was read already
    return bytes(body)


def _decoder(encoding: str) -> _AsIs | _Inflated:
    match encoding.strip().lower():
        case "" | "identity":
            return _AsIs()
        case "gzip" | "x-gzip":
            return _Inflated(_GZIP)
        case "deflate":
            return _Inflated(zlib.MAX_WBITS)
    raise SourceBroken("the answer is compressed in a way that was not asked for")


def _fitting(decoder: _AsIs | _Inflated, first: bytes) -> _AsIs | _Inflated:
    """A file that was packed before, or a careless server, has no header that says so."""
    is_packed = isinstance(decoder, _AsIs) and first.startswith(_GZIP_MAGIC)
    return _Inflated(_GZIP) if is_packed else decoder


def _too_large(cap: int) -> SourceBroken:
    return SourceBroken(f"the answer is larger than {cap // 1024} KiB and was not read")


def is_web_page(body: bytes) -> bool:
    """Whether the body is an HTML page: a login, a captcha, a consent form, an error."""
    head = body[:8192].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe").lower()
    found = _PROLOGUE.match(head)
    root = head[found.end() :] if found else head
    # Some feeds carry the document type of a web page; their root tells.
    declared = found is not None and b"<!doctype html" in found[0]
    return root.startswith(_PAGES) or (declared and not root.startswith(_FEEDS))
