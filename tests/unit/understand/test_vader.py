"""The exact engine beside the real vaderSentiment: every rule of it, and every quirk."""

from __future__ import annotations

import pytest
from vaderSentiment.vaderSentiment import BOOSTER_DICT, NEGATE, SentimentIntensityAnalyzer

from socwatch.understand.vader import LONGEST_PIECE, VaderEngine, VaderScores
from socwatch.understand.vader_rules import contrasted
from tests.support.steps import steps


@pytest.fixture(scope="module")
def engine(analyzer: SentimentIntensityAnalyzer) -> VaderEngine:
    return VaderEngine(analyzer)


def as_vader_says(scores: VaderScores) -> dict[str, float]:
    """The scores in the form of vaderSentiment's answer."""
    pos, neu, neg = scores.shares
    return {"neg": neg, "neu": neu, "pos": pos, "compound": scores.compound}


RULES = {
    "words": ["good", "the lid is blue", "", "   \n\t", "VADER is smart, handsome, and funny."],
    "punctuation around": ["(good)", "'good'!", "good-looking", "..good..", "g.o.o.d", "*bad*", "#fail"],
    "two letters left": [".no.", "no.", "(no) good", "!l!", "l", ":)", ":-)", ":D", ":( !", "<3", "x'(", "=D"],
    "capitals": ["GOOD", "it is GOOD", "it is good but BAD", "IT IS GOOD", "so BAD", "BAD l", "This is :D good",
                 "SO good it is", "it is SO bad", "VERY BAD movie", "Not SO BAD", "a BaD one", "NO GOOD at all"],
    "negations": ["not good", "isn't good", "it isn't a good one", "not so very good", "not a very good",
                  "not at all good one", "not of all the good", "xn'tx good", "N'T good", "n't good",
                  "couldn't we n't good", "isnt bad", "don\u2019t good", "without doubt good", "without a doubt good",
                  "without any real doubt good", "without doubt the good", "despite good", "uh-uh good"],
    "never": ["never good", "never so good", "never this good", "never this really good", "never so the good",
              "was never the good", "never seen so good", "was not this good", "we think this good", "is so so good"],
    "intensifiers": ["very good", "very bad", "really the good", "really of the good", "hardly good",
                     "kind-of good", "sorta bad", "so", "extremely", "more good", "very very very bad",
                     "good very good", "love very bad", "barely a VERY good one"],
    "pairs": ["kind of good", "a kind of good", "is just enough good", "it is sort of good one", "sort of the good",
              "kind of", "so kind of you", "kind", "kind, of", "KIND OF good", "one kind of a good", "kind of kind of good"],
    "no": ["no", "no good", "no problem", "no, thanks", "no way good", "no good or bad", "no fun or joy", "no no no",
           "no x nor good", "no x y or good", "no", "say no", "no!", "there is NO joy or fun", "good no bad"],
    "least": ["least good", "at least good", "the very least good", "the least good", "least", "AT LEAST good",
              "least the good", "is it least good"],
    "but": ["good but bad", "but", "but good", "good but", "good good but good", "bad good but bad good bad",
            "good BUT bad, but worse", "love love but hate hate hate", "not bad but bad not bad but bad",
            "good (but) bad", "sad 'but' glad", "butt good", "good but good but good", "okay but okay okay"],
    "idioms": ["the bomb", "this is the bomb", "it is simply the bomb today", "the shit", "sensors are the shit now",
               "he is bad ass", "they all say bad ass", "you are a badass", "at the bus stop", "we saw bus stop rage",
               "oh well yeah right", "a sweet kiss of death", "it was the kiss of death", "kiss of death good", "it is to die for good",
               "a meal to die for", "we would gladly die for good", "with a beating heart", "it is not the bomb",
               "it is the bomb good", "it was bad ass good", "hand to mouth", "the bomb of good", "a bad ass very good one", "like the bomb of no good", "sort of very good", "a break a leg", "yeah right good one"],
    "marks": ["good!", "good!!", "good!!!!", "good!!!!!!!", "bad!!!", "good?", "good??", "good???", "good????", "!!!!",
              "good?!?!", "bad????!!!!!", "lid???"],
    "emoji": ["\U0001f600", "x\U0001f600y", "\U0001f600\U0001f600", "bad \U0001f600 good", "\U0001f600!", "not \U0001f602",
              "\U0001f622good", "\U0001f468\u200d\U0001f469", "\u2764\ufe0f", "\u00a9 good", "\U0001f199 bad", "\U0001f51b???",
              "\n\U0001f600\n", "\u00a0\U0001f600", "\U0001f1e9\U0001f1ea", "\U0001f44d\U0001f3fd", "kind\U0001f600of"],
    "other letters": ["\u212aind of good", "\u212aiss of death good", "\u0130a good", ".\u0130a. bad", ":-\u00de good", "na\u00efve",
                      "\u039f\u0394\u039f\u03a3 good", "\u03a3. bad", "\ufb01ne", "good\u2003bad", "good\u200bbad", "\ud83d good", "bad\x00",
                      "\u0663 good", "\u202egood", "go\u0301od", "good\x1cbad\x85worst", "\u01c5 GOOD", "\u2160 BAD one"],
}  # fmt: skip


@pytest.mark.parametrize("rule", RULES)
def test_scores_as_vader_does(
    engine: VaderEngine, analyzer: SentimentIntensityAnalyzer, rule: str
) -> None:
    """All four numbers are vaderSentiment's, to the last bit; and so is the score alone."""
    for text in RULES[rule]:
        plainly = analyzer.polarity_scores(text)

        assert as_vader_says(engine.scores(text)) == plainly, text
        assert engine.compound(text) == plainly["compound"], text


@pytest.mark.parametrize(
    "frame", ["{} good", "{} the bad", "{} of a good", "GOOD {} BAD", "{} no {} or bad {}"]
)
def test_every_listed_word(
    engine: VaderEngine, analyzer: SentimentIntensityAnalyzer, frame: str
) -> None:
    """No intensifier and no negation of vaderSentiment's lists is missing, in whatever case."""
    for word in [*BOOSTER_DICT, *NEGATE]:
        for spelled in (word, word.upper()):
            text = frame.replace("{}", spelled)

            assert as_vader_says(engine.scores(text)) == analyzer.polarity_scores(text), text


def test_every_emoji(engine: VaderEngine, analyzer: SentimentIntensityAnalyzer) -> None:
    """Each emoji is read by its name, whatever stands around it; those of several, in parts."""
    for emoji in [
        *filter(lambda one: len(one) == 1, analyzer.emojis),
        *list(analyzer.emojis)[::40],
    ]:
        text = f"so {emoji}bad but{emoji} {emoji}!"

        assert as_vader_says(engine.scores(text)) == analyzer.polarity_scores(text), emoji


def test_but_changes_the_first_equal_value(
    engine: VaderEngine, analyzer: SentimentIntensityAnalyzer
) -> None:
    """VADER's quirk: a word that equals what a "but" made of an earlier one changes that again."""
    text = "gorgeous but thx"

    assert engine.scores(text).found == (("gorgeous", 0.75), ("thx", 1.5))
    assert engine.compound(text) == analyzer.polarity_scores(text)["compound"]


def test_what_was_found(engine: VaderEngine) -> None:
    """The words come in their order, with the valence that the rules left them."""
    scores = engine.scores("GREAT kettle, not bad, but very sad :( !!")

    assert [word for word, _ in scores.found] == ["great", "bad", "sad", ":("]
    assert [value for _, value in scores.found] == pytest.approx(
        [(3.1 + 0.733) * 0.5, 2.5 * 0.74 * 0.5, -(2.1 + 0.293) * 1.5, -(1.9 + 0.293 * 0.95) * 1.5]
    )
    assert scores.words == 9
    assert scores.emphasis == pytest.approx(0.584)
    assert scores.positive == tuple(value for _, value in scores.found[:2])
    assert scores.negative == tuple(value for _, value in scores.found[2:])


def test_own_words_and_emoji(analyzer: SentimentIntensityAnalyzer) -> None:
    """Words are added, replaced or taken out with 0, and emoji read otherwise; not in the analyzer."""
    engine = VaderEngine(
        analyzer,
        words={"kettlegate": -3.0, "good": 0.5, "love": 0},
        emoji={"\U0001f525": "danger"},
    )

    assert engine.scores("kettlegate, love, good").found == (("kettlegate", -3.0), ("good", 0.5))
    assert engine.scores("hot\U0001f525").found == (("danger", -2.4),)
    assert analyzer.lexicon["love"] == 3.2
    assert analyzer.emojis["\U0001f525"] == "fire"


def test_own_words_score_as_in_an_analyzer_with_them(analyzer: SentimentIntensityAnalyzer) -> None:
    """Also words of the rules may be given weights; then they are no rules for others."""
    own = {
        "but": -1.0,
        "never": -0.5,
        "least": 1.0,
        "so": 2.0,
        "for": 1.0,
        "recall": -1.9,
        "i\u0307a": 2.0,
    }
    changed = SentimentIntensityAnalyzer()
    changed.lexicon.update(own)
    engine = VaderEngine(analyzer, words=own)

    for text in ["but good", "bad but recall", "never good", "least good but so bad", "so so good",
                 "a thing to die for", "never so bad a recall", "no never good", "good but but", "\u0130a", ".\u0130a."]:  # fmt: skip
        assert as_vader_says(engine.scores(text)) == changed.polarity_scores(text), text


NEUTRAL = "The lid of it is blue and the box was tall. "


def test_a_long_text_is_read_in_pieces_of_whole_sentences(
    engine: VaderEngine, analyzer: SentimentIntensityAnalyzer
) -> None:
    """Beyond 2,000 characters the score is the mean of the pieces, weighted by their words."""
    first = NEUTRAL * 44 + "It broke twice and I hate it. "
    second = "The shop was nice about it, once it was open.\n"
    scores = engine.scores(first + second)

    plainly = [analyzer.polarity_scores(piece)["compound"] for piece in (first, second)]
    words = len(first.split()), len(second.split())
    assert len(first) <= LONGEST_PIECE < len(first + second)
    assert scores.compound == engine.compound(first + second)
    assert scores.compound == round((plainly[0] * words[0] + plainly[1] * words[1]) / sum(words), 4)
    assert scores.words == sum(words)
    assert [word for word, _ in scores.found] == ["broke", "hate", "nice"]


@pytest.mark.parametrize("end", [". ", "!\n", '?" ', "\u2026) ", "\n"])
def test_where_a_piece_ends(engine: VaderEngine, end: str) -> None:
    """At the end of a sentence or line: the "not" is in another piece than the "good"."""
    first = ("a lid " * 332 + "not")[-1_990:] + end
    second = "good lids " * 40

    assert engine.scores(first + second).found == engine.scores(second).found


def test_pieces_that_say_nothing_do_not_count(engine: VaderEngine) -> None:
    """Blame after pages of neither praise nor blame is not thinned out by them."""
    pages = NEUTRAL * 45 + "And it was so. "
    blame = "I hate it, it is terrible! " * 60

    assert engine.compound(pages + blame) == engine.compound(blame) < -0.9
    assert engine.compound(pages * 3) == 0.0


def test_what_comes_after_the_limit_is_not_read(engine: VaderEngine) -> None:
    """The limit is 20,000 characters; an emoji counts as its name, a known word as ten."""
    assert engine.scores("lids " * 4_000 + "good").found == ()
    assert engine.scores("lids " * 3_990 + "good").found == (("good", 1.9),)
    assert engine.scores("\U0001f697" * 2_000 + "good").found == ()
    assert len(engine.scores("sad " * 5_000).found) == 2_000


def test_a_sentence_without_an_end(engine: VaderEngine) -> None:
    """A sentence longer than a piece is cut between words; a word longer than one, within."""
    assert engine.scores("kettle " * 400).words == 400
    assert engine.scores("x" * 1_000_000).words == 10


WORK = {
    "plain": "a kettle with a lid and ",
    "known": "bad good so this not very no ",
    "but": "bad good but sad ",
    "equal": "bad bad bad bad ",
    "idioms": "kind of bad ass the bomb to die for ",
    "emoji": "\U0001f621\U0001f600\U0001f44d ",
    "ends": "!'!' ",
    "capitals": "GOOD bad ",
}


@pytest.mark.parametrize("text", WORK.values(), ids=WORK)
def test_work_grows_with_the_length_and_no_faster(engine: VaderEngine, text: str) -> None:
    """Twice the text takes twice the steps, within one piece and beyond."""
    for length in (1_000, 3_000):
        once, twice = (text * length)[:length], (text * length)[: 2 * length]

        taken = [steps(lambda text=text: engine.scores(text)) for text in (once, twice)]

        assert 10 < taken[1] <= 2.2 * taken[0] + 50


def test_the_count_of_steps_sees_a_square(analyzer: SentimentIntensityAnalyzer) -> None:
    """By the same count vaderSentiment takes over three times the steps for twice the text."""
    taken = [
        steps(lambda text=WORK["known"] * times: analyzer.polarity_scores(text))
        for times in (20, 40)
    ]

    assert taken[1] > 3 * taken[0]


class Compared(float):
    """A number that counts how often numbers of its kind are compared."""

    times = 0

    def __eq__(self, other: object) -> bool:
        Compared.times += 1
        return float(self) == other

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = float.__hash__


def test_but_compares_each_value_a_few_times() -> None:
    """The first of equal values is found without a search through all that come before."""
    many = 500
    Compared.times = 0
    values = contrasted([Compared(-2.5) for _ in range(many)], range(many), many)

    assert values == [-1.25] * many
    assert Compared.times <= 10 * many
