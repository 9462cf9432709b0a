from __future__ import annotations

import subprocess
import sys


def loaded_after(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_it_loads_what_speaks_http_and_no_command_line() -> None:
    code = (
        "from cmdgen.backends.remote.http_library import load; load(); import httpx; httpx.Client().close()"
    )
    modules = loaded_after(code)
    assert "httpx._client" in modules
    assert not modules & {"httpx._main", "click", "rich", "pygments"}


def test_it_does_nothing_when_the_library_is_there() -> None:
    code = "import httpx; main = httpx.main; from cmdgen.backends.remote.http_library import load; load()"
    assert "httpx" in loaded_after(f"{code}; assert httpx.main is main; load()")
