"""Every mistake is told with its line, its key, plain words and what to write instead."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from socwatch.config.load import load
from socwatch.errors import ConfigWrong

Wrong = Callable[..., list[str]]

#: What is put at the end of a right config, and what is said about it, by the line of what is put.
ADDED = [
    (
        '[detection]\nsensitivty = "early"',
        '2: detection.sensitivty: unknown key (did you mean "sensitivity"?)',
    ),
    (
        '[detection]\nsensitivity = "loud"',
        '2: detection.sensitivity: "loud" is none of quiet, balanced, early',
    ),
    (
        "[detection]\ntick = 15",
        "2: detection.tick: 15 is no duration (write 90s, 15m, 2h, 1d or 4w, in quotes)",
    ),
    (
        '[detection]\ntick = "7m"',
        "2: detection.tick: a day must be a whole number of ticks of at least 1m"
        " (write 5m, 15m or 1h)",
    ),
    (
        '[[topics]]\nname = "Bravo Ltd"\nquery = "bravo"',
        '2: topics[1].name: "Bravo Ltd" is no name (write only a-z, 0-9 and -)',
    ),
    (
        '[[topics]]\nname = "acme"\nquery = "acme"',
        '2: topics[1].name: a second topic "acme" (the first is in line 3)',
    ),
    (
        '[[topics]]\nname = "bravo"\nquery = "bravo"\nowner = "prr"',
        '4: topics[1].owner: nobody has the role "prr" (did you mean "pr"?)',
    ),
    (
        '[[topics]]\nname = "bravo"\nquery = "bravo"\nrisk = 4',
        "4: topics[1].risk: 4: must be at most 3",
    ),
    (
        '[[topics]]\nname = "bravo"\nquery = "bravo"\ncompetitors = ["acme", "bravo"]',
        '4: topics[1].competitors[1]: there is no other topic "bravo" (there is: acme)',
    ),
    (
        '[[topics]]\nname = "bravo"\nquery = "bravo"\nsources = [\n  "*",\n  "pres",\n]',
        '6: topics[1].sources[1]: there is no source "pres" (did you mean "press"?)',
    ),
    (
        '[[sources]]\nname = "x"\nkind = "rs"',
        '3: sources[1].kind: "rs" is no kind of source (did you mean "rss"?)',
    ),
    ('[[sources]]\nname = "x"\nkind = "rss"', "1: sources[1].url: is missing"),
    (
        '[[sources]]\nname = "x"\nkind = "rss"\nurl = "u"\nevry = "5m"',
        '5: sources[1].evry: unknown key (did you mean "every"?)',
    ),
    (
        '[[plan.contacts]]\nid = "kim"\nname = "Kim"\nemail = "l@x"',
        '4: plan.contacts[2].email: "l@x" is no mail address (write name@host.example)',
    ),
    (
        '[[plan.contacts]]\nid = "kim"\nname = "Kim"',
        "1: plan.contacts[2].email: is missing (write a mail address, or other channels)",
    ),
    (
        '[[plan.contacts]]\nid = "kim"\nname = "Kim"\nchannels = ["push"]',
        '4: plan.contacts[2].channels[0]: there is no channel "push" (there is: email)',
    ),
    (
        '[[plan.contacts]]\nid = "kim"\nname = "Kim"\nemail = "k@x.example"\ndeputy = "danna"',
        '5: plan.contacts[2].deputy: there is no contact "danna" (did you mean "dana"?)',
    ),
    (
        '[[plan.contacts]]\nid = "kim"\nname = "Kim"\nemail = "k@x.example"\ndeputy = "kim"',
        "5: plan.contacts[2].deputy: deputies in a circle: kim → kim (end it somewhere)",
    ),
    (
        '[[plan.contacts]]\nid = "kim"\nname = "Kim"\nemail = "k@x.example"\n'
        'timezone = "Europe/Londn"',
        '5: plan.contacts[2].timezone: "Europe/Londn" is no time zone'
        ' (did you mean "Europe/London"?)',
    ),
    (
        '[[plan.contacts]]\nid = "kim"\nname = "Kim"\nemail = "k@x.example"\n'
        "away = [{ from = 2026-12-27, to = 2026-12-24 }]",
        "5: plan.contacts[2].away[0]: from 2026-12-27 is after to 2026-12-24 (swap them)",
    ),
    (
        '[[plan.contacts]]\nid = "kim"\nname = "Kim"\nemail = "k@x.example"\n'
        'quiet_hours = { from = "22:00", to = 07:00 }',
        "5: plan.contacts[2].quiet_hours.from: must be a time of day (write 07:30, without quotes)",
    ),
    (
        '[[plan.rotas]]\nname = "night"\nstart = 2026-01-05\nmembers = ["dana", "kim"]',
        '4: plan.rotas[1].members[1]: there is no contact "kim" (there is: dana, luis)',
    ),
    (
        '[[plan.rotas]]\nname = "night"\nstart = 2026-01-05\nmembers = ["dana"]\n'
        'rotate = "fortnightly"',
        '5: plan.rotas[1].rotate: "fortnightly" is no rotation'
        " (write daily, weekly or a rule such as FREQ=WEEKLY;INTERVAL=2)",
    ),
    (
        '[[plan.rotas]]\nname = "night"\nstart = 2026-01-05\nmembers = ["dana"]\n'
        'overrides = [{ from = 2026-12-31, to = 2026-12-31, who = "kim" }]',
        '5: plan.rotas[1].overrides[0].who: there is no contact "kim" (there is: dana, luis)',
    ),
    (
        '[[plan.policies]]\nseverity = "scarlet"\nsteps = [{ after = "0m", tell = ["role:pr"] }]',
        '2: plan.policies[2].severity: there is no severity "scarlet"'
        " (there is: green, amber, red)",
    ),
    (
        '[[plan.policies]]\nseverity = "red"\ntopics = ["acme"]\n'
        'steps = [{ after = "0m", tell = ["dana", "rota:duti", "role:ceo"] }]',
        '4: plan.policies[2].steps[0].tell[0]: "dana" names nobody (write "contact:dana")',
        '4: plan.policies[2].steps[0].tell[1]: there is no rota "duti" (did you mean "duty"?)',
        '4: plan.policies[2].steps[0].tell[2]: nobody has the role "ceo"'
        ' (add roles = ["ceo"] to a contact)',
    ),
    (
        '[[plan.policies]]\nseverity = "red"\ntopics = ["acme"]\n'
        'steps = [{ after = "15m", tell = ["role:pr"] }, { after = "5m", tell = ["role:pr"] }]',
        "1: plan.policies[2]: each step must be later than the one before (sort them by after)",
    ),
    (
        '[[plan.policies]]\nseverity = "red"\nsteps = [{ after = "0m", tell = ["role:pr"] }]',
        '1: plan.policies[2]: a second policy for "red" (the first is in line 41)',
    ),
    (
        '[[plan.scenarios]]\nid = "fire"\nterms = ["fire", "burn*"]\nowner = "care"\n'
        'severity_floor = "purple"\nstatements = ["HS-2"]',
        '4: plan.scenarios[0].owner: nobody has the role "care"'
        ' (add roles = ["care"] to a contact)',
        '5: plan.scenarios[0].severity_floor: there is no severity "purple"'
        " (there is: green, amber, red)",
        '6: plan.scenarios[0].statements[0]: there is no statement "HS-2" (there is none)',
    ),
    (
        '[[plan.silences]]\nfrom = 2026-12-02T00:00\nto = 2026-12-01T00:00\nbecause = "move"\n'
        'topics = ["bravo"]',
        "3: plan.silences[0].to: is not after from (swap them, or change one)",
        '5: plan.silences[0].topics[0]: there is no topic "bravo" (there is: acme)',
    ),
    (
        '[[digests]]\nname = "daily"\nat = 06:30\nto = ["dan", "a@b"]',
        '4: digests[0].to[0]: "dan" is neither a contact nor a mail address (did you mean "dana"?)',
        '4: digests[0].to[1]: "a@b" is no mail address (write name@host.example)',
    ),
    (
        '[[permissions]]\nsource = "press"\nbasis = "b"\n'
        '[[permissions]]\nsource = "press"\nbasis = "c"',
        '5: permissions[1].source: a second permission for source "press"'
        " (the first is in line 48)",
    ),
    (
        '[[channels]]\nname = "push"\nkind = "webhook"\nurl = "https://hook.example/secret"',
        "4: channels[0].url: a secret must not stand in the config (write url_env or one of"
        " url_file, url_command, url_keyring, url_credential instead)",
    ),
    (
        '[delivery]\nheartbeat_url_env = "A"\nheartbeat_url_file = "b"',
        "1: delivery: heartbeat_url is given in 2 ways: heartbeat_url_env, heartbeat_url_file"
        " (keep one)",
    ),
    ("[[detection]]", "1: detection: must be one table (write its name in single brackets)"),
    ("[channels]", "1: channels: must be a list of tables (write [[channels]])"),
    (
        '[web]\nhost = "0.0.0.0"',
        "1: web: 0.0.0.0 is reached from other computers"
        " (write allow_remote = true if you mean it)",
    ),
]


@pytest.mark.parametrize("case", ADDED, ids=[case[1].split(" ")[1] for case in ADDED])
def test_a_mistake_is_placed_and_explained(case: tuple[str, ...], right: str, wrong: Wrong) -> None:
    """File, line, key, what is wrong and what to write: for each kind of mistake."""
    text, *expected = case
    before = right.count("\n")
    found = [one.split(":", 2) for one in wrong(f"{right}{text}\n")]
    assert [f"{int(line) - before}:{rest}" for _, line, rest in found] == expected


def test_all_mistakes_are_told_at_once(wrong: Wrong, right: str) -> None:
    """One mistake hides no other, not even one in the same table."""
    text = right.replace('query = "acme"', 'query = "(acme"\nrsik = 1').replace(
        'members = ["dana", "luis"]', 'members = ["dana", "kim"]\ncolour = "blue"'
    )
    keys = [line.split(": ")[1] for line in wrong(f'timezone = "Mars"\n{text}')]
    assert keys == [
        "timezone",
        "topics[0].query",
        "topics[0].rsik",
        "plan.rotas[0].members[1]",
        "plan.rotas[0].colour",
    ]


def test_a_wrong_query_names_its_column(wrong: Wrong, right: str) -> None:
    """The query's own words and suggestion are passed on."""
    (problem,) = wrong(right.replace('query = "acme"', 'query = "acme OR"'))
    assert problem.startswith("socwatch.toml:4: topics[0].query: column ")


def test_a_secret_is_never_repeated(wrong: Wrong, right: str) -> None:
    """A password in the clear is refused without being printed."""
    smtp = 'smtp = { host = "h.example", user = "u", password = "hunter2" }'
    problems = wrong(right.replace('mbox = "mail.mbox"', smtp))
    assert "a secret must not stand in the config" in problems[0]
    assert "password_env" in problems[0]
    assert "hunter2" not in "\n".join(problems)


def test_mail_in_the_clear_is_only_for_this_computer(wrong: Wrong, right: str) -> None:
    """tls = "none" to another computer is refused."""
    smtp = 'smtp = { host = "smtp.acme.example", tls = "none" }'
    (problem,) = wrong(right.replace('mbox = "mail.mbox"', smtp))
    assert 'tls = "none" would send mail in the clear to smtp.acme.example' in problem


@pytest.mark.parametrize(
    "address",
    [
        '"a@b.example\\r\\nBcc: c@d.example"',
        '"a@b.example, c@d.example"',
        "'\"x\" <a@b.example>, <c@d.example>'",
        '"Dana <dana@acme.example>"',
        '"dana..o@acme.example"',
        '"dana@-acme.example"',
        '"dåna@acme.example"',
        '""',
    ],
)
def test_an_address_that_is_more_than_an_address_is_refused(
    address: str, wrong: Wrong, right: str
) -> None:
    """Line breaks, lists and names can never reach a mail header."""
    line = 1 + right[: right.index('"luis@acme.example"')].count("\n")
    (problem,) = wrong(right.replace('"luis@acme.example"', address))
    assert problem.startswith(f"socwatch.toml:{line}: plan.contacts[1].email: ")
    assert "mail address" in problem
    assert problem.isprintable()


def test_people_told_by_mail_need_mail(wrong: Wrong, right: str) -> None:
    """A plan that relies on mail is refused when there is no [mail]."""
    problems = wrong(right.replace("[mail]", "[retention]").replace("from =", "legal_basis =", 1))
    said = [one for one in problems if "there is no [mail]" in one]
    assert said[0].startswith("socwatch.toml:20: plan.contacts[0]: Dana Okafor is told by mail")


BROKEN = [
    (b"version = 1\n[mail\n", ":2: Expected ']' at the end of a table declaration (column 6)"),
    (b"a = 1\nb = '\xff'\n", ":2: is not text in UTF-8 (save it as UTF-8)"),
    (b"a = " + b"[" * 9000, ": is nested too deeply"),
    (b"a = " + b"9" * 9000, ": holds a number that is too long"),
    (b"#" * (1024 * 1024 + 1), ": is larger than 1 MiB (a config never is)"),
]


@pytest.mark.parametrize(("content", "says"), BROKEN, ids=[says for _, says in BROKEN])
def test_a_file_that_is_no_toml_is_one_problem(content: bytes, says: str, tmp_path: Path) -> None:
    """Whatever the bytes, the answer is a sentence about the file."""
    path = tmp_path / "socwatch.toml"
    path.write_bytes(content)
    with pytest.raises(ConfigWrong) as caught:
        load(path, kinds=tuple, options_of=pytest.fail)
    (problem,) = caught.value.problems
    assert str(problem) == f"{path}{says}"


def test_a_folder_is_no_config(tmp_path: Path) -> None:
    """A path that is no file is told as such."""
    with pytest.raises(ConfigWrong, match="is not a file"):
        load(tmp_path, kinds=tuple, options_of=pytest.fail)
