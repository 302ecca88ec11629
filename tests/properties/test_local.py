"""Own weights are bounded, whatever was labelled and however hostile a text is."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from socwatch.app import toned
from socwatch.understand import local
from socwatch.understand.local import Example, Weights, Yours
from socwatch.understand.tone import Evidence

#: What a careless team may teach: everything is as bad as can be.
_DARK = Weights(negative=4.0, words=dict.fromkeys(("not", "bad", "a", "!"), (2.0, -2.0)))

_LOGIT = st.floats(-50, 50)
_EVIDENCE = st.builds(
    Evidence,
    features=st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0, 9), max_size=6),
    negative=_LOGIT,
    positive=_LOGIT,
)
_TONES = st.sampled_from(local.TONES)
_LABELLED = st.lists(st.builds(Example, evidence=_EVIDENCE, tone=_TONES), min_size=60, max_size=90)


@settings(max_examples=8, deadline=None)
@given(_LABELLED, _EVIDENCE)
def test_weights_are_bounded_and_chances_add_up(labelled: list[Example], new: Evidence) -> None:
    """No word beyond LARGEST, no slope below 0, and three chances that are 1 together."""
    weights = local.learned(labelled)
    assert all(abs(one) <= local.LARGEST for pair in weights.words.values() for one in pair)
    assert weights.slope >= 0
    found = local.chances(new, weights)
    assert abs(sum(found) - 1) < 1e-9
    assert all(0 <= one <= 1 for one in found)


@settings(max_examples=8, deadline=None)
@given(_LABELLED)
def test_learning_never_makes_the_labels_more_surprising(labelled: list[Example]) -> None:
    """Each step is downhill, so that the end is no worse than the beginning."""
    before = [local.chances(one.evidence) for one in labelled]
    weights = local.learned(labelled)
    after = [local.chances(one.evidence, weights) for one in labelled]
    assert local.surprise(labelled, after) <= local.surprise(labelled, before) + 0.02


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=300).map(lambda text: text * 200))
def test_any_text_is_read_with_own_weights(text: str) -> None:
    """Floods, lone surrogates and zalgo included, on the shipped tone."""
    found = Yours(toned(), _DARK)(text)
    assert -1 <= found.score <= 1
    assert found.p_negative is not None
    assert 0 <= found.p_negative <= 1
