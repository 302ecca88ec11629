"""A first config for a brand, complete enough to run as it is.

Invariant: whatever the brand's name, the text that comes out loads without a mistake.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

import tomlkit
from pydantic_core import PydanticCustomError

from socwatch.config.first_sources import first_sources
from socwatch.config.values import zone
from socwatch.errors import UsageError
from socwatch.match.everyday import is_everyday
from socwatch.match.syntax import QueryError, parse

LONGEST_BRAND = 100
#: What people say beside a company's name when they mean the company.
_CONTEXT = (
    "company OR brand OR customer OR customers OR store OR shop OR service OR product OR products"
    " OR app OR order OR delivery OR refund OR recall OR boycott OR shares OR ceo OR staff"
)
#: A Monday; the rota of the draft has one member, so it does not matter which.
_ROTA_START = date(2026, 1, 5)

_HEAD = """\
# The socwatch config for {title}.
#
# It works as it is: mail goes into the file mail.mbox beside this one until you change [mail].
# Look for the word CHANGE. Then run: socwatch check
# Every key is explained in config.example.toml and docs/reference/config.md.
version = 1
timezone = {timezone}   # zone of all local times below
database = "socwatch.db"         # what socwatch remembers

# What is watched. Words next to each other must all occur; OR means either; "in quotes" means
# these words in this order; NOT leaves something out. CHANGE the query until it fits:
# socwatch mentions shows what it caught.
[[topics]]
name = {topic}
query = {query}
owner = "pr"                     # the role in the plan below that looks after it
risk = 1                         # how much is at stake, 0 to 3
# own_accounts = ["@you@mastodon.social"]   # your own accounts are never counted

{sources}
[detection]
tick = "15m"                     # how often the numbers are looked at
sensitivity = "balanced"         # quiet, balanced or early
"""

_PLAN = """
# The crisis plan: who is told what, when, in which order.
[plan]
name = {plan}
owner = "pr"                     # the role that keeps the plan up to date

# The levels green (only in the digest), amber and red are there without being written down.

# CHANGE: you. Add a colleague, and write deputy = "their id" for when you are away.
[[plan.contacts]]
id = "me"
name = "Your Name"
roles = ["pr"]
email = "you@example.com"
# quiet_hours = {{ from = 22:00, to = 07:00 }}   # only red wakes you then

[[plan.rotas]]
name = "duty"
members = ["me"]                 # they take turns
rotate = "weekly"
handover = 09:00
start = {start}

[[plan.policies]]
severity = "amber"
steps = [
  {{ after = "0m", tell = ["rota:duty"] }},
  {{ after = "30m", tell = ["role:pr"] }},
]

[[plan.policies]]
severity = "red"
steps = [
  {{ after = "0m", tell = ["rota:duty"] }},
  {{ after = "15m", tell = ["role:pr"] }},
]
repeat = 2                       # two more rounds if nobody answers
fallback = "you@example.com"     # CHANGE: who is told when all that was in vain

# What must never wait for a trend: one mention is enough. CHANGE the words to your own fears.
[[plan.scenarios]]
id = "safety"
terms = ["caught fire", "injur*", "hospital", "poison*"]
severity_floor = "amber"
owner = "pr"
tripwire = true
playbook = [
  {{ do = "Find out what happened, and who is hurt", within = "15m", role = "pr" }},
  {{ do = "Stop scheduled posts", within = "30m", role = "pr" }},
]

# CHANGE: take the # away from the smtp line, give your mail server, and take the mbox line out.
[mail]
from = "socwatch <socwatch@example.com>"
mbox = "mail.mbox"
# smtp = {{ host = "smtp.example.com", port = 587, tls = "starttls", user = "you", password_env = "SMTP_PASSWORD" }}

[[digests]]
name = "daily"
at = 07:30
days = "mon-sun"
to = ["me"]
"""


def draft(brand: str, *, timezone: str, firehose: bool = False) -> str:
    """The text of a config that watches for this brand.

    `firehose` says whether Bluesky can be read without a login by this installation.
    Raises UsageError for a brand without a letter or digit, or a zone that does not exist.
    """
    words = _words(brand)
    query = _query(words)
    text = _HEAD + _PLAN
    return text.format(
        title=words,
        timezone=_quoted(_zone(timezone)),
        topic=_quoted(_slug(words)),
        query=_literal(query),
        sources=first_sources(_hashtag(words), firehose=firehose),
        plan=_quoted(f"{words} crisis plan"),
        start=_ROTA_START.isoformat(),
    )


def _words(brand: str) -> str:
    """The brand's name on one line, without what means something else in a query."""
    visible = "".join(c if c.isprintable() else " " for c in unicodedata.normalize("NFC", brand))
    words = " ".join(re.sub(r'["“”„«»*\\]', " ", visible).split())
    if not words:
        raise UsageError("the brand has no name", hint='write --brand "Acme Kettles"')
    if len(words) > LONGEST_BRAND:
        raise UsageError(
            f"the brand's name is longer than {LONGEST_BRAND} characters",
            hint="give the name alone; the query can be made longer in the config",
        )
    return words


def _query(words: str) -> str:
    tag = _hashtag(words)
    # A name that is an everyday word needs words beside it that tell the company apart.
    name = f'("{words}" AND ({_CONTEXT}))' if is_everyday(words) else f'"{words}"'
    wanted = f"{name} OR #{tag}" if tag else name
    try:
        parse(wanted)
    except QueryError as error:
        raise UsageError(
            f"{words} cannot be looked for: {error.message}", hint="write the name with letters"
        ) from error
    return wanted


def _hashtag(words: str) -> str:
    """The name as people write it behind #; empty when signs would have to be left out."""
    joined = re.sub(r"[\s'\u2019.&!-]", "", words)
    enough = len(joined) >= 2 and joined.isalnum() and not joined.isdecimal()
    return joined if enough else ""


def _slug(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-")
    return slug or "brand"


def _zone(name: str) -> str:
    try:
        return zone(name)
    except PydanticCustomError as error:
        context = error.context or {}
        raise UsageError(str(context["says"]), hint=str(context["suggestion"])) from None


def _quoted(text: str) -> str:
    return tomlkit.string(text).as_string()


def _literal(text: str) -> str:
    """In single quotes where possible: queries are full of double ones."""
    return tomlkit.string(text, literal="'" not in text).as_string()
