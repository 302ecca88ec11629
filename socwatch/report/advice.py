"""What the plan and the field say about an answer: who decides, and how much people hold us to it.

Invariant: advice only. Nothing here chooses a statement, a severity or a person.
"""

from __future__ import annotations

from collections.abc import Iterator

from socwatch.model.plan import CrisisPlan, Raci, Scct
from socwatch.report.safe import plain

#: After W. T. Coombs, "Protecting Organization Reputations During a Crisis: The Development and
#: Application of Situational Crisis Communication Theory", Corporate Reputation Review 10 (2007).
SCCT = {
    Scct.VICTIM: (
        "People will see us as hit by it too. First say what they should do and what is known, and "
        "show concern. A rumour may be denied, with proof."
    ),
    Scct.ACCIDENTAL: (
        "People will see an accident. First say what they should do, then how it could happen. If it "
        "happened before, or trust is low already, answer as if it could have been prevented."
    ),
    Scct.PREVENTABLE: (
        "People will hold us responsible. First say what they should do; then apologise and make it "
        "good. Playing it down makes it worse."
    ),
}
_PARTS = (
    ("Has the last word", lambda raci: (raci.accountable,)),
    ("Does it", lambda raci: raci.responsible),
    ("Is asked before", lambda raci: raci.consulted),
    ("Hears of it after", lambda raci: raci.informed),
)


def who_decides(plan: CrisisPlan, topic: str) -> tuple[tuple[str, str], ...]:
    """What each may do, and who it is, in words; empty when the plan does not say."""
    raci = plan.raci(topic)
    return () if raci is None else tuple(_rows(plan, raci))


def _rows(plan: CrisisPlan, raci: Raci) -> Iterator[tuple[str, str]]:
    for label, roles_of in _PARTS:
        roles = roles_of(raci)
        if roles:
            yield label, "; ".join(_role(plan, role) for role in roles)


def _role(plan: CrisisPlan, role: str) -> str:
    names = ", ".join(plain(person.name) for person in plan.in_role(role))
    return f"{names} ({role})" if names else role
