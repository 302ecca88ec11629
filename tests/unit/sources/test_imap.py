"""The mailbox source and servers that misbehave."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Mapping
from datetime import timedelta

import pytest
from pydantic import ValidationError

from socwatch.model.mention import Outcome, Page
from socwatch.ports import Source
from socwatch.sources import registry
from socwatch.sources._http import Http
from socwatch.sources._http import Manners as Patience
from tests.contracts.notifiers.conftest import delivery
from tests.contracts.sources.cases import (
    ACME,
    NOW,
    SECRET,
    SECRET_ENV,
    last_cursor,
    mentions_in,
    pages_of,
)
from tests.support.imap_server import ImapServer, Manners

LOGIN: Mapping[str, object] = {"host": "localhost", "user": "press", "password_env": SECRET_ENV}


def letter(number: int, **headers: str) -> bytes:
    """A short mail; headers may be replaced or, with "", left out."""
    fields = {
        "From": "Ivy Stone <ivy@customers.example>",
        "Subject": f"Acme {number}",
        "Message-ID": f"<{number}@customers.example>",
        "Date": "Sun, 22 Nov 2026 05:00:00 +0000",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    lines = [f"{name}: {value}" for name, value in fields.items() if value]
    return "\r\n".join([*lines, "", f"Letter {number}"]).encode()


def source(port: int, *, deadline: float = 5.0, **more: object) -> Source:
    """A source that reads the server on this port in clear."""
    raw = {**LOGIN, "port": port, "tls": "none", "allow_private": True, **more}
    options = registry.options_of("imap").model_validate(raw)
    http = Http(manners=Patience(deadline=deadline))
    return registry.build("mailbox", "imap", options, http=http)


def last_page(manners: Manners, **more: object) -> Page:
    """How a poll of such a server ends, which has one mail."""
    with ImapServer({1: letter(1)}, manners) as server:
        return pages_of(source(server.port, **more))[-1]  # type: ignore[arg-type]


@pytest.mark.parametrize("at", ["greeting", "CAPABILITY", "AUTHENTICATE", "EXAMINE", "FETCH"])
@pytest.mark.parametrize("how", ["hang_at", "drip_at"])
def test_a_server_that_hangs_holds_nobody(at: str, how: str) -> None:
    """Neither silence nor a byte at a time outlasts the deadline, also not in a thread."""
    begin = time.monotonic()
    last = last_page(Manners(**{how: at}), deadline=0.4)  # type: ignore[arg-type]
    assert time.monotonic() - begin < 2.0
    assert last.outcome is Outcome.BROKEN
    assert last.because == "localhost did not answer in full within 0.4 seconds"


@pytest.mark.parametrize("at", ["greeting", "EXAMINE", "SEARCH", "FETCH"])
def test_a_lost_connection_is_broken(at: str) -> None:
    """A server that hangs up is no empty mailbox."""
    last = last_page(Manners(drop_at=at))
    assert last.outcome is Outcome.BROKEN
    assert "localhost" in last.because


def test_nobody_at_the_door_is_broken() -> None:
    """A port without a server is told with its number."""
    with ImapServer() as server:
        port = server.port
    (last,) = pages_of(source(port))
    assert last.outcome is Outcome.BROKEN
    assert last.because == f"localhost could not be reached on port {port}"


@pytest.mark.parametrize(
    ("greeting", "outcome"),
    [
        ("* BYE closed for repairs", Outcome.BROKEN),
        ("* BYE [UNAVAILABLE] come back later", Outcome.REFUSED),
        ("* BYE Too many connections", Outcome.REFUSED),
        ("HTTP/1.1 400 Bad Request", Outcome.BROKEN),
        ("+OK POP3 ready", Outcome.BROKEN),
        ("* OK {999999999999999999999}", Outcome.BROKEN),
        ("\x00\xff", Outcome.BROKEN),
    ],
)
def test_what_a_greeting_means(greeting: str, outcome: Outcome) -> None:
    """A goodbye, another protocol and plain nonsense are told apart from a mailbox."""
    assert last_page(Manners(greeting=greeting), deadline=1.0).outcome is outcome


@pytest.mark.parametrize(
    ("says", "outcome"),
    [
        ("NO [AUTHENTICATIONFAILED] Invalid credentials", Outcome.UNAUTHORISED),
        ("NO LOGIN failed", Outcome.UNAUTHORISED),
        ("NO [ALERT] Application-specific password required", Outcome.UNAUTHORISED),
        ("NO [PRIVACYREQUIRED] Plaintext disallowed", Outcome.MISCONFIGURED),
        ("NO [UNAVAILABLE] Temporary failure", Outcome.REFUSED),
        ("NO [LIMIT] Too many connections", Outcome.REFUSED),
        ("NO [ALERT] Too many simultaneous connections. (Failure)", Outcome.REFUSED),
        ("NO [INUSE] Locked", Outcome.REFUSED),
        ("BAD what?", Outcome.BROKEN),
        ("* BYE [UNAVAILABLE] Going down\r\n", Outcome.REFUSED),
    ],
)
def test_what_a_refused_login_means(says: str, outcome: Outcome) -> None:
    """The server's code decides; without one a refused login is a wrong one."""
    scripted = says if not says.startswith("*") else says + "{tag} NO bye"
    last = last_page(Manners(says={"AUTHENTICATE": scripted}))
    assert last.outcome is outcome
    assert SECRET not in last.because


@pytest.mark.parametrize(
    ("command", "says", "outcome"),
    [
        ("EXAMINE", "NO [NONEXISTENT] Unknown mailbox", Outcome.MISCONFIGURED),
        ("EXAMINE", "NO No such folder", Outcome.MISCONFIGURED),
        ("EXAMINE", "NO [INUSE] Locked", Outcome.REFUSED),
        ("SEARCH", "NO [UNAVAILABLE] Index is being rebuilt", Outcome.REFUSED),
        ("SEARCH", "NO Cannot search", Outcome.BROKEN),
        ("FETCH", "NO [LIMIT] Bandwidth", Outcome.REFUSED),
        ("FETCH", "BAD what?", Outcome.BROKEN),
        ("FETCH", "* 1 FETCH (UID 1 BODY[]<0> {{99999999999}}\r\nx{tag}", Outcome.BROKEN),
        ("FETCH", "* OK hm\r\n{tag} OK here you are", Outcome.BROKEN),
        ("FETCH", "* 1 FETCH nonsense\r\n{tag} PERHAPS", Outcome.BROKEN),
    ],
)
def test_what_a_refusal_further_on_means(command: str, says: str, outcome: Outcome) -> None:
    """No refusal and no nonsense looks like an empty mailbox."""
    assert last_page(Manners(says={command: says}), deadline=1.0).outcome is outcome


def test_the_sentence_of_a_wrong_folder_names_the_right_ones() -> None:
    """Whatever form the server's list has: quoted, bare, encoded or a literal."""
    listing = (
        '* LIST (\\HasNoChildren) "/" "Press & more"\r\n'
        '* LIST (\\Noselect) "/" Hidden\r\n'
        "* LIST () NIL M&APw-nchen\r\n"
        '* LIST () "/" {{7}}\r\nA "b" c\r\n'
        "{tag} OK done"
    )
    last = last_page(Manners(says={"EXAMINE": "NO gone", "LIST": listing}), folder="Prss")
    assert last.because == (
        'the mailbox has no folder Prss that may be read; there are: Press & more, München, A "b" c'
    )


def test_an_access_token_is_said_as_xoauth2_wants_it() -> None:
    """User and token in one line, which Gmail and Microsoft 365 understand."""
    with ImapServer({1: letter(1)}) as server:
        pages = pages_of(source(server.port, auth="xoauth2"))
    assert server.answers == [f"user=press\1auth=Bearer {SECRET}\1\1".encode()]
    assert len(mentions_in(pages)) == 1


def test_a_refused_token_is_a_refused_login() -> None:
    """The challenge that tells why is answered, and what follows is the refusal."""
    says = "+ eyJzdGF0dXMiOiI0MDAifQ==\r\n{tag} NO [AUTHENTICATIONFAILED] Invalid credentials"
    last = last_page(Manners(says={"AUTHENTICATE": says}), auth="xoauth2")
    assert last.outcome is Outcome.UNAUTHORISED


def test_an_old_server_gets_a_plain_login() -> None:
    """LOGIN is used where nothing better is offered."""
    with ImapServer({1: letter(1)}, Manners(capabilities="IMAP4rev1")) as server:
        pages = pages_of(source(server.port))
    assert f'LOGIN press "{SECRET}"' in server.commands
    assert len(mentions_in(pages)) == 1


def test_where_no_password_is_taken_none_is_said() -> None:
    """LOGINDISABLED is obeyed, and the sentence says what to change."""
    with ImapServer({}, Manners(capabilities="IMAP4rev1 LOGINDISABLED")) as server:
        (last,) = pages_of(source(server.port))
    assert last.outcome is Outcome.MISCONFIGURED
    assert not any("LOGIN press" in command for command in server.commands)


def test_a_stripped_starttls_is_named_and_nothing_is_said() -> None:
    """Somebody on the way who removes STARTTLS does not get the password."""
    with ImapServer({}) as server:
        (last,) = pages_of(source(server.port, tls="starttls"))
    assert last.outcome is Outcome.BROKEN
    assert "offers no STARTTLS" in last.because
    assert not any("AUTH" in command for command in server.commands)


def test_tls_to_a_plain_port_is_explained() -> None:
    """The wrong pair of port and tls is told as that."""
    with ImapServer({}, Manners(greeting="* OK ready")) as server:
        (last,) = pages_of(source(server.port, tls="implicit"))
    assert last.outcome is Outcome.BROKEN
    assert 'port 143 with tls = "starttls"' in last.because


def test_the_folder_is_looked_at_and_not_touched() -> None:
    """EXAMINE and BODY.PEEK: nothing is marked as read."""
    with ImapServer({1: letter(1)}) as server:
        pages_of(source(server.port))
    said = " ".join(server.commands)
    assert 'EXAMINE "INBOX"' in said
    assert "BODY.PEEK[]<0.2097152>" in said
    assert "SELECT" not in said
    assert "STORE" not in said
    assert "LOGOUT" in said


def test_new_numbers_mean_a_new_look_by_message_id() -> None:
    """What was read under the old numbers is not brought again."""
    with ImapServer({1: letter(1), 2: letter(2)}, Manners(validity=1)) as server:
        before = last_cursor(pages_of(source(server.port)))
    with ImapServer({1: letter(2), 2: letter(3), 3: letter(1)}, Manners(validity=9)) as server:
        pages = pages_of(source(server.port), before)
        again = pages_of(source(server.port), last_cursor(pages))
    assert [one.id for one in mentions_in(pages)] == ["<3@customers.example>"]
    assert mentions_in(again) == []
    assert any("SEARCH SINCE" in command for command in server.commands)


def test_a_server_that_does_not_tell_its_next_number() -> None:
    """Without UIDNEXT the highest number is asked for, and nothing comes twice."""
    with ImapServer({4: letter(4)}, Manners(uid_next=False)) as server:
        first = pages_of(source(server.port))
        server.mails[9] = letter(9)
        second = pages_of(source(server.port), last_cursor(first))
        third = pages_of(source(server.port), last_cursor(second))
    found = [[one.id[1] for one in mentions_in(pages)] for pages in (first, second, third)]
    assert found == [["4"], ["9"], []]


def test_old_mail_is_not_news_on_the_first_look() -> None:
    """A server whose SINCE is generous does not bring what came days ago."""
    with ImapServer({1: letter(1)}, received=NOW - timedelta(days=2)) as server:
        first = pages_of(source(server.port))
    assert mentions_in(first) == []
    assert first[-1].outcome is Outcome.OK


def test_another_folder_is_looked_at_anew() -> None:
    """Numbers of one folder mean nothing in the other."""
    with ImapServer({1: letter(1)}) as server:
        before = last_cursor(pages_of(source(server.port)))
        pages = pages_of(source(server.port, folder="Alerts"), before)
        assert any("SEARCH SINCE" in command for command in server.commands[-6:])
    assert mentions_in(pages) == []  # the same mail, filed twice


def test_mails_then_a_failure_is_partial() -> None:
    """What was read before is kept, the cursor is behind it, and the rest comes next time."""
    mails = {number: letter(number) for number in range(1, 31)}
    with ImapServer(mails, Manners(drop_at="FETCH", spared=2)) as server:
        first = pages_of(source(server.port))
    with ImapServer(mails) as server:
        rest = pages_of(source(server.port), last_cursor(first))
    assert (first[-1].outcome, rest[-1].outcome) == (Outcome.PARTIAL, Outcome.OK)
    assert [len(mentions_in(pages)) for pages in (first, rest)] == [20, 10]


def test_large_mails_are_fetched_one_by_one() -> None:
    """Over a slow line one answer must come within the deadline."""
    mails = {number: letter(number) + b"x" * 900_000 for number in (1, 2)}
    with ImapServer({**mails, 3: letter(3), 4: letter(4)}) as server:
        pages = pages_of(source(server.port))
    bodies = [command.split()[2] for command in server.commands if "PEEK" in command]
    assert bodies == ["1", "2,3,4"]
    assert len(mentions_in(pages)) == 4


def test_a_poll_that_is_given_up_ends_at_once() -> None:
    """The thread that waits for a silent server is woken when the poll is cancelled."""
    with ImapServer({}, Manners(hang_at="EXAMINE")) as server:

        async def given_up() -> None:
            async for _ in source(server.port).poll((ACME,), None, NOW):
                pass

        async def soon() -> None:
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(given_up(), 0.3)

        begin = time.monotonic()
        asyncio.run(soon())
        assert time.monotonic() - begin < 2.0


def test_what_machines_send_by_themselves_is_not_taken() -> None:
    """Our own alarms, answering machines and bounces set off no alarm; they are named."""
    mails = {
        1: letter(1, Auto_Submitted="auto-generated"),
        2: letter(2, Auto_Submitted="auto-replied (vacation)"),
        3: letter(3, List_Id="<alerts.socwatch.acme.example>"),
        4: letter(4, X_Socwatch_Drill="yes"),
        5: letter(5, Auto_Submitted="no", Precedence="bulk"),
    }
    with ImapServer(mails) as server:
        pages = pages_of(source(server.port))
    assert [one.id for one in mentions_in(pages)] == ["<5@customers.example>"]
    assert len([one for page in pages for one in page.skipped]) == 4
    assert {page.outcome for page in pages} == {Outcome.OK}


def test_our_own_mails_are_known_whatever_a_server_did_to_them() -> None:
    """Without its headers an alarm is known by its id, and so is what colleagues answer to it."""
    alarm = delivery()
    bare = b"From: a@acme.example\r\nMessage-ID: " + alarm.message_id.encode() + b"\r\n\r\nAcme"
    answer = letter(2, In_Reply_To=alarm.message_id)
    thread = letter(3, References=f"<x@y.example> {alarm.message_id}")
    mails = {1: alarm.body, 2: bare, 3: answer, 4: thread, 5: letter(5, In_Reply_To="<5@a.b>")}
    with ImapServer(mails) as server:
        pages = pages_of(source(server.port))
    (found,) = mentions_in(pages)
    assert (found.id, found.in_reply_to) == ("<5@customers.example>", "<5@a.b>")


def test_everything_belongs_when_the_config_says_so() -> None:
    """match = all: the folder is already a choice, made by a rule or a person."""
    with ImapServer({1: letter(1)}) as server:
        (found,) = mentions_in(pages_of(source(server.port, match="all")))
    assert found.found_by == ("acme",)


def test_a_damaged_mail_is_named_and_passed() -> None:
    """What is no mail at all is skipped once, and the cursor goes on."""
    with ImapServer({1: b"\r\n\r\n", 2: letter(2), 3: letter(3)}) as server:
        pages = pages_of(source(server.port))
        again = pages_of(source(server.port), last_cursor(pages))
    assert len(mentions_in(pages)) == 2
    assert [bool(one.because) for page in pages for one in page.skipped] == [True]
    assert mentions_in(again) == []


def test_a_mail_that_went_away_meanwhile_is_no_trouble() -> None:
    """Somebody files a mail between our question and our look; an empty one is named."""
    empty = '* 1 FETCH (UID 1 BODY[]<0> "")\r\n{tag} OK done'
    with ImapServer({1: letter(1), 2: letter(2)}, Manners(says={"FETCH": empty})) as server:
        pages = pages_of(source(server.port))
    assert pages[-1].outcome is Outcome.BROKEN  # the second mail is there, but kept back
    gone = "{tag} OK done"
    with ImapServer({1: letter(1)}, Manners(says={"FETCH": gone}, vanish=True)) as server:
        pages = pages_of(source(server.port))
    assert (mentions_in(pages), pages[-1].outcome) == ([], Outcome.OK)


def test_no_log_and_no_error_tells_the_password(caplog: pytest.LogCaptureFixture) -> None:
    """Not even when the server repeats it."""
    caplog.set_level(logging.DEBUG)
    last = last_page(Manners(says={"AUTHENTICATE": f"NO wrong: {SECRET}"}))
    assert last.outcome is Outcome.UNAUTHORISED
    assert SECRET not in repr(last) + caplog.text


def test_without_a_password_it_says_so() -> None:
    """A login without its secret is unauthorised, and the server is not bothered."""
    with ImapServer({}) as server:
        raw = {"host": "localhost", "user": "press", "port": server.port, "allow_private": True}
        options = registry.options_of("imap").model_validate({**raw, "tls": "none"})
        built = registry.build("mailbox", "imap", options, http=Http())
        (last,) = pages_of(built)
    assert (last.outcome, server.commands) == (Outcome.UNAUTHORISED, [])
    assert "it needs a password" in last.because


@pytest.mark.parametrize(
    "wrong",
    [
        {"tls": "none", "host": "mail.acme.example"},
        {"host": "imaps://mail.acme.example"},
        {"host": "mail.acme.example:993"},
        {"port": 0},
        {"password": "inline"},
        {"password_file": "x"},
        {"base_url": "http://127.0.0.1"},
    ],
)
def test_what_cannot_be_configured(wrong: dict[str, object]) -> None:
    """Clear text to another machine, addresses for names, secrets in the config."""
    with pytest.raises(ValidationError):
        registry.options_of("imap").model_validate({**LOGIN, **wrong})


def test_link_local_is_closed_for_good() -> None:
    """allow_private does not open the addresses where clouds keep their credentials."""
    (last,) = pages_of(source(993, host="169.254.169.254", tls="implicit"))
    assert last.outcome is Outcome.MISCONFIGURED
