"""The categories in the order in which equal risks are told; the last two are no risks."""

from __future__ import annotations

from socwatch.understand.risks.conduct import DISCRIMINATION, LEGAL, MISCONDUCT
from socwatch.understand.risks.fatality import FATALITY
from socwatch.understand.risks.menace import ENVIRONMENT, THREAT
from socwatch.understand.risks.people import BOYCOTT, LABOUR
from socwatch.understand.risks.safety import PRODUCT_SAFETY
from socwatch.understand.risks.service import DATA_BREACH, OUTAGE
from socwatch.understand.risks.talk import COMPLAINT, MISINFORMATION, PRAISE, QUESTION

CATEGORIES = (
    FATALITY,
    THREAT,
    PRODUCT_SAFETY,
    DATA_BREACH,
    MISCONDUCT,
    DISCRIMINATION,
    LEGAL,
    ENVIRONMENT,
    LABOUR,
    OUTAGE,
    MISINFORMATION,
    BOYCOTT,
    COMPLAINT,
    PRAISE,
    QUESTION,
)
