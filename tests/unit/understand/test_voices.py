"""Who speaks, and who was early."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from socwatch.model.mention import Author, Mention
from socwatch.model.person import Person
from socwatch.understand.voices import Voices, early, heard
from tests.support.world import mention

KIM = Person(
    id="kim",
    name="Kim",
    accounts=("@kim@kettle.social", "bluesky:@kim.example"),
    tags=("reviewer",),
)


def said(name: str, author: str | None = None, *, origin: str = "shelf") -> Mention:
    """A post of that account."""
    return replace(mention(name, author=author), origin=origin)


def test_a_mention_without_an_author_is_a_voice_of_its_own() -> None:
    """Two of them are two voices, and nobody is the busiest."""
    found = heard([said("1"), said("2")], Voices())
    assert (found.mentions, found.voices, found.unnamed) == (2, 2, 2)
    assert (found.busiest, found.busiest_share) == ("", 0.5)


def test_two_accounts_of_one_name_on_two_services_are_two_voices() -> None:
    """The same rule wherever voices are counted."""
    one, other = said("1", "@anna"), said("2", "@anna", origin="press")
    assert len({one.voice, other.voice, said("3").voice, said("4").voice}) == 4
    assert [Voices().of(it) for it in (one, other)] == [one.voice, other.voice]


def test_the_busiest_voice_has_a_share() -> None:
    """Three of four posts by one account."""
    found = heard([said(str(n), "@a") for n in range(3)] + [said("9", "@b")], Voices())
    assert (found.voices, found.busiest, found.busiest_mentions) == (2, "shelf/@a", 3)
    assert found.busiest_share == 0.75


def test_new_voices_are_told_only_when_an_earlier_time_is_known() -> None:
    """Without a past everybody would be new."""
    several = [said("1", "@a"), said("2", "@b"), said("3")]
    assert heard(several, Voices()).new is None
    assert heard(several, Voices(), before={"shelf/@a"}).new == 1


def test_two_accounts_are_one_voice_where_the_config_says_so() -> None:
    """The account of any service, and the one that is declared for a single service."""
    voices = Voices([KIM])
    assert voices.of(said("1", "@Kim@kettle.social")) == "people/kim"
    assert voices.of(said("2", "@kim.example", origin="bluesky")) == "people/kim"
    assert voices.of(said("3", "@kim.example", origin="x")) == "x/@kim.example"
    assert voices.name(said("1", "@kim@kettle.social")) == "Kim"
    assert voices.tags("people/kim") == ("reviewer",)


def test_no_two_accounts_are_guessed_to_be_one() -> None:
    """The same handle on two services, the same display name: two voices."""
    voices = Voices([KIM])
    assert voices.of(said("1", "@ann", origin="x")) != voices.of(
        said("2", "@ann", origin="bluesky")
    )
    named = replace(said("3"), author=Author(handle="@other", name="Kim"))
    assert voices.of(named) == "shelf/@other"


def test_a_display_name_makes_nobody_a_declared_person() -> None:
    """Anybody may call themselves like an account that is declared."""
    posing = replace(said("1"), author=Author(id="77", name="@kim@kettle.social"))
    assert Voices([KIM]).of(posing) == "shelf/77"


def test_one_lucky_post_makes_no_early_voice() -> None:
    """Once before an issue is luck; twice in few posts is not."""
    posts = {"once": 1, "twice": 3, **{f"v{n}": 5 for n in range(40)}}
    found = early({"I-1": ["once", "twice"], "I-2": ["twice"]}, posts)
    assert not found["once"].is_early
    assert found["twice"].is_early
    assert found["twice"].issues == ("I-1", "I-2")
    assert found["once"].rate < found["twice"].rate


def test_somebody_who_posts_all_day_is_not_early() -> None:
    """They precede everything; it is the share of their posts that counts."""
    posts = {"loud": 500, "keen": 4, **{f"v{n}": 2 for n in range(50)}}
    before = {f"I-{n}": ["loud", "keen"] for n in (1, 2, 3)}
    found = early(before, posts)
    assert not found["loud"].is_early
    assert found["keen"].is_early


def test_without_issues_nobody_is_early() -> None:
    """An empty store says nothing."""
    assert early({}, {"a": 3}) == {}
    assert early({"I-1": []}, {}) == {}


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 50)),
    st.lists(st.sets(st.sampled_from("abcdef")), max_size=8),
)
def test_a_rate_is_a_share(posts: dict[str, int], before: list[set[str]]) -> None:
    """Between nothing and all, whoever posted before whatever."""
    found = early({f"I-{n}": sorted(some) for n, some in enumerate(before)}, posts)
    for one in found.values():
        assert 0 <= one.rate <= 1
        assert 0 <= one.usual <= 1
        assert one.posts >= len(one.issues)
