"""One query in a config is changed, and not one byte besides."""

from __future__ import annotations

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from socwatch.config import amend
from socwatch.errors import SocwatchError
from socwatch.match.syntax import QueryError

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
NEW = 'acme NOT "gym"'
SPELT = "'acme NOT \"gym\"'"


def write(folder: Path, words: str | bytes) -> Path:
    """A config file."""
    path = folder / "socwatch.toml"
    path.write_bytes(words if isinstance(words, bytes) else words.encode())
    return path


def changed(path: Path, query: str = NEW, was: str = "acme") -> str:
    """The file with another query for acme."""
    return amend.with_query(amend.read(path), "acme", was=was, query=query).decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('[[topics]]\nname="acme"\nquery  =  "acme"   # ours\n',
         f'[[topics]]\nname="acme"\nquery  =  {SPELT}   # ours\n'),
        ('topics = [{name = "acme", query = "acme" }, { name = "b", query = "acme"}] # all\n',
         f'topics = [{{name = "acme", query = {SPELT} }}, {{ name = "b", query = "acme"}}] # all\n'),
        ('topics = [{name = "b", query = "acme" }, { name = "acme", query = "acme"}] # all\n',
         f'topics = [{{name = "b", query = "acme" }}, {{ name = "acme", query = {SPELT}}}] # all\n'),
        ('# query = "acme"\r\n[[topics]]\r\nname="acme"\r\nquery = "acme"\r\n\r\n# end',
         f'# query = "acme"\r\n[[topics]]\r\nname="acme"\r\nquery = {SPELT}\r\n\r\n# end'),
        ('\ufeff[[topics]]\nquery = "acme"\nname="acme"\n',
         f'\ufeff[[topics]]\nquery = {SPELT}\nname="acme"\n'),
        ('at = 07:30\nx = {\n a = 1, # one\n}\n[[topics]]\nname="acme"\nquery = "acme"\n',
         f'at = 07:30\nx = {{\n a = 1, # one\n}}\n[[topics]]\nname="acme"\nquery = {SPELT}\n'),
    ],
    ids=["table", "inline", "second", "windows", "bom", "toml-1.1"],
)  # fmt: skip
def test_only_the_query_changes(tmp_path: Path, before: str, after: str) -> None:
    """Comments, blanks, line ends and the byte order mark stay."""
    assert changed(write(tmp_path, before)) == after


def test_a_query_on_several_lines_stays_on_them(tmp_path: Path) -> None:
    """Somebody made it readable."""
    path = write(tmp_path, '[[topics]]\nname="acme"\nquery = """\nacme OR\n"b c"\n"""\nrisk = 1\n')
    after = changed(path, '(acme OR\n"b c"\n) NOT "gym"', was='acme OR\n"b c"\n')
    assert '(acme OR\n"b c"\n) NOT "gym"' in after
    assert after.endswith("\nrisk = 1\n")


def test_the_example_config_keeps_every_other_line(tmp_path: Path) -> None:
    """All the forms that TOML has, in one file."""
    example = Path(__file__).parents[3] / "config.example.toml"
    path = write(tmp_path, example.read_bytes())
    import tomli

    was = next(
        one["query"] for one in tomli.loads(path.read_text("utf-8"))["topics"]
        if one["name"] == "acme"
    )  # fmt: skip
    before = path.read_text("utf-8").splitlines()
    after = changed(path, was=was).splitlines()
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1


def test_a_query_that_means_nothing_is_refused(tmp_path: Path) -> None:
    """Before anything else happens."""
    path = write(tmp_path, '[[topics]]\nname="acme"\nquery="acme"\n')
    with pytest.raises(QueryError):
        changed(path, "acme (")


@pytest.mark.parametrize(
    "words",
    ['[[topics]]\nname="acme"\nquery="bravo"\n', '[[topics]]\nname="b"\nquery="acme"\n', "", "x"],
)
def test_another_file_than_the_one_that_was_loaded_is_left_alone(
    tmp_path: Path, words: str
) -> None:
    """The query does not stand there as it was read."""
    with pytest.raises(SocwatchError, match="was changed meanwhile"):
        changed(write(tmp_path, words))


def test_the_file_is_replaced_with_its_permissions_and_kept_beside(tmp_path: Path) -> None:
    """Nothing else is left in the folder."""
    path = write(tmp_path, "before")
    path.chmod(0o640)
    backup = amend.put(amend.read(path), b"after", NOW)
    again = amend.put(amend.read(path), b"later", NOW)
    assert (path.read_bytes(), backup.read_bytes(), again.read_bytes()) == (
        b"later", b"before", b"after",
    )  # fmt: skip
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(backup.stat().st_mode) == 0o640
    assert backup.name == "socwatch.toml.20261122T030000Z.bak"
    assert sorted(tmp_path.iterdir()) == sorted([path, backup, again])


def test_a_file_that_somebody_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    """Their work is not lost, and no copy is left."""
    path = write(tmp_path, "before")
    file = amend.read(path)
    path.write_bytes(b"theirs")
    with pytest.raises(SocwatchError, match="was changed meanwhile"):
        amend.put(file, b"ours", NOW)
    assert path.read_bytes() == b"theirs"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """The file that it leads to is changed."""
    path = write(tmp_path, "before")
    link = tmp_path / "link.toml"
    link.symlink_to(path)
    amend.put(amend.read(link), b"after", NOW)
    assert link.is_symlink()
    assert path.read_bytes() == b"after"


def test_a_file_that_is_gone_is_said_to_be(tmp_path: Path) -> None:
    """One sentence, no traceback."""
    path = write(tmp_path, "before")
    file = amend.read(path)
    path.unlink()
    with pytest.raises(SocwatchError, match="cannot be changed"):
        amend.put(file, b"after", NOW)
    with pytest.raises(SocwatchError, match="cannot be read"):
        amend.read(path)
