"""The query language: what is understood, what is refused, and how it is told."""

from __future__ import annotations

import re

import pytest

from socwatch.errors import SocwatchError
from socwatch.match.syntax import QueryError, literal, parse, write
from socwatch.model.query import AllOf, AnyOf, Literal, LiteralKind, Not


def word(text: str) -> Literal:
    return Literal(kind=LiteralKind.WORD, text=text)


@pytest.mark.parametrize(
    ("text", "kind", "bare"),
    [
        ("acme", LiteralKind.WORD, "acme"),
        ('"acme  kettle"', LiteralKind.PHRASE, "acme kettle"),
        ("“acme kettle”", LiteralKind.PHRASE, "acme kettle"),
        ("burn*", LiteralKind.PREFIX, "burn"),
        ("#AcmeRecall", LiteralKind.TAG, "AcmeRecall"),
        ("@acme@kettle.social", LiteralKind.HANDLE, "acme@kettle.social"),
        ("AT&T", LiteralKind.WORD, "AT&T"),
        ("火災", LiteralKind.WORD, "火災"),
    ],
)
def test_each_kind_of_literal(text: str, kind: LiteralKind, bare: str) -> None:
    """The way a term is written says how it is compared."""
    assert parse(text).root == Literal(kind=kind, text=bare)


def test_precedence() -> None:
    """NOT binds closest, then AND (also unwritten), then OR."""
    expected = AnyOf(
        parts=(word("a"), AllOf(parts=(word("b"), Not(part=word("c")), word("d")))),
    )

    assert parse("a OR b NOT c AND d").root == expected
    assert parse("a OR b -c d").root == expected


def test_parentheses_decide() -> None:
    """Parentheses overrule precedence, and a NOT before them takes them whole."""
    root = parse("(a OR b) -(c d)").root

    assert root == AllOf(
        parts=(
            AnyOf(parts=(word("a"), word("b"))),
            Not(part=AllOf(parts=(word("c"), word("d")))),
        )
    )


def test_trees_are_flat() -> None:
    """Nesting and repetition that change nothing are gone, and so is double negation."""
    assert parse("(a (b (a c)))").root == AllOf(parts=(word("a"), word("b"), word("c")))
    assert parse("NOT NOT a").root == word("a")
    assert parse("((a))").root == word("a")


def test_operators_are_upper_case_only() -> None:
    """`or` is a word that people write, not an operator."""
    assert parse("trick or treat").root == AllOf(
        parts=(word("trick"), word("or"), word("treat")),
    )


def test_the_text_is_kept() -> None:
    """A query remembers how it was written."""
    assert parse("a  AND b").text == "a  AND b"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a b", "a AND b"),
        ("a OR b c", "a OR (b AND c)"),
        ("a -(b OR c)", "a AND NOT (b OR c)"),
        ('#a @b "c d" eee*', '#a AND @b AND "c d" AND eee*'),
    ],
)
def test_written_out(text: str, written: str) -> None:
    """Operators are spelt out and mixed ones stand in parentheses."""
    assert write(parse(text)) == written


@pytest.mark.parametrize(
    ("text", "column", "says"),
    [
        ("", 1, "empty"),
        ("   ", 1, "empty"),
        ("NOT acme", 1, "the query only says what to leave out"),
        ("-(acme kettle)", 1, "only says what to leave out"),
        ("acme OR NOT kettle", 9, "one side of an OR only says"),
        ('acme "kettle', 6, "never closed"),
        ("acme (kettle", 6, "never closed"),
        ("acme) kettle", 5, "never opened"),
        ("acme AND", 9, "a word is missing after “AND”"),
        ("OR acme", 1, "a word is missing at the beginning"),
        ("acme AND OR kettle", 10, "a word is missing after “AND”"),
        ("acme ()", 7, "a word is missing after “(”"),
        ("acme - kettle", 6, "stands alone"),
        ("acme \u2013kettle", 6, "long dash"),
        ("acme, kettle", 1, "punctuation"),
        ("bu*", 1, "too much"),
        ("*burn", 1, "cannot begin with a wildcard"),
        ("acme &", 6, "no word here"),
        ('acme ""', 6, "no word here"),
        ("#", 1, "no hashtag"),
        ("@!", 1, "punctuation"),
        ("a || b", 3, "“|” is not an operator"),
        ("acme\u202eemca", 5, "U+202E"),
        ("acme\x1b[31m", 5, "U+001B"),
        ("acme \ud800", 6, "U+D800"),
        ("'acme kettle'", 1, "double quotes"),
        ("+acme", 1, "required anyway"),
    ],
)
def test_mistakes_are_placed(text: str, column: int, says: str) -> None:
    """A mistake is told with its column and a suggestion."""
    with pytest.raises(QueryError) as caught:
        parse(text)

    assert says in caught.value.message
    assert caught.value.column == column
    assert caught.value.suggestion
    assert caught.value.hint == caught.value.suggestion


@pytest.mark.parametrize(
    ("text", "column", "says", "advice"),
    [
        ("lan:en acme", 1, "no field “lan:”", "lang:"),
        ("acme foo:bar", 6, "no field “foo:”", "quotes"),
        ("acme is:repst", 9, "says nothing", "is:repost"),
        ("acme kind:tweet", 11, "says nothing", "one of"),
        ("followers:many acme", 11, "needs a number", ">1000"),
        ("acme NEER/5 fire", 6, "no operator|not an operator", "NEAR/5"),
        ("acme NEAR/500 fire", 6, "not near", "AND"),
        ("acme NOT a NEAR/5 b", 6, "NEAR needs a word", "NOT (a NEAR/5 b)"),
        ("acme NEAR/5", 12, "a word is missing", "write a word"),
        ("(a b) NEAR/5 c", 1, "NEAR needs a word", "(a OR b)"),
        ("acme /(a/", 6, "no regular expression", "mend"),
        (r"acme /(a)\1/", 6, "no regular expression", "mend"),
        ("acme /a*/", 6, "matches every text", "must be there"),
        ("acme /a", 6, "never ends", "closing /"),
        ("a**b acme", 1, "too much", "3 letters"),
        ("acm**e", 1, "too many", "one *"),
        ("acme*m*m*m*", 1, "too many", "one *"),
        ('"burn*"', 1, "inside quotes", "NEAR"),
        ("https://acme.example", 1, "looked for in a field", "url:"),
        ("acme author:", 6, "needs a value", "colon"),
        ("{ACME}", 1, "no meaning", "leave it out"),
        ("#acme*", 1, "hashtag", "write it out"),
    ],
)
def test_the_fuller_language_has_mistakes_too(
    text: str, column: int, says: str, advice: str
) -> None:
    """Each is placed, said in words, and has a remedy."""
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert re.search(says, caught.value.message)
    assert caught.value.column == column
    assert any(one in caught.value.suggestion for one in advice.split("|"))


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("a NEAR b", "a NEAR/5 b"),
        ("a ONEAR/3 b", "a NEAR/3f b"),
        ("(a OR b) NEAR/2 c d", "(a OR b) NEAR/2 c AND d"),
        ("a NEAR/1 b NEAR/2 c", "a NEAR/1 b AND b NEAR/2 c"),
        ("NOT (a NEAR/5 b) c", "NOT (a NEAR/5 b) AND c"),
        ('"acme fire"~5', '"acme fire"~5'),
        ('"acme"~5', '"acme"'),
        ("acm*e reca?l", "acm*e AND reca?l"),
        ('!ACME OR !"Acme Inc" OR raw:ACME', 'case:"ACME" OR case:"Acme Inc"'),
        ("site:bbc.co.uk language:en", "domain:bbc.co.uk AND lang:en"),
        ('author:"Jane Doe" author:@jo', 'author:"Jane Doe" AND author:@jo'),
        ('title:(recall OR "data breach")', 'title:recall OR title:"data breach"'),
        ("lang:(en OR de) acme", "(lang:en OR lang:de) AND acme"),
        (
            "followers:>1000 rating:<=3 engagement:50",
            "followers:>1000 AND rating:<=3 AND engagement:50",
        ),
        (r"/acme ?\d+/ OR /a\/b/", r"/acme ?\d+/ OR /a\/b/"),
        ("-author:spam -(a OR b) acme", "NOT author:spam AND NOT (a OR b) AND acme"),
        ("a OR b c NEAR/1 d NOT e", "a OR (b AND c NEAR/1 d AND NOT e)"),
    ],
)
def test_what_is_written_in_full(text: str, printed: str) -> None:
    """NOT binds closest, then NEAR, AND, OR; other tools' names become ours."""
    query = parse(text)
    assert write(query) == printed
    assert parse(printed).root == query.root


@pytest.mark.parametrize("depth", [51, 1_000, 100_000])
def test_depth_is_capped(depth: int) -> None:
    """A pile of parentheses is a mistake, not a crash."""
    with pytest.raises(QueryError, match="more than 50 parentheses"):
        parse("(" * depth + "acme" + ")" * depth)


def test_fifty_parentheses_are_fine() -> None:
    """The cap is at fifty, not before."""
    assert parse("(" * 50 + "acme" + ")" * 50).root == word("acme")


def test_ten_thousand_terms() -> None:
    """A very long query is read as quickly as any."""
    root = parse(" OR ".join(f"term{number}" for number in range(10_000))).root

    assert isinstance(root, AnyOf)
    assert len(root.parts) == 10_000


def test_length_is_capped() -> None:
    """Beyond any honest length the query is refused, not read."""
    with pytest.raises(QueryError, match="longer than"):
        parse("x" * 500_001)


def test_refusals_are_ours() -> None:
    """Whoever catches socwatch's errors catches these."""
    with pytest.raises(SocwatchError, match="column 2"):
        parse("(")


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("fire", word("fire")),
        ("data breach", Literal(kind=LiteralKind.PHRASE, text="data breach")),
        ('"data breach"', Literal(kind=LiteralKind.PHRASE, text="data breach")),
        (" burn* ", Literal(kind=LiteralKind.PREFIX, text="burn")),
    ],
)
def test_single_terms(term: str, expected: Literal) -> None:
    """A scenario's term needs no quotes."""
    assert literal(term) == expected


@pytest.mark.parametrize("term", ["", '"a" OR "b"', "(", "-fire"])
def test_what_is_no_single_term(term: str) -> None:
    """A scenario's terms are no queries."""
    with pytest.raises(QueryError):
        literal(term)
