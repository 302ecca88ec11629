"""What GDELT calls languages, and headlines as it took them apart.

Invariant: a headline loses only blanks, and only where no writer puts any.
"""

from __future__ import annotations

import re

#: GDELT's names of languages, which are English, as BCP 47 tags.
_LANGUAGES = dict(
    re.findall(
        r"(\w+)=([\w-]+)",
        "afrikaans=af albanian=sq arabic=ar armenian=hy azerbaijani=az bengali=bn bosnian=bs "
        "bulgarian=bg catalan=ca chinese=zh chineset=zh-Hant croatian=hr czech=cs danish=da "
        "dutch=nl english=en estonian=et finnish=fi french=fr galician=gl georgian=ka german=de "
        "greek=el gujarati=gu hebrew=he hindi=hi hungarian=hu icelandic=is indonesian=id "
        "italian=it japanese=ja kannada=kn kazakh=kk korean=ko latvian=lv lithuanian=lt "
        "macedonian=mk malay=ms malayalam=ml marathi=mr mongolian=mn nepali=ne norwegian=no "
        "norwegiannynorsk=nn persian=fa polish=pl portuguese=pt punjabi=pa romanian=ro russian=ru "
        "serbian=sr sinhalese=si slovak=sk slovenian=sl somali=so spanish=es swahili=sw "
        "swedish=sv tamil=ta telugu=te thai=th tibetan=bo turkish=tr ukrainian=uk urdu=ur "
        "vietnamese=vi ",
    )
)
_JOINTS = (
    (re.compile(r"(?<=\w) (['\u2019]) (?=(?:s|t|re|ve|ll|d|m)\b)", re.IGNORECASE), r"\1"),
    (re.compile(r"(?<=\b[a-zA-Z]) (['\u2019]) (?=\w)"), r"\1"),  # l ' eau
    (re.compile(r"(?<=\d) ([.,]) (?=\d)"), r"\1"),
    (re.compile(r" (?=[.,)\]\u201d])| (?=%(?:\s|$))"), ""),
    (re.compile(r"(?<=[(\[\u201c]) "), ""),
)
#: Nobody but the French puts a blank before these.
_STOPS = re.compile(r" (?=[:;!?](?:\s|$))")


def language(name: str | None) -> str | None:
    """The BCP 47 tag of a language's name; None for one that we do not know."""
    return _LANGUAGES.get((name or "").replace(" ", "").casefold())


def tidied(headline: str | None, lang: str | None) -> str | None:
    """The headline without the blanks that GDELT puts around its marks."""
    if headline is None:
        return None
    for joint, by in _JOINTS:
        headline = joint.sub(by, headline)
    return headline if lang == "fr" else _STOPS.sub("", headline)
