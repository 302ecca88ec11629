"""What X charges, and the month's money.

Invariant: a request is paid for, at the most that it can cost, before it is made; what it did not
cost is given back once its answer is there; beyond the cap nothing is asked. Facts:
https://docs.x.com/x-api/getting-started/pricing.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from datetime import datetime, timedelta

from socwatch.errors import SourceRefused
from socwatch.sources._limits import LONGEST_WAIT

# In thousandths of a dollar, so that no sum is rounded.
POST = 5
USER = 10
COUNT = 5
#: X returns at least as many posts when it is asked for some, and at most so many.
FEWEST, MOST = 10, 100


class Wallet:
    """The money of this month (UTC); `notes` keep it from poll to poll."""

    def __init__(self, notes: MutableMapping[str, str], *, cap_usd: float, now: datetime) -> None:
        self._notes = notes
        self._cap = round(cap_usd * 1000)
        self._now = now
        self._held = 0

    @property
    def spent(self) -> int:
        """In thousandths of a dollar, since the month began."""
        known = self._notes.get("spent", "")
        return int(known) if self._notes.get("month") == self._month and known.isdecimal() else 0

    @property
    def left(self) -> int:
        """In thousandths of a dollar, until the month ends."""
        return max(self._cap - self.spent, 0)

    def hold(self, price: int) -> None:
        """Pays in advance. Raises SourceRefused when the month's money is not enough."""
        if price > self.left:
            raise self._exhausted()
        self._held = price
        self._note(self.spent + price)

    def settle(self, price: int) -> None:
        """What was held cost this in truth."""
        self._note(max(self.spent - self._held + price, 0))
        self._held = 0

    def affordable(self, price: int, most: int) -> int:
        """How many posts at this price may be asked for, up to `most`; never below X's fewest."""
        return max(min(self.left // price, most), FEWEST)

    def says(self) -> str:
        """What is left, for people."""
        return f"{dollars(self.left)} of {dollars(self._cap)} left this month"

    def _note(self, spent: int) -> None:
        self._notes["month"], self._notes["spent"] = self._month, str(spent)

    @property
    def _month(self) -> str:
        return f"{self._now:%Y-%m}"

    def _exhausted(self) -> SourceRefused:
        first = self._now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        ends = (first + timedelta(days=32)).replace(day=1)
        return SourceRefused(
            f"the budget of {dollars(self._cap)} for this month does not pay for another look:"
            f" {dollars(self.spent)} are spent, and the month ends on {ends:%Y-%m-%d} at 00:00 UTC",
            # In an hour at the latest: somebody may have raised the budget meanwhile.
            retry_at=min(ends, self._now + LONGEST_WAIT),
            hint="raise monthly_budget_usd to see X again before that",
        )


def dollars(thousandths: int) -> str:
    """As people write it: whole cents, rounded down, and none where there are none."""
    return f"${thousandths // 10 / 100:,.2f}".removesuffix(".00")
