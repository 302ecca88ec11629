"""Telegram: paging by numbers, closed previews, and the odd shapes of a message."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from pydantic import ValidationError

from socwatch.model.mention import Cursor, Mention, MentionKind, Outcome, Page
from socwatch.sources import registry
from socwatch.sources._telegram_page import shortened
from tests.contracts.sources.cases import NOW, all_cases, last_cursor, mentions_in, pages_of
from tests.contracts.sources.telegram.case import NOTHING
from tests.support.http_server import Reply, Script, Seen, always, serving

CHANNEL = next(case for case in all_cases() if case.kind == "telegram")


def message(number: int, inside: str = "", at: datetime = NOW, mark: str = "") -> str:
    """A message with this in its bubble."""
    text = '<div class="tgme_widget_message_text js-message_text">Acme</div>'
    return (
        f'<div class="tgme_widget_message {mark}" data-post="AcmeNews/{number}">{inside or text}'
        f'<a class="tgme_widget_message_date"><time datetime="{at.isoformat()}">x</time></a></div>'
    )


def page_of(*messages: str) -> bytes:
    """A whole page with these messages, oldest first."""
    shown = "".join(messages)
    return (
        "<!DOCTYPE html><html><body><section class='tgme_channel_history'>"
        f"{shown}</section></body></html><!-- page generated in 9ms -->"
    ).encode()


def channel(numbers: Sequence[int], size: int = 20, every: timedelta = timedelta(0)) -> Script:
    """A channel with these messages, so far apart, that shows so many a page."""
    newest = max(numbers)

    def script(seen: Seen) -> Reply:
        below = int(seen.query.get("before", newest + 1))
        shown = [number for number in sorted(numbers) if number < below][-size:]
        if not shown:
            return Reply(body=NOTHING)
        return Reply(body=page_of(*(message(n, at=NOW - every * (newest - n)) for n in shown)))

    return script


def polled(script: Script, since: Cursor | None = None) -> tuple[list[Page], list[Seen]]:
    """The pages of a poll, and what was asked for."""
    with serving(script) as server:
        return pages_of(CHANNEL.source(server.url), since), server.seen


def only(inside: str, mark: str = "") -> Mention:
    """The mention that a message becomes."""
    (found,) = mentions_in(polled(always(Reply(body=page_of(message(7, inside, mark=mark)))))[0])
    return found


def numbers_in(pages: Sequence[Page]) -> list[int]:
    """The numbers of the messages that came."""
    return [int(one.id.partition("/")[2]) for one in mentions_in(pages)]


def test_a_message_is_read_whole() -> None:
    """Words, links as they are shown, views in full, time in UTC, and the channel as author."""
    by_id = {one.id: one for one in mentions_in(polled(CHANNEL.answering("first"))[0])}
    one, two, three = (by_id[f"AcmeNews/{number}"] for number in (101, 102, 103))
    assert one.key == "telegram:AcmeNews/101"
    assert one.text == "Acme kettles & lids: a recall! 🔥\nkettle.example/recall"
    assert one.url == "https://t.me/AcmeNews/101"
    assert (one.views, two.views, three.views) == (17_800, 0, 1_200_000)
    assert two.published_at == datetime(2026, 11, 22, 2, 30, tzinfo=UTC)
    assert one.author is not None
    assert (one.author.handle, one.author.name) == ("AcmeNews", "Acme news ☕")
    assert one.author.followers == 17_800
    assert (one.likes, one.replies, one.reposts) == (None, None, None)


def test_a_reply_is_not_what_it_quotes() -> None:
    """The quote above it was said by somebody else, also where nothing else is said."""
    quote = (
        '<a class="tgme_widget_message_reply" href="https://t.me/AcmeNews/5?single">'
        '<div class="tgme_widget_message_text js-message_reply_text">Acme burns</div></a>'
    )
    by_id = {one.id: one for one in mentions_in(polled(CHANNEL.answering("first"))[0])}
    reply = by_id["AcmeNews/103"]
    assert (reply.kind, reply.in_reply_to) == (MentionKind.REPLY, "AcmeNews/101")
    assert reply.text == "Thanks for asking"
    pages, _ = polled(always(Reply(body=page_of(message(7, quote)))))
    assert mentions_in(pages) == []
    assert [bool(one.because) for page in pages for one in page.skipped] == [True]


def test_the_last_of_nested_copies_is_the_text() -> None:
    """Telegram puts some texts into two blocks of the same name."""
    inner = '<div class="tgme_widget_message_text js-message_text">Acme once</div>'
    assert only(f'<div class="tgme_widget_message_text js-message_text">{inner}</div>').text == (
        "Acme once"
    )


def test_a_forwarded_message_is_a_repost() -> None:
    """The words are another's; who passes them on is the channel."""
    mention = only(
        '<div class="tgme_widget_message_forwarded_from">Forwarded from&nbsp;'
        '<a class="tgme_widget_message_forwarded_from_name"><span>Ola</span></a></div>'
        '<div class="tgme_widget_message_text">Acme leaks</div>'
    )
    assert (mention.kind, mention.text) == (MentionKind.REPOST, "Acme leaks")


@pytest.mark.parametrize(
    ("inside", "text", "title"),
    [
        (
            '<div class="tgme_widget_message_poll_question">Trust Acme?</div>'
            '<div class="tgme_widget_message_poll_option_text">Yes</div>'
            '<div class="tgme_widget_message_poll_option_text">No</div>',
            "Trust Acme?\nYes\nNo",
            None,
        ),
        ('<div class="tgme_widget_message_document_title">acme.pdf</div>', "acme.pdf", None),
        (
            '<a class="tgme_widget_message_photo_wrap"></a>'
            '<div class="tgme_widget_message_text">Acme, close up</div>',
            "Acme, close up",
            None,
        ),
        (
            '<div class="tgme_widget_message_text">kettle.example</div><a class='
            '"tgme_widget_message_link_preview"><div class="link_preview_title">Acme recall</div></a>',
            "kettle.example",
            "Acme recall",
        ),
    ],
    ids=["poll", "file", "caption", "link"],
)
def test_what_is_no_plain_text_has_words_too(inside: str, text: str, title: str | None) -> None:
    """Polls, files, captions and the headline of a link are what readers see."""
    mention = only(inside)
    assert (mention.text, mention.title) == (text, title)


def test_a_picture_without_words_and_a_service_message_are_none() -> None:
    """The first is declined with a reason, the second is nobody's message."""
    service = message(2, mark="service_message")
    body = page_of(message(1, '<a class="tgme_widget_message_photo_wrap"></a>'), service)
    pages, _ = polled(always(Reply(body=body)))
    assert mentions_in(pages) == []
    assert [one.item for page in pages for one in page.skipped] == ["AcmeNews/1"]
    assert {page.outcome for page in pages} == {Outcome.OK}


@pytest.mark.parametrize(
    ("written", "number"),
    [("17.8K", 17_800), ("1.2M", 1_200_000), ("2", 2), ("0", 0), ("4.02k", 4_020), ("1,234", 1_234),
     ("1B", 10**9), ("", None), ("many", None), ("1.2.3K", None), (None, None)],
)  # fmt: skip
def test_shortened_numbers_are_written_out(written: str | None, number: int | None) -> None:
    """What cannot be read is unknown."""
    assert shortened(written) == number


def test_reading_goes_back_to_known_ground() -> None:
    """Page by page before the oldest seen, deleted numbers or not, until what was known."""
    first, asked = polled(channel(range(1, 11)))
    assert [seen.query.get("before") for seen in asked] == [None]
    later = [*range(1, 11), *range(40, 95)]
    second, asked = polled(channel(later), last_cursor(first))
    assert sorted(numbers_in(second)) == list(range(40, 95))
    assert [seen.query.get("before") for seen in asked] == [None, "75", "55"]
    assert second[-1].outcome is Outcome.OK


def test_the_first_look_is_a_day() -> None:
    """A busy channel's history is not read."""
    pages, asked = polled(channel(range(1, 1_000), every=timedelta(hours=1)))
    assert len(asked) == 2
    assert min(numbers_in(pages)) == 960


def test_what_one_poll_cannot_read_is_read_by_the_next() -> None:
    """The gap is remembered, also while new messages come; nothing is lost or repeated."""
    first, _ = polled(channel([1]))
    flood = range(1, 800)
    second, asked = polled(channel(flood), last_cursor(first))
    assert (len(asked), second[-1].outcome) == (25, Outcome.PARTIAL)
    third, _ = polled(channel(range(1, 820)), last_cursor(second))
    fourth, _ = polled(channel(range(1, 820)), last_cursor(third))
    assert third[-1].outcome is Outcome.OK
    found = numbers_in([*first, *second, *third, *fourth])
    assert sorted(found) == list(range(1, 820))


def test_a_page_that_never_changes_ends() -> None:
    """A service that ignores what it is asked is not asked for ever."""
    pages, asked = polled(CHANNEL_ALWAYS)
    assert len(asked) <= 3
    assert numbers_in(pages) == [50, 51]


CHANNEL_ALWAYS = always(Reply(body=page_of(message(50), message(51))))


@pytest.mark.parametrize("target", ["https://t.me/AcmeNews", "/AcmeNews", "https://telegram.org/"])
def test_a_closed_preview_is_no_silence(target: str) -> None:
    """Telegram sends the reader on to the card: misconfigured, with what it may mean."""
    moved = Reply(status=302, headers={"Location": target})
    pages, asked = polled(always(moved))
    assert len(asked) == 1
    assert pages[-1].outcome is Outcome.MISCONFIGURED
    assert "@AcmeNews" in pages[-1].because
    assert "preview is switched off" in pages[-1].because


def test_the_card_itself_is_no_silence() -> None:
    """Also when it comes with status 200."""
    card = b"<!DOCTYPE html><html><body><div class='tgme_page'>Acme</div></body></html>"
    assert polled(always(Reply(body=card)))[0][-1].outcome is Outcome.MISCONFIGURED


def test_a_redirect_to_a_preview_is_followed() -> None:
    """Another spelling of the name, or another address of the service."""

    def script(seen: Seen) -> Reply:
        if seen.path == "/s/AcmeNews":
            return Reply(status=302, headers={"Location": "/s/acmenews2"})
        return Reply(body=NOTHING if "before" in seen.query else page_of(message(7)))

    with serving(script) as server:
        pages = pages_of(CHANNEL.source(server.url))
    assert numbers_in(pages) == [7]


@pytest.mark.parametrize(
    "body",
    [
        b'{"ok": true}',
        b"<html><body><form>Prove that you are human</form></body></html>",
        page_of(message(7))[:-60],
    ],
    ids=["json", "captcha", "cut"],
)
def test_another_page_is_broken(body: bytes) -> None:
    """Only a channel's own frame says that nothing was written."""
    pages, _ = polled(always(Reply(body=body)))
    assert (pages[-1].outcome, mentions_in(pages)) == (Outcome.BROKEN, [])


def test_one_channel_hides_no_other() -> None:
    """Each is read and remembered by itself; the closed one is named at the end."""

    def script(seen: Seen) -> Reply:
        name = seen.path.rpartition("/")[2]
        if name == "closed":
            return Reply(status=302, headers={"Location": "https://t.me/closed"})
        number = {"acme1": 11, "acme2": 12}[name]
        return Reply(body=NOTHING if "before" in seen.query else page_of(message(number)))

    with serving(script) as server:
        source = CHANNEL.source(server.url, channel=["acme1", "closed", "acme2"])
        pages = pages_of(source)
        again = pages_of(source, last_cursor(pages))
    assert sorted(numbers_in(pages)) == [11, 12]
    assert (pages[-1].outcome, again[-1].outcome) == (Outcome.PARTIAL, Outcome.MISCONFIGURED)
    assert mentions_in(again) == []
    assert "@closed" in again[-1].because


@pytest.mark.parametrize(
    "written",
    ["AcmeNews", "@AcmeNews", "t.me/AcmeNews", "https://t.me/s/AcmeNews/", ["https://t.me/AcmeNews"]],
)  # fmt: skip
def test_a_channel_is_named_as_people_copy_it(written: object) -> None:
    """With or without `@`, as a link, as one of a list."""
    options = registry.options_of("telegram").model_validate({"channel": written})
    assert options.channel == ("AcmeNews",)  # type: ignore[attr-defined]


@pytest.mark.parametrize("wrong", ["https://t.me/+AbCdEf", "t.me/joinchat/AbC", "a b", "", []])
def test_what_is_no_public_channel_is_said_so(wrong: object) -> None:
    """An invitation leads to a private channel, which cannot be read."""
    with pytest.raises(ValidationError):
        registry.options_of("telegram").model_validate({"channel": wrong})
