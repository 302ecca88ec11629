"""What a crisis sounds like, in words and emoji that plain sentiment lexicons leave at 0.0.

Weights are on VADER's scale, -4 (most negative) to +4. The numbers are ours, set beside VADER's for
words of the same force (`poisoned` -2.2, `fire` -1.4, `killed` -3.5), not measured on a corpus. The
training raises the learned weights of these words by them, so that none comes out neutral; at run
time they only tell which names of topics are words of their own.
"""

from __future__ import annotations

_SAFETY = {
    "burn": -1.4,
    "burned": -1.8,
    "burning": -1.6,
    "burns": -1.4,
    "burnt": -1.9,
    "contaminated": -2.5,
    "contamination": -2.3,
    "electrocuted": -3.2,
    "explode": -2.6,
    "exploded": -3.0,
    "explodes": -2.6,
    "exploding": -2.8,
    "explosion": -2.8,
    "fires": -1.4,
    "flames": -1.4,
    "flammable": -1.2,
    "hazardous": -2.0,
    "hospital": -1.0,
    "hospitalised": -2.2,
    "hospitalized": -2.2,
    "injuries": -1.8,
    "melted": -1.5,
    "melting": -1.3,
    "mould": -1.4,
    "overheated": -1.7,
    "overheating": -1.7,
    "overheats": -1.7,
    "recall": -1.9,
    "recalled": -1.9,
    "recalling": -1.7,
    "recalls": -1.9,
    "scalded": -2.2,
    "smoke": -1.1,
    "smoking": -0.8,
    "sparks": -0.9,
    "toxic": -2.3,
    "unsafe": -2.1,
}

_SECURITY = {
    "breach": -2.2,
    "breached": -2.3,
    "breaches": -2.2,
    "hack": -1.5,
    "hackers": -1.6,
    "malware": -2.1,
    "phishing": -1.9,
    "ransomware": -2.5,
}

_SERVICE = {
    "counterfeit": -1.6,
    "crashed": -1.6,
    "crashes": -1.6,
    "glitch": -1.1,
    "glitches": -1.2,
    "outage": -1.7,
    "outages": -1.7,
    "overcharged": -1.8,
    "refund": -0.7,
    "refunds": -0.7,
    "scammed": -2.6,
    "scammers": -2.5,
    "unresponsive": -1.3,
    "unusable": -1.9,
}

_COMPANY = {
    "bankruptcy": -2.3,
    "discrimination": -2.2,
    "fined": -1.5,
    "investigated": -0.9,
    "investigation": -0.8,
    "layoff": -1.7,
    "layoffs": -1.8,
    "misconduct": -2.0,
    "negligence": -2.0,
    "sued": -1.5,
    "sues": -1.4,
}

#: Words that VADER weighs although they name things: “my hand is burnt” is no praise.
_NAMES_OF_THINGS = {
    "hand": 0.0,
}

#: Word to weight; 0 takes a word out of the lexicon.
CRISIS_WORDS = {**_SAFETY, **_SECURITY, **_SERVICE, **_COMPANY, **_NAMES_OF_THINGS}

#: Emoji to the words they are read as, where VADER's own reading says nothing or the opposite.
#: Fire is as often praise as danger, so it says nothing.
EMOJI = {
    "\U0001f621": "furious",  # pouting face
    "\U0001f92c": "furious",  # symbols over the mouth
    "\U0001f624": "annoyed",  # steam from the nose
    "\U0001f644": "annoyed",  # rolling eyes
    "\U0001f612": "annoyed",  # unamused
    "\U0001f92e": "disgusted",  # vomiting
    "\U0001f922": "disgusted",  # nauseated
    "\U0001f44e": "bad",  # thumbs down
    "\U0001f44d": "good",  # thumbs up
    "\U0001f494": "heartbroken",
    "\U0001f525": "flame",
}
