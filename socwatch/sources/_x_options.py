"""What an X source can be told in the config.

Invariant: there is no X without a budget.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from socwatch.sources._options import Duration, TokenOptions
from socwatch.sources._x_budget import FEWEST, MOST


class Options(TokenOptions):
    """What may be spent, and on what."""

    FLOOR: ClassVar[timedelta] = timedelta(minutes=15)

    every: Duration = timedelta(minutes=30)
    """How often posts are counted, and bought where they are."""

    monthly_budget_usd: Annotated[float, Field(gt=0, le=1_000_000, allow_inf_nan=False)]
    """Dollars that this source may spend in a calendar month (UTC); beyond it nothing is asked."""

    buy: Literal["spike", "always", "never"] = "spike"
    """When posts are bought: in a surge (and a small sample), always, or never."""

    sample: int = FEWEST
    """With buy = "spike": posts a day bought of each search whatever the counts say; 0 is none."""

    authors: bool = True
    """Whether authors are bought with their posts: names and followers, for $0.01 each."""

    @model_validator(mode="after")
    def _affordable(self) -> Self:
        if self.canary is not None:
            raise ValueError("leave canary out: every look of it would cost money")
        if self.sample and not FEWEST <= self.sample <= MOST:
            raise ValueError(f"sample is 0, or {FEWEST} to {MOST}: X sells no fewer at a time")
        return self
