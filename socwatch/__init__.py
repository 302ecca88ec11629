"""socwatch: listens to public conversation and tells the right person by the crisis plan."""

from __future__ import annotations

__version__ = "0.1.0"
