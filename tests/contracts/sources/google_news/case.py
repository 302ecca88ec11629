"""Google News answers every search with a feed."""

from __future__ import annotations

from socwatch.model.mention import Outcome
from tests.contracts.sources.cases import Case
from tests.contracts.sources.rss.case import script

CASES = (
    Case(
        kind="google_news",
        first=frozenset({"CBMione", "CBMitwo", "CBMithree"}),
        later=frozenset({"CBMifour", "CBMifive"}),
        suffix="xml",
        script=script,
        web_page=Outcome.REFUSED,
    ),
)
