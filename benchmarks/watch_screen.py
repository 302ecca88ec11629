"""The watch screen: how soon it is there, and what it costs while 500 mentions a minute arrive.

Goals: first paint within 1.5 times the import of textual; at most 5 % of one core and 120 MB while
500 mentions a minute are stored by another process.
"""

from __future__ import annotations

import fcntl
import json
import os
import pty
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from datetime import UTC, datetime
from pathlib import Path

CONFIG = """
version = 1
timezone = "Europe/London"
database = "socwatch.db"
[[topics]]
name = "acme"
query = "acme"
owner = "pr"
[[sources]]
name = "drop"
kind = "file"
path = "drop.jsonl"
every = "10s"
[plan]
owner = "pr"
[[plan.contacts]]
id = "dana"
name = "Dana Okafor"
roles = ["pr"]
email = "dana@acme.example"
[[plan.policies]]
severity = "red"
steps = [{ after = "0m", tell = ["role:pr"] }]
fallback = "ops@acme.example"
[mail]
from = "socwatch <socwatch@acme.example>"
mbox = "mail.mbox"
"""
IMPORT = "import time; t = time.perf_counter(); import textual.app, textual.widgets; print(time.perf_counter() - t)"
A_MINUTE = 500
#: Measured for so long, after the first seconds.
SECONDS = 30
TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Prints the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "socwatch.toml").write_text(CONFIG, encoding="utf-8")
        (folder / "drop.jsonl").touch()
        imported = statistics.median(_import() for _ in range(7))
        both = [_paint(folder) for _ in range(7)]
        print(f"import of textual      {imported * 1000:6.0f} ms")
        for place, what in enumerate(("first paint of watch", "first issues on it")):
            took = statistics.median(one[place] for one in both)
            print(f"{what:<22} {took * 1000:6.0f} ms, {took / imported:.2f} times")
        cpu, memory = _while_arriving(folder)
        print(f"while {A_MINUTE} a minute arrive: {cpu:.1%} of a core, {memory:.0f} MB")


def _import() -> float:
    done = subprocess.run([sys.executable, "-c", IMPORT], capture_output=True, check=True)
    return float(done.stdout)


def _start(folder: Path, *words: str) -> tuple[subprocess.Popen[bytes], int]:
    near, far = pty.openpty()
    fcntl.ioctl(far, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 130, 0, 0))
    program = subprocess.Popen(
        [sys.executable, "-m", "socwatch", "watch", *words], cwd=folder, stdin=far, stdout=far,
        stderr=far, env={**os.environ, "TERM": "xterm-256color"}, start_new_session=True,
    )  # fmt: skip
    os.close(far)
    return program, near


def _paint(folder: Path) -> tuple[float, float]:
    """From the start of the program to its first frame, and to the issues on it, in seconds."""
    began = time.perf_counter()
    program, near = _start(folder, "--attach")
    shown, frame = b"", 0.0
    while b"Open issues" not in shown:
        shown += os.read(near, 65536)
        if not frame and b"Reading" in shown:
            frame = time.perf_counter() - began
    took = time.perf_counter() - began
    _end(program, near)
    return frame, took


def _while_arriving(folder: Path) -> tuple[float, float]:
    """CPU share of one core, and memory in MB, of a screen beside a poller that stores."""
    poller = subprocess.Popen(
        [sys.executable, "-m", "socwatch", "run"], cwd=folder, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    program, near = _start(folder, "--attach")
    number = 0
    try:
        number = _arrive(folder, near, 10, number)
        before = _used(program.pid)
        _arrive(folder, near, SECONDS, number)
        return (_used(program.pid) - before) / SECONDS, _memory(program.pid)
    finally:
        _end(program, near)
        poller.send_signal(signal.SIGTERM)
        poller.wait()


def _arrive(folder: Path, near: int, seconds: int, number: int) -> int:
    """Drops mentions for so long, and reads what the screen draws, as a terminal does."""
    end = time.monotonic() + seconds
    with (folder / "drop.jsonl").open("a", encoding="utf-8") as file:
        while time.monotonic() < end:
            number += 1
            at = datetime.now(UTC).isoformat()
            row = {
                "id": str(number),
                "text": f"acme kettle number {number} is fine",
                "published_at": at,
            }
            file.write(json.dumps(row) + "\n")
            file.flush()
            until = time.monotonic() + 60 / A_MINUTE
            while (left := until - time.monotonic()) > 0:
                if select.select([near], [], [], left)[0]:
                    os.read(near, 65536)
    return number


def _used(pid: int) -> float:
    """Seconds of CPU so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_A_SECOND


def _memory(pid: int) -> float:
    """Resident megabytes."""
    words = Path(f"/proc/{pid}/status").read_text().split("VmRSS:")[1].split()
    return int(words[0]) / 1024


def _end(program: subprocess.Popen[bytes], near: int) -> None:
    program.send_signal(signal.SIGTERM)
    while program.poll() is None:
        if select.select([near], [], [], 0.05)[0]:
            try:
                os.read(near, 65536)
            except OSError:
                break
    program.wait()
    os.close(near)


if __name__ == "__main__":
    main()
