"""`socwatch init` writes a config that works before anybody has touched it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import tomli
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from socwatch.config import load as loading
from socwatch.config.draft import draft
from socwatch.config.result import Config
from socwatch.errors import UsageError
from socwatch.match.query import explain
from socwatch.match.syntax import parse
from socwatch.sources.registry import kinds, options_of


@pytest.fixture
def config(tmp_path: Path) -> Callable[[str], Config]:
    """Loads a draft with the kinds that it uses."""

    def load_text(text: str) -> Config:
        path = tmp_path / "socwatch.toml"
        path.write_text(text, encoding="utf-8")
        path.chmod(0o600)
        return loading.load(path, kinds=kinds, options_of=options_of)

    return load_text


BRANDS = [
    ("Acme", "acme", '"Acme" OR #Acme', "Acme"),
    ("  Acme\n Kettles ", "acme-kettles", '"Acme Kettles" OR #AcmeKettles', "AcmeKettles"),
    ('Say "Hi" Ltd', "say-hi-ltd", '"Say Hi Ltd" OR #SayHiLtd', "SayHiLtd"),
    ("O'Reilly", "o-reilly", '"O\'Reilly" OR #OReilly', "OReilly"),
    ("Müller & Söhne", "muller-sohne", '"Müller & Söhne" OR #MüllerSöhne', "MüllerSöhne"),
    ("日本航空", "brand", '"日本航空" OR #日本航空', "日本航空"),
    ("C++", "c", '"C++"', None),
    ("{x} \\ 'y'", "x-y", "\"{x} 'y'\"", None),
]


@pytest.mark.parametrize(("brand", "topic", "query", "hashtag"), BRANDS)
def test_a_draft_watches_for_the_brand(
    brand: str, topic: str, query: str, hashtag: str | None, config: Callable[[str], Config]
) -> None:
    """Whatever signs the name has: the query is right, the topic's name is safe, no warning."""
    loaded = config(draft(brand, timezone="Europe/London"))
    assert loaded.warnings == ()
    assert loaded.topics[0].name == topic
    assert loaded.topics[0].query == parse(query)
    tags = [one.options.model_dump().get("hashtags") for one in loaded.sources]
    wanted = [(hashtag.casefold(),)] if hashtag else []
    assert [found for found in tags if found] == wanted


@pytest.mark.parametrize("brand", ["Apple", "Target", "OR"])
def test_an_everyday_name_gets_words_beside_it(brand: str, config: Callable[[str], Config]) -> None:
    """Nobody wants every apple: the name counts with what people say of a company."""
    loaded = config(draft(brand, timezone="UTC"))
    assert loaded.warnings == ()
    query = loaded.topics[0].query
    assert explain(query, f"I ate an {brand} today").matches is False
    assert explain(query, f"Boycott {brand}, their customer service lies").matches is True
    assert explain(query, f"#{brand}").matches is True


def test_a_draft_tells_somebody_at_once(config: Callable[[str], Config]) -> None:
    """Mail goes to a local mailbox, every level that is told has steps, all in the given zone."""
    loaded = config(draft("Acme", timezone="Asia/Tokyo"))
    assert loaded.timezone == "Asia/Tokyo"
    assert loaded.mail is not None
    assert loaded.mail.mbox == loaded.folder / "mail.mbox"
    assert {policy.severity for policy in loaded.plan.policies} == {"amber", "red"}
    assert loaded.plan.contacts[0].email == "you@example.com"
    assert loaded.digests[0].to == ("me",)


def test_a_draft_reads_all_that_needs_no_login(config: Callable[[str], Config]) -> None:
    """From one name: news, forums, networks; Bluesky where the extra is installed."""
    first = {"google_news", "gdelt", "hackernews", "lemmy", "stackexchange", "mastodon"}
    for firehose in (False, True):
        loaded = config(draft("Acme", timezone="UTC", firehose=firehose))
        read = {one.kind for one in loaded.sources}
        assert read == (first | {"jetstream"} if firehose else first)


def test_what_is_commented_out_in_a_draft_is_right_too(config: Callable[[str], Config]) -> None:
    """Whoever takes the # away has sources that load."""
    text = draft("Acme", timezone="UTC")
    opened = re.sub(r"^# ?(?=\[\[sources\]\]$|\w+ = .*$)", "", text, flags=re.MULTILINE)
    opened = re.sub(r"^(own_accounts|quiet_hours|smtp) = .*$", "", opened, flags=re.MULTILINE)
    assert {one.kind for one in config(opened).sources} >= {"rss", "appstore", "telegram", "page"}


@pytest.mark.parametrize("brand", ["", "  \n", '"', "!!!", "x" * 101])
def test_a_name_that_cannot_be_looked_for_is_refused(brand: str) -> None:
    """Without a letter or digit there is nothing to watch; the hint says what to write."""
    with pytest.raises(UsageError) as caught:
        draft(brand, timezone="Europe/London")
    assert caught.value.exit_code == 2
    assert caught.value.hint


def test_a_zone_that_does_not_exist_is_refused() -> None:
    """The nearest zone is suggested."""
    with pytest.raises(UsageError, match="no time zone") as caught:
        draft("Acme", timezone="Europe/Lundon")
    assert caught.value.hint == 'did you mean "Europe/London"?'


@given(st.text(max_size=40))
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None
)
def test_no_name_breaks_the_draft(config: Callable[[str], Config], brand: str) -> None:
    """Any text is either refused as a brand or gives a config that loads."""
    try:
        text = draft(brand, timezone="UTC")
    except UsageError:
        return
    assert config(text).topics[0].query.text == tomli.loads(text)["topics"][0]["query"]
