"""What the notifiers' tests share: deliveries, and certificates made on the spot."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from socwatch.model.delivery import Delivery, DeliveryKind
from socwatch.model.delivery import Message as Words
from socwatch.report.mime import mail_bytes, message_id

NOW = datetime(2026, 11, 22, 2, 31, tzinfo=UTC)
SENDER = "socwatch <socwatch@acme.example>"


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """A self-signed certificate on disk."""

    file: Path
    key: Path

    @property
    def context(self) -> ssl.SSLContext:
        """What a server needs to use it."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.file, self.key)
        return context


def delivery(
    to: str = "dana@acme.example", text: str = "The kettle burns.\n", html: str = ""
) -> Delivery:
    """A mail as it waits in the outbox."""
    number = f"I-42/escalation/0.0/{to}/email"
    return Delivery(
        id=number,
        kind=DeliveryKind.ESCALATION,
        to="dana",
        channel="email",
        address=to,
        subject="[RED] I-42 Acme",
        body=mail_bytes(
            Words(subject="[RED] I-42 Acme", text=text, html=html),
            sender=SENDER,
            to=to,
            message_id=message_id(number, "acme.example"),
            date=NOW,
        ),
        message_id=message_id(number, "acme.example"),
        created_at=NOW,
        deadline=NOW + timedelta(hours=24),
    )


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Certificate]:
    """Makes certificates for a host, valid for some days; fewer than none: expired."""
    if shutil.which("openssl") is None:
        pytest.skip("needs the openssl program to make certificates")
    folder = tmp_path_factory.mktemp("certificates")

    def make(host: str, days: int = 2) -> Certificate:
        stem = folder / f"{host}{days}"
        key, request, file = (stem.with_suffix(end) for end in (".key", ".csr", ".pem"))
        names = f"subjectAltName=DNS:{host}"
        ask = ["req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        ask += ["-keyout", str(key), "-out", str(request), "-subj", f"/CN={host}"]
        ask += ["-addext", names, "-addext", "basicConstraints=critical,CA:TRUE"]
        sign = ["x509", "-req", "-in", str(request), "-signkey", str(key), "-out", str(file)]
        sign += ["-days", str(days), "-copy_extensions", "copy"]
        for arguments in (ask, sign):
            subprocess.run(["openssl", *arguments], check=True, capture_output=True)
        return Certificate(file=file, key=key)

    return make
