"""Recorded pieces of Telegram's previews, where they are at hand beside the repository."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from socwatch.model.mention import Mention, MentionKind, Outcome
from tests.contracts.sources.cases import all_cases, mentions_in, pages_of
from tests.support.http_server import Reply, always, serving

RECORDINGS = Path(__file__).parents[3].parent / "shared" / "recordings" / "telegram"
CHANNEL = next(case for case in all_cases() if case.kind == "telegram")

if not RECORDINGS.is_dir():
    pytest.skip("no recordings beside the repository", allow_module_level=True)

MESSAGES = sorted(RECORDINGS.glob("parse_*message*.html"))
WORDLESS = ("audio", "location")


def replayed(name: str) -> list[Mention]:
    """The mentions of one recorded piece."""
    with serving(always(Reply(body=(RECORDINGS / name).read_bytes()))) as server:
        pages = pages_of(CHANNEL.source(server.url, channel="tchantest"))
    assert pages[-1].outcome is Outcome.OK, pages[-1].because
    return mentions_in(pages)


@pytest.mark.parametrize("path", MESSAGES, ids=lambda path: path.stem)
def test_real_messages(path: Path) -> None:
    """Number, link, time and views are the channel's; nothing of the markup is left."""
    raw = path.read_text("utf-8")
    mentions = replayed(path.name)
    if " service_message " in raw or any(word in path.name for word in WORDLESS):
        assert mentions == []
        return
    (mention,) = mentions
    post = re.search(r'data-post="([^"]+)"', raw)
    at = re.search(r'<time datetime="([^"]+)"', raw)
    assert post is not None
    assert at is not None
    assert (mention.id, mention.url) == (post[1], f"https://t.me/{post[1]}")
    assert mention.published_at is not None
    assert mention.published_at.isoformat() == at[1]
    assert mention.views is not None
    assert mention.views > 0
    assert mention.author is not None
    assert mention.author.handle == post[1].partition("/")[0]
    assert mention.author.name
    assert not any(trace in mention.text for trace in ("<", "&#", "confirm(", "background-image"))


def test_real_texts() -> None:
    """The words as people read them."""
    (forwarded,) = replayed("parse_forwarded_text_message.html")
    (edited,) = replayed("parse_signed_edited_text_message.html")
    (long,) = replayed("parse_message_weird_preview.html")
    (caption,) = replayed("parse_photo_single.html")
    assert (forwarded.kind, forwarded.text) == (MentionKind.REPOST, ";)")
    assert (edited.kind, edited.text) == (MentionKind.POST, "Hello! Signed and edited message")
    assert caption.text == "Picture by telegram camera"
    assert (long.views, long.text[:1], long.text.count("clicando aqui!")) == (1_200, "_", 4)
    assert long.title is not None
    assert long.title.startswith("Câmara aprova projeto")


def test_a_real_page_without_messages() -> None:
    """It says so itself, and is believed."""
    assert replayed("parse_no_posts_found.html") == []
