"""What must hold between the tables outside the plan."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec
from urllib.parse import urlsplit

from pydantic_core import PydanticCustomError

from socwatch.config.lines import Place
from socwatch.config.mail_tables import is_loopback
from socwatch.config.references import all_known, known, role_held, role_hoped_for, unique
from socwatch.config.settings import WebTable
from socwatch.config.sheet import Sheet
from socwatch.config.tables import Names, Tables
from socwatch.config.values import address
from socwatch.config.words import nearest, shown

_VANITY = ("follower", "like", "fan")


def check_tables(sheet: Sheet, tables: Tables, names: Names) -> None:
    """Blames what the tables get wrong about each other."""
    _warn_of_what_is_not_in_force(sheet)
    _check_names(sheet, tables)
    _check_web(sheet, tables.web)
    _check_database(sheet, tables.head.database)
    _check_topics(sheet, tables, names)
    _check_digests(sheet, tables, names)
    for one in tables.permissions:
        known(sheet, (*one.place, "source"), one.value.source, "source", names.sources)
    for goal in tables.objectives:
        all_known(sheet, (*goal.place, "topics"), goal.value.topics, "topic", names.topics)
        if any(word in goal.value.metric.casefold() for word in _VANITY):
            sheet.warn((*goal.place, "metric"), "popularity is no objective by itself")
    for key in type(tables.engagement).model_fields:
        rule = getattr(tables.engagement, key)
        role_hoped_for(
            sheet, ("engagement", key, "owner"), rule.owner if rule else None, names.roles
        )


#: Keys that are checked, and kept for the versions that will act on them.
NOT_IN_FORCE: tuple[Place, ...] = (
    ("objectives",),
    ("permissions",),
    ("retention",),
)


def _warn_of_what_is_not_in_force(sheet: Sheet) -> None:
    """Nobody should rely on what a key promises before it is kept."""
    for place in NOT_IN_FORCE:
        inside: object = sheet.root
        for key in place:
            inside = inside.get(key) if isinstance(inside, Mapping) else None
        if inside is not None:
            sheet.warn(place, "is checked, but this version does not act on it yet")


def _check_web(sheet: Sheet, web: WebTable) -> None:
    url = web.public_url
    if (
        url is not None
        and urlsplit(url).scheme == "http"
        and not is_loopback(urlsplit(url).hostname or "")
    ):
        says = "links in mails go over http, so that others on the way can use them"
        sheet.warn(("web", "public_url"), says, "put a proxy with TLS before it: https://…")


def _check_names(sheet: Sheet, tables: Tables) -> None:
    unique(sheet, (((*t.place, "name"), t.value.name) for t in tables.topics), "topic")
    unique(sheet, (((*s.place, "name"), s.value.name) for s in tables.sources), "source")
    unique(sheet, (((*p.place, "id"), p.value.id) for p in tables.people), "person")
    accounts = (((*p.place, "accounts"), one) for p in tables.people for one in p.value.accounts)
    unique(sheet, accounts, "account of a person")
    unique(sheet, (((*c.place, "name"), c.value.name) for c in tables.channels), "channel")
    unique(sheet, (((*d.place, "name"), d.value.name) for d in tables.digests), "digest")
    unique(sheet, (((*o.place, "name"), o.value.name) for o in tables.objectives), "objective")
    permitted = (((*p.place, "source"), p.value.source) for p in tables.permissions)
    unique(sheet, permitted, "permission for source")
    for channel in tables.channels:
        if channel.value.name == "email":
            sheet.blame((*channel.place, "name"), '"email" is built in', "choose another name")
        if channel.value.kind == "apprise" and find_spec("apprise") is None:
            says = "needs the package apprise, which is not installed"
            sheet.warn((*channel.place, "kind"), says, "pip install 'socwatch[notify]'")


def _check_database(sheet: Sheet, database: str) -> None:
    place = ("database",)
    scheme, colon, _ = database.partition("://")
    if not colon and database != ":memory:":
        return
    if scheme not in ("postgresql", "postgres"):
        sheet.blame(place, f"{shown(scheme)} is no database", "write a file name or postgresql://…")
        return
    try:
        password = urlsplit(database).password
    except ValueError:
        sheet.blame(place, "is no address", "write postgresql://user@host/name")
        return
    if password is not None:
        sheet.warn(place, "a password stands in the config", "put it into ~/.pgpass")


def _check_topics(sheet: Sheet, tables: Tables, names: Names) -> None:
    for one in tables.topics:
        place, topic = one.place, one.value
        if names.contacts:
            role_held(sheet, (*place, "owner"), topic.owner, names.roles)
        others = [name for name in names.topics if name != topic.name]
        all_known(sheet, (*place, "competitors"), topic.competitors, "other topic", others)
        sources = ("*", *names.sources)
        all_known(sheet, (*place, "sources"), topic.sources, "source", sources)
    if sheet.at(("topics",)) is None:
        sheet.warn((), "there are no topics, so nothing is watched", "add [[topics]]")
    if sheet.at(("sources",)) is None:
        sheet.warn((), "there are no sources, so nothing is read", "add [[sources]]")


def _check_digests(sheet: Sheet, tables: Tables, names: Names) -> None:
    for digest in tables.digests:
        for number, told in enumerate(digest.value.to):
            _check_reader(sheet, (*digest.place, "to", number), told, names)
        if sheet.at(("mail",)) is None:
            sheet.blame(digest.place, "is sent by mail, but there is no [mail]", "add [mail]")
    people = sheet.raw("plan", "contacts")
    mailless = {person.get("id") for _, person in people if "email" not in person}
    for digest in tables.digests:
        for number, told in enumerate(digest.value.to):
            if told in mailless:
                place = (*digest.place, "to", number)
                sheet.blame(place, f"{told} has no mail address", "write one in the plan")


def _check_reader(sheet: Sheet, place: Place, told: str, names: Names) -> None:
    if told in names.contacts:
        return
    if "@" not in told:
        sheet.blame(
            place,
            f"{shown(told)} is neither a contact nor a mail address",
            nearest(told, names.contacts) or "write the id of a contact, or name@host.example",
        )
        return
    try:
        address(told)
    except PydanticCustomError as error:
        context = error.context or {}
        sheet.blame(place, str(context["says"]), str(context["suggestion"]))
