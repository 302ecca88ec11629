"""One evening of a kettle maker, in fixed values."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from socwatch.model.delivery import Brief, Delivery, DeliveryKind, DeliveryState, Quote
from socwatch.model.issue import (
    CloseReason,
    Entry,
    EventKind,
    Issue,
    IssueState,
    Ladder,
)
from socwatch.model.mention import Outcome
from socwatch.model.plan import (
    Contact,
    CrisisPlan,
    Need,
    Notify,
    PlaybookStep,
    Scenario,
    Severity,
    Statement,
    Step,
)
from socwatch.model.signal import Signal
from socwatch.model.watching import BlindSpan, SourceState
from socwatch.report.facts import (
    DigestFacts,
    IssueFacts,
    IssueReport,
    ReportFacts,
    Slot,
    StoryFacts,
    TopicFacts,
)

NOW = datetime(2026, 11, 22, 2, 31, tzinfo=UTC)
DAY = datetime(2026, 11, 21, tzinfo=UTC)

PLAN = CrisisPlan(
    name="Acme crisis plan",
    owner="pr",
    timezone="Europe/London",
    severities=(
        Severity(name="green", rank=0, notify=Notify.DIGEST),
        Severity(name="amber", rank=1),
        Severity(name="red", rank=2),
    ),
    contacts=(
        Contact(id="dana", name="Dana Okafor", timezone="Europe/London", roles=("pr",)),
        Contact(id="luis", name="Luis Peña", timezone="Europe/Madrid", roles=("pr", "legal")),
    ),
    scenarios=(
        Scenario(
            id="product_safety",
            terms=("fire",),
            severity_floor="red",
            tripwire=True,
            playbook=(
                PlaybookStep(
                    do="Confirm with Product Safety", within=timedelta(minutes=15), role="pr"
                ),
                PlaybookStep(do="Pause scheduled posts and adverts"),
            ),
            statements=("HS-2", "HS-3", "HS-4"),
        ),
    ),
    statements=(
        Statement(
            id="HS-2",
            text="We have seen reports about the Model K kettle and look into them now.",
            approved_by="legal",
            expires=date(2027, 6, 30),
        ),
        Statement(id="HS-3", language="de", text="Wir prüfen die Berichte."),
        Statement(id="HS-4", text="Old words.", approved_by="legal", expires=date(2026, 1, 1)),
    ),
)

SIGNAL = Signal(
    topic="acme",
    kind="product_safety",
    at=NOW - timedelta(minutes=1),
    window=timedelta(hours=1),
    observed=61,
    expected=5.1,
    low=0,
    high=9,
    scored=56,
    negative=48,
    usual_negative=0.18,
    voices=52,
    copies=6,
    busiest=3,
)

ISSUE = Issue(
    number=42,
    topic="acme",
    kind="product_safety",
    severity="red",
    state=IssueState.OPEN,
    title="Acme: product safety",
    because="a mention says “caught fire”, which the plan calls product safety",
    opened_at=NOW,
    since=NOW,
    last_signal_at=NOW,
    signal=SIGNAL,
    ladder=Ladder(
        steps=(
            Step(after=timedelta(0), tell=("rota:duty",)),
            Step(after=timedelta(minutes=15), tell=("role:pr",), need=Need.ALL),
            Step(after=timedelta(minutes=30), tell=("role:ceo",)),
        )
    ),
)

#: What people may write to break out of the place where they are shown.
HOSTILE = (
    "ACK I-42\r\nBcc: x@evil.example\n\x1b]0;owned\x07 =?utf-8?q?=0d=0aBcc:_x@evil.example?= "
    "<script>alert(1)</script><img src=http://evil.example/p.gif> "
    "\u202egnp.exe\u2066 \u2028 a\u0300\u0301\u0302\u0303\u0304\u0305 {{ 7*7 }} [DRILL]"
)

QUOTES = (
    Quote(
        text="My Model K just caught FIRE.\nKitchen full of smoke, kids asleep upstairs.",
        author="@linnea@kettle.social",
        source="mastodon",
        at=NOW - timedelta(minutes=7),
        url="https://kettle.social/@linnea/1",
        why="first report, shared 61 times",
    ),
    Quote(
        text=HOSTILE,
        author="@rob\x1b[2J\n<b>",
        source="bluesky",
        at=NOW - timedelta(minutes=3),
        url="javascript:alert(1)",
        why="asks us directly",
    ),
    Quote(
        text="النار في المطبخ",
        author="@amal",
        source="press",
        at=NOW - timedelta(days=1),
        url="https://acme.example@xn--acm-xyz.example/a b",
    ),
)

BRIEF = Brief(
    issue=ISSUE,
    to="Dana Okafor",
    because="on duty in rota duty",
    timezone="Europe/London",
    now=NOW,
    steps=3,
    next_told="Luis Peña",
    next_at=NOW + timedelta(minutes=15),
    told=((NOW, "Dana Okafor"),),
    quotes=QUOTES,
    unread=("reddit, which asked us to wait, since 02:23",),
)

FAILING = SourceState(
    name="reddit",
    kind="reddit",
    outcome=Outcome.UNAUTHORISED,
    because="the token was rejected (401)",
    since=DAY + timedelta(hours=2, minutes=23),
    last_ok=DAY + timedelta(hours=2),
    failures=3,
)


def _slots() -> tuple[Slot, ...]:
    counts = [14, 15, 12, None, None, *range(10, 27), 120, 210]
    return tuple(
        Slot(
            start=DAY + timedelta(hours=hour),
            length=timedelta(hours=1),
            mentions=count,
            low=8,
            high=27,
            scored=(count or 0) * 9 // 10,
            negative=(count or 0) * (1 + 4 * (hour > 21)) // 6,
        )
        for hour, count in enumerate(counts)
    )


TOPIC = TopicFacts(
    topic="acme",
    mentions=1934,
    expected=1102.0,
    low=900,
    high=1300,
    scored=1700,
    negative=580,
    usual_negative=0.18,
    voices=1400,
    copies=230,
    slots=_slots(),
    size="big data, 1,102 mentions a day: shares of 20 and more are given in percent",
    record="88% of 120 such forecasts held, 90% promised",
)

OPEN = IssueFacts(
    id="I-42",
    topic="acme",
    kind="product_safety",
    title="Acme: product safety",
    severity="red",
    state=IssueState.OPEN,
    opened_at=DAY + timedelta(hours=22),
    because=(
        "61 mentions in 1 h from 52 people, usual 0\u20139 at this hour; 86 % negative, usual 18 %; "
        "about once in 11 weeks for this topic."
    ),
    unread=("reddit",),
)

CLOSED = IssueFacts(
    id="I-41",
    topic="acme",
    kind="tone",
    title="Acme: more negative than usual",
    severity="amber",
    state=IssueState.CLOSED,
    opened_at=DAY + timedelta(hours=9),
    acknowledged_at=DAY + timedelta(hours=9, minutes=20),
    closed_at=DAY + timedelta(hours=11),
    close_reason=CloseReason.FALSE_ALARM,
)

DIGEST = DigestFacts(
    name="daily",
    start=DAY,
    end=DAY + timedelta(days=1),
    timezone="Europe/London",
    now=DAY + timedelta(hours=30, minutes=30),
    topics=(TOPIC,),
    issues=(OPEN, CLOSED),
    messages_sent=7,
    stories=(
        StoryFacts(
            topic="acme",
            title="Batteries catch fire <b>now</b>",
            mentions=214,
            copies=120,
            voices=94,
            retold_by=93,
            peak_per_hour=31,
            scored=200,
            negative=172,
        ),
        StoryFacts(
            topic="acme",
            title='=HYPERLINK("http://evil")',
            mentions=19,
            voices=19,
            scored=12,
            negative=8,
        ),
    ),
    quotes=QUOTES,
    sources=(
        SourceState(name="press", kind="rss", last_ok=DAY + timedelta(hours=30)),
        FAILING,
    ),
    blind=(
        BlindSpan(
            source="reddit",
            since=DAY + timedelta(hours=2, minutes=23),
            until=None,
            because="the token was rejected (401)",
        ),
    ),
    unscored=(("de", 112), ("", 12)),
    review_due=date(2026, 12, 1),
)

#: A day on which nothing happened.
QUIET = DigestFacts(
    name="daily",
    start=DAY,
    end=DAY + timedelta(days=1),
    timezone="Europe/London",
    now=DAY + timedelta(hours=30, minutes=30),
    topics=(
        TopicFacts(
            topic="acme",
            mentions=12,
            expected=11.0,
            low=5,
            high=19,
            scored=9,
            negative=2,
            usual_negative=0.2,
            voices=11,
        ),
    ),
    sources=(SourceState(name="press", kind="rss", last_ok=DAY + timedelta(hours=30)),),
)

#: A database in which there is nothing at all.
EMPTY = DigestFacts(
    name="daily",
    start=DAY,
    end=DAY + timedelta(days=1),
    timezone="Europe/London",
    now=DAY + timedelta(hours=30, minutes=30),
)

REPORT = ReportFacts(
    digest=DIGEST,
    issues=(
        IssueReport(
            issue=OPEN,
            because=ISSUE.because,
            signal=SIGNAL,
            timeline=(
                Entry(
                    at=DAY + timedelta(hours=22),
                    issue="I-42",
                    event=EventKind.OPENED,
                    actor="socwatch",
                    because="the scenario is a tripwire",
                ),
                Entry(
                    at=DAY + timedelta(hours=22, minutes=9),
                    issue="I-42",
                    event=EventKind.ACKNOWLEDGED,
                    actor="dana",
                ),
            ),
            deliveries=(
                Delivery(
                    id="I-42/escalation/0.0/dana/email",
                    kind=DeliveryKind.ESCALATION,
                    to="dana",
                    channel="email",
                    address="dana@acme.example",
                    subject="",
                    body=b"",
                    message_id="<a@b>",
                    created_at=DAY + timedelta(hours=22),
                    deadline=DAY + timedelta(days=2),
                    state=DeliveryState.SENT,
                ),
            ),
            quotes=QUOTES,
        ),
    ),
    names=(("dana", "Dana Okafor"),),
)
