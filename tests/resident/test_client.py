"""What of the caller's surroundings goes to the resident process."""

from __future__ import annotations

import os

from cmdgen.resident.client import surroundings


def sent(environ: dict[str, str]) -> list[str]:
    return os.fsdecode(surroundings(environ)[1]).split("\0")


def test_what_warnings_are_made_from_is_sent() -> None:
    environ = {"SSH_CONNECTION": "a 1 b 22", "KUBECONFIG": "/k", "GIT_DIR": "/r/.git", "PATH": "/bin"}
    assert sent(environ) == [f"{name}={value}" for name, value in environ.items()]


def test_no_key_is_sent() -> None:
    keys = {
        "CMDGEN_VLLM_API_KEY": "k",
        "AWS_SECRET_ACCESS_KEY": "k",
        "GIT_CONFIG_VALUE_0": "Authorization: k",
    }
    assert sent(keys) == [""]
