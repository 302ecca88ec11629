"""One spelling for the many addresses of one page."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "ocid", "cmpid")
_DETOURS = ("www.", "m.", "mobile.", "amp.")


def canonical(url: str | None) -> str | None:
    """The address without scheme, tracking parameters, mobile host, fragment and last slash.

    None when there is no address, or none that a browser could open.
    """
    if not url:
        return None
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    if not host or parts.scheme not in ("http", "https"):
        return None
    for detour in _DETOURS:
        host = host.removeprefix(detour)
    kept = [(key, value) for key, value in parse_qsl(parts.query) if not key.startswith(_TRACKING)]
    query = f"?{urlencode(sorted(kept))}" if kept else ""
    return f"{host}{parts.path.rstrip('/')}{query}"
