"""How people tell of harm in everyday words: phrases rather than terms."""

from __future__ import annotations

from socwatch.understand.risks.idioms_of_conduct import DISCRIMINATION, LABOUR, LEGAL, MISCONDUCT
from socwatch.understand.risks.idioms_of_harm import EARTH, FATALITY, SAFETY, THREAT
from socwatch.understand.risks.idioms_of_service import BOYCOTT, COMPLAINT, DATA, FALSE, OUTAGE

#: Category and its phrases; all of them are serious.
IDIOMS = {
    "product_safety": SAFETY,
    "fatality": FATALITY,
    "threat": THREAT,
    "data_breach": DATA,
    "executive_misconduct": MISCONDUCT,
    "discrimination": DISCRIMINATION,
    "legal": LEGAL,
    "environment": EARTH,
    "boycott": BOYCOTT,
    "labour": LABOUR,
    "outage": OUTAGE,
    "misinformation": FALSE,
    "complaint": COMPLAINT,
}
