"""A Chromium that is driven like a person would: goes to addresses, reads, clicks.

By the DevTools protocol over two pipes (https://chromedevtools.github.io/devtools-protocol/), so that
no port is opened and nothing has to be installed besides Chromium.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.pages.browser import CHROMIUM

_PATIENCE = 30.0
#: Chromium reads from 3 and writes to 4; what the pipes are called here is chance.
_AS_3_AND_4 = (
    "import os, sys; os.dup2(int(sys.argv[1]), 3); os.dup2(int(sys.argv[2]), 4);"
    "os.execvp(sys.argv[3], sys.argv[3:])"
)


class Browser:
    """One window."""

    def __init__(self, profile: Path, *, dark: bool = False) -> None:
        theirs_in, self._out = os.pipe()
        self._in, theirs_out = os.pipe()
        root = ["--no-sandbox"] if os.geteuid() == 0 else []
        command = [
            str(CHROMIUM), "--headless", "--disable-gpu", *root, f"--user-data-dir={profile}",
            "--remote-debugging-pipe", "--hide-scrollbars",
            f"--blink-settings=preferredColorScheme={0 if dark else 1}", "about:blank",
        ]  # fmt: skip
        self._program = subprocess.Popen(
            [sys.executable, "-c", _AS_3_AND_4, str(theirs_in), str(theirs_out), *command],
            pass_fds=(theirs_in, theirs_out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(theirs_in)
        os.close(theirs_out)
        self._number, self._read, self._session = 0, b"", ""

    def __enter__(self) -> Self:
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)[
            "sessionId"
        ]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        """Ends it."""
        self._program.kill()
        self._program.wait()
        os.close(self._out)
        os.close(self._in)

    def resize(self, width: int, height: int) -> None:
        """A screen of that size."""
        self._ask(
            "Emulation.setDeviceMetricsOverride", self._session,
            width=width, height=height, deviceScaleFactor=1, mobile=False,
        )  # fmt: skip

    def open(self, address: str) -> None:
        """Goes there, and waits until the page is complete."""
        self._ask("Page.navigate", self._session, url=address)
        self._settle()

    def click(self, selector: str) -> None:
        """Clicks where the element is, as a mouse would, and waits for what comes."""
        where = self.run(
            f"(() => {{ const it = document.querySelector({json.dumps(selector)});"
            "it.scrollIntoView(); const box = it.getBoundingClientRect();"
            "return [box.x + box.width / 2, box.y + box.height / 2] })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self._ask(
                "Input.dispatchMouseEvent", self._session,
                type=kind, x=where[0], y=where[1], button="left", clickCount=1,
            )  # fmt: skip
        time.sleep(0.2)
        self._settle()

    @property
    def text(self) -> str:
        """What can be read on the page."""
        return str(self.run("document.body.innerText"))

    @property
    def address(self) -> str:
        """Where it is."""
        return str(self.run("location.href"))

    def run(self, script: str) -> Any:
        """The value of an expression in the page; the page's own policy does not hold for it."""
        found = self._ask(
            "Runtime.evaluate", self._session, expression=script, returnByValue=True,
            userGesture=True, awaitPromise=True,
        )  # fmt: skip
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def _settle(self) -> None:
        end = time.monotonic() + _PATIENCE
        while self.run("document.readyState") != "complete":
            assert time.monotonic() < end, "the page does not come"
            time.sleep(0.05)

    def _ask(self, method: str, session: str = "", **values: object) -> dict[str, Any]:
        self._number += 1
        message: dict[str, object] = {"id": self._number, "method": method, "params": values}
        if session:
            message["sessionId"] = session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            answer = self._next(end)
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return dict(answer["result"])
        raise AssertionError(f"no answer to {method}")

    def _next(self, end: float) -> dict[str, Any]:
        while b"\0" not in self._read:
            ready, _, _ = select.select([self._in], [], [], max(0.0, end - time.monotonic()))
            assert ready, "Chromium says nothing"
            part = os.read(self._in, 65536)
            assert part, "Chromium has ended"
            self._read += part
        first, _, self._read = self._read.partition(b"\0")
        return dict(json.loads(first))
