"""Risk: what it costs to look for it, beside plain VADER's tone of the same text in the same run.

Run with `python benchmarks/risk.py`. Prints medians of microseconds, and what loading costs.
"""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from time import perf_counter

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from socwatch.understand.risk import Risks

ROUNDS = 200
TEXTS = {
    "post without a sign": "Lovely morning at the lake with the new Acme flask and two good friends",
    "post with a figure": "This Acme blender is a killer deal, I am dying of laughter at the advert",
    "post with a risk": "My Acme kettle caught fire this morning and I burnt my hand, not happy",
    "headline": "Acme recalls 40,000 kettles over fire risk after two people were injured",
    "long post": "I called them twice about the order and nobody could help me at all. " * 12,
    "article": "The company said on Monday that it would look into the failure of its kettles. "
    * 60,
    "hostile words": "people killed by an exploding kettle, lawsuit over outage " * 400,
    "hostile emoji": "\U0001f525\U0001f602 fire " * 2_000,
}


def typical(read: Callable[[str], object], text: str, rounds: int) -> float:
    """The median of the microseconds for one text."""
    times = []
    for _ in range(rounds):
        started = perf_counter()
        read(text)
        times.append((perf_counter() - started) * 1e6)
    return median(times)


def main() -> None:
    """Prints one line for each text."""
    started = perf_counter()
    risks = Risks()
    print(f"ready after {(perf_counter() - started) * 1e3:.0f} ms")
    vader = SentimentIntensityAnalyzer()
    for name, text in TEXTS.items():
        risks.found(text)
        rounds = ROUNDS if len(text) < 1_000 else 10
        ours = typical(risks.found, text, rounds)
        plainly = typical(vader.polarity_scores, text[:2_000], min(rounds, 20))
        print(
            f"{name:20} ({len(text):6} characters): {ours:8.1f} µs, "
            f"VADER on at most 2,000 of them {plainly:9.1f} µs"
        )


if __name__ == "__main__":
    main()
