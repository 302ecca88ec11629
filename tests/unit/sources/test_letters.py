"""What is read from a mail: encodings, quotes, identities, digests."""

from __future__ import annotations

import base64
import time
from contextlib import suppress
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from socwatch.sources._letter import mail_in

HEAD = b"From: ivy@customers.example\r\nSubject: Acme\r\nMessage-ID: <1@a.example>\r\n"
GOOGLE = (
    b"From: googlealerts-noreply@google.com\r\nSubject: Acme\r\nContent-Type: text/html\r\n\r\n"
)


def with_body(kind: str, body: bytes, *more: str) -> bytes:
    """A mail with one part."""
    lines = [f"Content-Type: {kind}", *more]
    return HEAD + "\r\n".join([*lines, "", ""]).encode() + body


def digest(html: str, plain: str = "") -> bytes:
    """A mail of Google Alerts."""
    message = EmailMessage()
    message["From"] = "Google Alerts <googlealerts-noreply@google.com>"
    message["Subject"] = "Google Alert - acme kettle"
    message["Message-ID"] = "<digest.1@google.com>"
    message["Date"] = "Sun, 22 Nov 2026 05:00:00 +0000"
    message["Precedence"] = "bulk"
    message.set_content(plain or "See the HTML")
    if html:
        message.add_alternative(html, subtype="html")
    return message.as_bytes()


def detour(page: str) -> str:
    """How Google links to a page."""
    return f"https://www.google.com/url?rct=j&sa=t&url={page}&ct=ga&cd=CAEYAC&usg=AOvVaw"


@pytest.mark.parametrize(
    ("kind", "body", "text"),
    [
        ("text/plain; charset=utf-8", "Café 🔥".encode(), "Café 🔥"),
        ("text/plain; charset=iso-8859-1", "Café \x93hot\x94".encode("latin-1"), "Café “hot”"),
        ("text/plain; charset=us-ascii", "Café".encode(), "Café"),
        ("text/plain", "水壶".encode(), "水壶"),
        ("text/plain", "Café".encode("cp1252"), "Café"),
        ("text/plain; charset=no-such-thing", "Café".encode(), "Café"),
        ("text/plain; charset=utf-8", "Café".encode("cp1252"), "Caf\ufffd"),
        ("text/plain; charset=punycode", b"Acme", "Acme"),
        ("text/plain; charset=gb2312", "水壶\u9555".encode("gb18030"), "水壶\u9555"),
        ("text/plain; charset=koi8-r", "чайник".encode("koi8-r"), "чайник"),
        (
            "text/html; charset=utf-8",
            b"<p>Acme &amp; <b>caf&eacute;</b></p>",
            "Acme & café",
        ),
        ("text/html", b"<script>x()</script><style>b{}</style>Acme", "Acme"),
    ],
)
def test_any_charset_is_read(kind: str, body: bytes, text: str) -> None:
    """The declared charset, else the one that fits; markup becomes plain words."""
    assert mail_in(with_body(kind, body)).text == text


def test_plain_text_comes_before_html() -> None:
    """Of two versions the one that a person could have typed is read; an empty one is none."""
    message = EmailMessage()
    message["From"] = "ivy@customers.example"
    message.set_content("The plain one")
    message.add_alternative("<p>The other</p>", subtype="html")
    assert mail_in(message.as_bytes()).text == "The plain one"
    message = EmailMessage()
    message["From"] = "ivy@customers.example"
    message.set_content(" \n")
    message.add_alternative("<p>The other</p>", subtype="html")
    assert mail_in(message.as_bytes()).text == "The other"


def test_headers_in_any_encoding_are_read() -> None:
    """Encoded words, raw UTF-8 and folded lines are all plain words in the end."""
    raw = (
        b"From: =?utf-8?q?Ren=C3=A9e?= <Renee@Customers.example>\r\n"
        b"Subject: =?iso-8859-1?q?Caf=E9?= \xe6\xb0\xb4\xe5\xa3\xb6\r\n and more\r\n"
        b"Message-ID:\r\n <folded@a.example>\r\n\r\nx"
    )
    mail = mail_in(raw)
    assert (mail.name, mail.handle) == ("Renée", "renee@customers.example")
    assert mail.subject == "Café 水壶 and more"
    assert mail.id == "<folded@a.example>"


@pytest.mark.parametrize(
    ("sender", "name", "handle"),
    [
        ("Ivy <ivy@a.example>", "Ivy", "ivy@a.example"),
        ("ivy@a.example", None, "ivy@a.example"),
        ('"Stone, Ivy" <ivy@a.example>, other@b.example', "Stone, Ivy", "ivy@a.example"),
        ("Press team: ivy@a.example;", None, "ivy@a.example"),
        ("Ivy Stone", "Ivy Stone", None),
        ("<>", None, None),
        ("@@@ <<", None, None),
    ],
)
def test_who_wrote_it(sender: str, name: str | None, handle: str | None) -> None:
    """Name and address of the first sender; nonsense makes neither up."""
    mail = mail_in(f"From: {sender}\r\nSubject: Acme\r\n\r\nx".encode())
    assert mail.handle == handle
    if name or handle:
        assert mail.name == name


@pytest.mark.parametrize(
    ("date", "at"),
    [
        ("Sun, 22 Nov 2026 05:30:00 +0100", datetime(2026, 11, 22, 4, 30, tzinfo=UTC)),
        ("22 Nov 26 04:30 GMT", datetime(2026, 11, 22, 4, 30, tzinfo=UTC)),
        ("Sun, 22 Nov 2026 04:30:00 -0000", datetime(2026, 11, 22, 4, 30, tzinfo=UTC)),
        ("yesterday", None),
        ("Sun, 99 Nov 2026 05:30:00 +9999", None),
        ("", None),
    ],
)
def test_when_it_was_sent(date: str, at: datetime | None) -> None:
    """In UTC; a date that is none is unknown."""
    assert mail_in(HEAD + f"Date: {date}\r\n\r\nx".encode()).sent_at == at


def test_a_mail_without_an_id_has_a_steady_one() -> None:
    """The same mail has the same stand-in on every way, another mail another."""
    one = b"From: ivy@a.example\r\nSubject: Acme\r\n\r\nx"
    same = b"Received: by mx.acme.example\r\n" + one
    assert mail_in(one).id == mail_in(same).id
    assert mail_in(one).id.startswith("sha:")
    assert mail_in(one).id != mail_in(one + b"y").id


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Yes!\n\nOn Sun, 22 Nov 2026, Ivy wrote:\n> Is it?\n> Really?\n", "Yes!"),
        ("Yes!\n\nOn Sun, 22 Nov 2026 at 05:00\nIvy <i@a.example> wrote:\n\n> Is it?\n", "Yes!"),
        ("Ja!\n\nAm 22.11.2026 schrieb Ivy:\n> Ist es?\n", "Ja!"),
        ("Yes!\n-----Original Message-----\n> Is it?\n", "Yes!"),
        ("Yes!\n> Is it?\n", "Yes!"),
        ("> Is it?\nYes!\n> Really?\nReally.\n", "> Is it?\nYes!\n> Really?\nReally."),
        ("On Monday Ivy wrote:\n> Is it?\nYes!\n", "On Monday Ivy wrote:\n> Is it?\nYes!"),
        ("> only a quote\n", "> only a quote"),
        ("On fire since Monday: the Acme kettle\n", "On fire since Monday: the Acme kettle"),
    ],
)
def test_the_mail_that_is_answered_is_left_out(written: str, kept: str) -> None:
    """Only where all of the rest is a quote: what somebody wrote between is never lost."""
    assert mail_in(HEAD + b"\r\n" + written.replace("\n", "\r\n").encode()).text == kept


def test_a_mail_that_was_cut_is_read_as_far_as_it_goes() -> None:
    """Only the beginning of a large mail is fetched; that may end anywhere."""
    message = EmailMessage()
    message["From"] = "ivy@customers.example"
    message.set_content("Acme kettle " * 2_000, cte="base64")
    raw = message.as_bytes()
    for end in range(200, 1_200, 37):
        assert mail_in(raw[:end]).handle == "ivy@customers.example"
    assert mail_in(raw[:1_200]).text.startswith("Acme kettle Acme")


@pytest.mark.parametrize("raw", [b"", b"\r\n\r\n", b"\r\n", b"X: y\r\n\r\n"])
def test_what_is_no_mail(raw: bytes) -> None:
    """Neither sender nor subject nor words: that is said, not guessed."""
    with pytest.raises(ValueError, match="neither headers nor words"):
        mail_in(raw)


@pytest.mark.parametrize(
    "raw",
    [
        HEAD + b"From: " + b"(" * 100_000 + b"\r\n\r\nx",
        HEAD + b"To: " + b"a@b.example, " * 50_000 + b"\r\n\r\nx",
        HEAD + b"Content-Type: multipart/mixed; boundary=" + b"x" * 90_000 + b"\r\n\r\nx",
        HEAD + b"Content-Type: text/plain; charset*=x''%ff%00\r\n\r\nx",
        HEAD + b"Content-Type: text/plain; charset=" + b"=?utf-8?q?x?=" * 500 + b"\r\n\r\nx",
        HEAD + b"Content-Type: multipart/alternative\r\n\r\nno boundary",
        HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n!!!not base64!!!",
        HEAD + b"Content-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 x\r\n#$%^\r\nend",
        HEAD + b"Date: " + b"9" * 5_000 + b"\r\n\r\nx",
        HEAD
        + b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
            for n in range(3_000)
        ),
        HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 200_000,
        GOOGLE + b"<div>" * 400_000,
        GOOGLE + b"<a href" * 250_000,
        GOOGLE
        + b"".join(
            b"<div><a href='https://www.google.com/url?url=https://x.example/%d'>t</a>" % n
            for n in range(30_000)
        ),
    ],
    ids=[f"odd{n}" for n in range(14)],
)
def test_hostile_mail_takes_neither_long_nor_us_down(raw: bytes) -> None:
    """It is read or it is a ValueError, and soon."""
    begin = time.monotonic()
    with suppress(ValueError):
        mail_in(raw)
    assert time.monotonic() - begin < 3.0


def test_alerts_of_google_are_one_mention_a_link() -> None:
    """Headline, excerpt and publisher of each page, its own address, and none of Google's."""
    row = """
      <tr itemscope itemtype="http://schema.org/Article"><td><div>
        <span><a itemprop="url" href="{link}"><span itemprop="name">{head}</span></a></span>
        <div><div itemprop="publisher"><a><span itemprop="name">{paper}</span></a></div>
        <div itemprop="description">{words}</div></div>
        <a href="https://www.google.com/alerts/share?ru={page}">Share</a>
        <a href="https://www.google.com/alerts/feedback?x=1">Flag as irrelevant</a>
      </div></td></tr>"""
    rows = [
        (
            "https://news.example/fire",
            "<b>Acme</b> kettle &amp; fire",
            "The Paper",
            "It <b>burnt</b>…",
        ),
        ("https://blog.example/a?b=1%26c=2", "Acme again 🔥", "A Blog", "More&nbsp;of it"),
    ]
    html = "<script>var x = 1</script><table><tr><td>Google Alert: acme kettle</td></tr>"
    html += "".join(
        row.format(link=detour(page).replace("&", "&amp;"), page=page, head=head, paper=p, words=w)
        for page, head, p, w in rows
    )
    html += "<tr><td><a href='https://www.google.com/alerts/remove?s=1'>Unsubscribe</a></td></tr>"
    first, second = mail_in(digest(html + "</table>")).alerts
    assert (first.url, first.title) == ("https://news.example/fire", "Acme kettle & fire")
    assert (first.publisher, first.text) == ("The Paper", "It burnt…")
    assert (second.title, second.text) == ("Acme again 🔥", "More of it")
    assert second.url.startswith("https://blog.example/a?b=1")


def test_simpler_digests_are_read_too() -> None:
    """Links in paragraphs, or bare ones with their words behind them."""
    one, two = detour("https://a.example/1"), detour("https://b.example/2")
    paragraphs = f'<p><a href="{one}">Acme one</a><br>First words</p><p><a href="{two}">Two</a></p>'
    bare = f'<a href="{one}">Acme one</a><br>First words<br><a href="{two}">Two</a><br>Second'
    for html in (paragraphs, bare):
        first, second = mail_in(digest(html)).alerts
        assert (first.url, first.title, first.text) == (
            "https://a.example/1",
            "Acme one",
            "First words",
        )
        assert (second.url, second.title) == ("https://b.example/2", "Two")


def test_a_digest_in_plain_text() -> None:
    """Headline and excerpt stand above the link."""
    text = (
        "=== News - 2 new results for [acme] ===\n\n"
        f"Acme kettle burns\nThe Paper\nIt was hot\n<{detour('https://a.example/1')}>\n\n"
        f"Acme answers\nA Blog\n<{detour('https://b.example/2')}>\n"
    )
    first, second = mail_in(digest("", text)).alerts
    assert (first.title, first.text) == ("Acme kettle burns", "The Paper\nIt was hot")
    assert (second.url, second.title) == ("https://b.example/2", "Acme answers")


def test_only_google_sends_digests() -> None:
    """The same words of somebody else are a mail like any other."""
    raw = digest(f'<a href="{detour("https://a.example/1")}">Acme</a>')
    assert mail_in(raw.replace(b"googlealerts-noreply@", b"somebody@")).alerts == ()
    assert len(mail_in(raw).alerts) == 1


def test_an_encoded_attachment_is_no_text() -> None:
    """A text file that hangs on the mail is not what the mail says."""
    message = EmailMessage()
    message["From"] = "ivy@customers.example"
    message["Subject"] = "Acme"
    message.set_content("See the file")
    message.add_attachment(base64.b64encode(b"x" * 99).decode(), filename="a.txt")
    assert mail_in(message.as_bytes()).text == "See the file"
