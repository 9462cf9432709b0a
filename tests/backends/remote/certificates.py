"""Certificates for servers of tests."""

from __future__ import annotations

import subprocess
from pathlib import Path

_OPENSSL = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2".split()


def write_certificates(folder: Path) -> None:
    """Write `ours.pem` (for localhost and 127.0.0.1) and `other.pem` (another name), keys inside.

    Raises:
        FileNotFoundError: openssl is not installed.
    """
    for name, subject in (("ours", "DNS:localhost,IP:127.0.0.1"), ("other", "DNS:other.example")):
        file, key = folder / f"{name}.pem", folder / f"{name}.key"
        options = ["-subj", f"/CN={name}", "-addext", f"subjectAltName={subject}", "-keyout", str(key)]
        subprocess.run([*_OPENSSL, *options, "-out", str(file)], check=True, capture_output=True)
        with file.open("a") as whole:
            whole.write(key.read_text())
