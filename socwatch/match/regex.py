"""Regular expressions that take linear time on any text, by Google's RE2.

Invariant: an expression that could take longer (back-references, look-around) is refused when the
query is read, never when a mention is. Syntax: https://github.com/google/re2/wiki/Syntax.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from socwatch.match.tokens import QueryError

LONGEST = 1_000
#: Bytes that a compiled expression may take; /(a{1000}){1000}/ would take gigabytes.
_MOST_MEMORY = 1 << 20


def compiled(expression: str, *, column: int = 1) -> Any:
    """The expression ready to search, capitals making no difference.

    Raises QueryError when it is empty, too long, or not one that RE2 takes.
    """
    if not expression.strip() or len(expression) > LONGEST:
        raise QueryError(
            f"a regular expression has 1 to {LONGEST} characters",
            column=column,
            suggestion="use words, or put the words in quotes",
        )
    found, wrong = _compiled(expression)
    if wrong:
        raise QueryError(
            f"this is no regular expression: {wrong}",
            column=column,
            suggestion="mend it, or use words and burn*",
        )
    if found.search("") is not None:
        raise QueryError(
            "this regular expression matches every text",
            column=column,
            suggestion="say what must be there",
        )
    return found


@lru_cache(maxsize=2_000)
def _compiled(expression: str) -> tuple[Any, str]:
    import re2  # 20 ms that only queries with expressions pay for

    options = re2.Options()
    options.case_sensitive = False
    options.max_mem = _MOST_MEMORY
    options.log_errors = False
    try:
        return re2.compile(expression.replace("\\/", "/"), options=options), ""
    except re2.error as error:
        said = error.args[0] if error.args else "it cannot be read"
        words = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        return None, words
