"""One spelling for the many addresses of one page.

Invariant: two items never get the same spelling because something was left away that might tell
them apart; when in doubt, a page has two spellings. What a shortener leads to is not known here,
so its addresses stay as they are.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urlsplit

_LONGEST = 2_000
_DETOURS = ("www.", "m.", "mobile.", "amp.", "touch.")

#: What vendors of campaigns, newsletters and networks hang on an address to follow its readers.
_TRACKING = frozenset(
    [
        "fbclid",
        "fb_action_ids",
        "fb_action_types",
        "fb_source",
        "gclid",
        "gclsrc",
        "dclid",
        "gbraid",
        "wbraid",
        "msclkid",
        "yclid",
        "ysclid",
        "twclid",
        "ttclid",
        "li_fat_id",
        "igshid",
        "igsh",
        "mc_cid",
        "mc_eid",
        "mkt_tok",
        "_hsenc",
        "_hsmi",
        "__hssc",
        "__hstc",
        "__hsfp",
        "hsctatracking",
        "ref_src",
        "ref_url",
        "cmpid",
        "cmp",
        "ocid",
        "ito",
        "smid",
        "s_cid",
        "s_kwcid",
        "ef_id",
        "icid",
        "ncid",
        "spm",
        "_ga",
        "_gl",
        "__twitter_impression",
        "guccounter",
        "trk",
        "trkcampaign",
        "xtor",
        "sr_share",
        "soc_src",
        "soc_trk",
        "__s",
        "_openstat",
        "srsltid",
        "epik",
        "rdt_cid",
        "wickedid",
        "vero_id",
        "vero_conv",
        "oly_anon_id",
        "oly_enc_id",
        "sfmc_id",
        "sfmc_activityid",
        "campaign_id",
        "ad_id",
        "share_from",
        "user_email_address_id",
        "amp",
        "outputtype",
        "usqp",
    ]
)
_TRACKING_FAMILIES = ("utm_", "at_", "pk_", "mtm_", "piwik_", "matomo_", "guce_", "hsa_", "ns_")

_AMP_PATH = re.compile(r"(?:/amp/?|\.amp(?:\.html)?|/amp\.html)$", re.IGNORECASE)
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php\d?|aspx?|jsp|cgi|shtml)$", re.IGNORECASE)
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
_AS_THEY_ARE = "%/:=&~+!$,;'@()*[]|"

_GOOGLE = re.compile(r"google(?:\.\w{2,3}){1,2}")
#: Hosts that only lead on to the address in one of these parameters.
_LEADING_ON = {
    ("l.facebook.com", "/l.php"): ("u",),
    ("lm.facebook.com", "/l.php"): ("u",),
    ("l.instagram.com", "/"): ("u",),
    ("out.reddit.com", ""): ("url",),
    ("youtube.com", "/redirect"): ("q",),
    ("duckduckgo.com", "/l"): ("uddg",),
}
_VIDEO = re.compile(r"/(?:shorts|live|embed|v)/([\w-]{6,20})")
_STATUS = re.compile(r"/(?:i/web/|i/|@?\w+/)?status(?:es)?/(\d+)")
_THREAD = re.compile(r"(?:/r/\w+|/user/\w+)?/comments/(\w+)(?:/[^/]*(?:/(\w+))?)?")
_TWITTER = frozenset({"twitter.com", "x.com", "fxtwitter.com", "vxtwitter.com", "fixupx.com"})
_YOUTUBE = frozenset({"youtube.com", "music.youtube.com", "youtube-nocookie.com"})
_REDDIT = ("old.", "new.", "np.", "i.", "en.")

#: Pages on which many tell many things: products, apps, places.
_SHARED = re.compile(
    r"(?:apps|itunes)\.apple\.com/|play\.google\.com/|[\w.]*trustpilot\.|[\w.]*amazon\.|"
    r"[\w.]*yelp\.|[\w.]*tripadvisor\.|(?:maps\.)?google\.|[\w.]*ebay\.|[\w.]*glassdoor\."
)
_SHORTENERS = frozenset(
    [
        "t.co",
        "bit.ly",
        "tinyurl.com",
        "ow.ly",
        "buff.ly",
        "is.gd",
        "dlvr.it",
        "trib.al",
        "lnkd.in",
        "goo.gl",
        "cutt.ly",
    ]
)
_ITEMS = ("watch?v=", "comments/", "i/status/")
_OF_ITS_OWN = re.compile(r"\d{4}|[^/?]*[-_][^/?]*[-_]|[^/?]{18}")


@lru_cache(maxsize=1024)
def canonical(url: str | None) -> str | None:
    """The page's address without scheme and without what makes no other page.

    That is: detours over search engines and mobile or AMP hosts, tracking parameters and the
    order of the others, default ports, index pages, the last slash, needless escapes, fragments.
    Videos and posts of the large networks have one form. None when there is no address, or none
    that a browser could open.
    """
    parts = _opened(url)
    for _ in range(2):  # a detour may lead to another
        target = _leads_to(parts) if parts is not None else None
        parts = _opened(target) or parts if target else parts
    if parts is None:
        return None
    host, path = _host(parts), _path(parts)
    if host == "cdn.ampproject.org" or host.endswith(".cdn.ampproject.org"):
        inner = re.fullmatch(r"/[cv]/(?:s/)?([^/]+)(/.*)?", path)
        host, path = (_bare(inner[1]), inner[2] or "") if inner else (host, path)
    path = _shortened(path)
    known = _of_a_network(host, path, parts)
    if known is not None:
        return known
    kept = [
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if key.lower() not in _TRACKING and not key.lower().startswith(_TRACKING_FAMILIES)
    ]
    query = f"?{urlencode(sorted(kept))}" if kept else ""
    # A fragment names a place on the page, unless a script makes the page from it.
    names_a_page = parts.fragment.startswith(("!", "/"))
    fragment = (
        f"#{quote(parts.fragment, safe=_AS_THEY_ARE, errors='replace')}" if names_a_page else ""
    )
    return f"{host}{path}{query}{fragment}"


def page_of(url: str | None) -> str | None:
    """The canonical address of a page that tells one thing: an article, a post, a video.

    None for anything else, such as a homepage, a shop's product or a help page.
    """
    found = canonical(url)
    if found is None:
        return None
    host, slash, path = found.partition("/")
    if not path or _SHARED.match(found):
        return None
    is_page = host in _SHORTENERS or path.startswith(_ITEMS) or _OF_ITS_OWN.search(slash + path)
    return found if is_page else None


def _opened(url: str | None) -> SplitResult | None:
    if not url or len(url) > _LONGEST:
        return None
    if url.startswith("www."):
        url = f"http://{url}"
    try:
        parts = urlsplit(url.strip())
        # Asked for here, because only the asking tells a port or a host that is none.
        usable = bool(parts.hostname) and parts.scheme in ("http", "https") and parts.port != 0
    except ValueError:
        return None
    return parts if usable else None


def _leads_to(parts: SplitResult) -> str | None:
    """The address that this one only leads to."""
    host, path = _host(parts), parts.path.rstrip("/")
    if _GOOGLE.fullmatch(host):
        if path == "/url":
            return _asked(parts, "q") or _asked(parts, "url")
        if path.startswith("/amp/"):
            inner = path.removeprefix("/amp/")
            return f"http://{inner.removeprefix('s/')}" if "." in inner else None
        return None
    for (name, at), keys in _LEADING_ON.items():
        if host == name and path == at.rstrip("/"):
            return next(filter(None, (_asked(parts, key) for key in keys)), None)
    return None


def _asked(parts: SplitResult, key: str) -> str | None:
    value = dict(parse_qsl(parts.query)).get(key)
    return value if value and value.startswith(("http://", "https://")) else None


def _host(parts: SplitResult) -> str:
    host = _bare((parts.hostname or "").lower())
    usual = {"http": 80, "https": 443}[parts.scheme]
    return host if parts.port in (None, usual) else f"{host}:{parts.port}"


def _bare(host: str) -> str:
    host = host.rstrip(".")
    for detour in _DETOURS:
        if host.count(".") > 1:
            host = host.removeprefix(detour)
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return host
    return host.replace(".m.", ".", 1)


def _path(parts: SplitResult) -> str:
    return quote(_ESCAPE.sub(_needed, parts.path), safe=_AS_THEY_ARE, errors="replace")


def _shortened(path: str) -> str:
    """The path without what only says how the page is to be shown."""
    before = ""
    while path != before:
        before = path
        path = _INDEX.sub("", _AMP_PATH.sub("", path)).rstrip("/").replace("/news/amp/", "/news/")
    return path


def _needed(escape: re.Match[str]) -> str:
    letter = chr(int(escape[1], 16))
    return letter if letter in _UNRESERVED else f"%{escape[1].upper()}"


def _of_a_network(host: str, path: str, parts: SplitResult) -> str | None:
    """The one form for a video or a post of a network with many."""
    if host == "youtu.be":
        return f"youtube.com/watch?v={path[1:]}" if len(path) > 1 else None
    if host in _YOUTUBE:
        video = _VIDEO.fullmatch(path)
        name = video[1] if video else dict(parse_qsl(parts.query)).get("v")
        is_video = video is not None or path == "/watch"
        return f"youtube.com/watch?v={name}" if is_video and name else None
    if host in _TWITTER:
        status = _STATUS.match(path)
        return f"x.com/i/status/{status[1]}" if status else None
    if host == "redd.it":
        return f"reddit.com/comments/{path[1:]}" if path.count("/") == 1 else None
    for detour in _REDDIT:
        host = "reddit.com" if host == f"{detour}reddit.com" else host
    thread = _THREAD.fullmatch(path) if host == "reddit.com" else None
    if thread is not None:
        return f"reddit.com/comments/{thread[1]}" + (f"/{thread[2]}" if thread[2] else "")
    return None
