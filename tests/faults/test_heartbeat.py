"""The dead man's switch hears of full good cycles only."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from tests.faults.rig import BEGIN, Rig
from tests.support.http_server import LoopbackServer, Reply, always, serving
from tests.support.smtp_server import Behaviour, SmtpServer

MINUTE = timedelta(minutes=1)


def beating(folder: Path, smtp: SmtpServer, switch: LoopbackServer) -> Rig:
    """An installation that pings the switch."""
    rig = Rig(folder, smtp=smtp.port)
    path = folder / "socwatch.toml"
    (folder / "heartbeat-url").write_text(f"{switch.url}/beat", encoding="utf-8")
    further = '\n[delivery]\nheartbeat_url_file = "heartbeat-url"\nallow_private = true\n'
    path.write_text(path.read_text(encoding="utf-8") + further, encoding="utf-8")
    return rig


def test_no_beat_while_people_cannot_be_told(tmp_path: Path) -> None:
    """A server that takes no mail stops the heart; it beats again when the mails are out."""
    with serving(always(Reply())) as switch, SmtpServer() as smtp:
        rig = beating(tmp_path, smtp, switch)
        assert rig.run("poll").code == 0
        assert len(switch.seen) == 1
        smtp.behaviour = Behaviour(refuse={"mail": (451, "4.3.2 not now")})
        rig.drop([("m1", "my acme kettle caught fire")])
        assert rig.run("poll", at=BEGIN + MINUTE).code == 13
        assert len(switch.seen) == 1
        assert rig.run("status", "--exit-code", at=BEGIN + 2 * MINUTE).code == 4
        smtp.behaviour = Behaviour()
        assert rig.run("poll", at=BEGIN + 5 * MINUTE).code == 0
        assert len(switch.seen) == 2


def test_no_beat_while_a_source_cannot_be_read(tmp_path: Path) -> None:
    """Half blind is not well."""
    with serving(always(Reply())) as switch, SmtpServer() as smtp:
        rig = beating(tmp_path, smtp, switch)
        rig.dropped.unlink()
        rig.dropped.mkdir()
        assert rig.run("poll").code == 3
        assert switch.seen == []
