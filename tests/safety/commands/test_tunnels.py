"""Ways from outside into this machine."""

from __future__ import annotations

import pytest

from cmdgen.core.records import Command, Level
from cmdgen.safety.engine import screen

CRITICAL, HIGH, MODERATE, SAFE = Level.CRITICAL, Level.HIGH, Level.MODERATE, Level.SAFE


def level(text: str, dialect: str = "bash") -> Level:
    return screen(Command(text=text, dialect=dialect)).level


@pytest.mark.parametrize(
    ("dialect", "text", "expected"),
    [
        ("bash", "ssh -R 2222:localhost:22 host", HIGH),
        ("bash", "ssh -fNR 2222:localhost:22 host", HIGH),
        ("bash", "ssh -NfR2222:localhost:22 host", HIGH),
        ("bash", "ssh -R 0.0.0.0:8080:localhost:80 host", HIGH),
        ("bash", "ssh -R '*:8080:localhost:80' host", HIGH),
        ("bash", "ssh -R :8080:localhost:80 host", HIGH),
        ("bash", "ssh -R 1080 host", HIGH),
        ("bash", "ssh -R /tmp/s:/var/run/docker.sock host", HIGH),
        ("bash", "ssh -R 80:localhost:3000 nokey@localhost.run", HIGH),
        ("bash", "ssh -o RemoteForward='2222 localhost:22' host", HIGH),
        ("bash", "ssh -oRemoteForward=2222:localhost:22 host", HIGH),
        ("bash", "ssh -R 8080:localhost:$PORT host", HIGH),
        ("bash", "autossh -M 0 -R 2222:localhost:22 host", HIGH),
        ("bash", "ngrok tcp 22", HIGH),
        ("bash", "cloudflared tunnel --url ssh://localhost:22", HIGH),
        ("bash", "chisel client example.com:1 R:socks", HIGH),
        ("bash", "tailscale up --ssh", HIGH),
        ("bash", "code tunnel", HIGH),
        ("bash", "ssh -R 8080:localhost:3000 host", MODERATE),
        ("bash", "ngrok http 8080", MODERATE),
        ("bash", "cloudflared tunnel --url http://localhost:8080", MODERATE),
        ("bash", "tailscale funnel 8080", MODERATE),
        ("bash", "ssh -L 2222:localhost:22 host", SAFE),
        ("bash", "ssh -D 1080 host", SAFE),
        ("bash", "ssh host ls -R 22", SAFE),
        ("bash", "autossh -M 0 -N -L 8080:localhost:80 host", SAFE),
        ("bash", "cloudflared tunnel list", SAFE),
        ("bash", "chisel client example.com:1 8080:localhost:80", SAFE),
    ],
)
def test_a_way_back_is_judged_by_what_it_leads_to(dialect: str, text: str, expected: Level) -> None:
    assert level(text, dialect) is expected
