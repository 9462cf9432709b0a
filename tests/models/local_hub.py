"""A model hub on this machine that speaks the protocol of the real one, with faults to order.

Two servers: the hub answers with what a file is and sends on to the storage, at another address, as the real one
does for large files.  Source: https://huggingface.co/docs/hub/api and the headers that huggingface_hub reads.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

COMMIT = "0123456789abcdef0123456789abcdef01234567"
Fault = tuple[int, dict[str, str]]


@dataclass
class Request:
    server: str
    method: str
    path: str
    headers: dict[str, str]


@dataclass
class LocalHub:
    files: dict[tuple[str, str], bytes] = field(default_factory=dict)
    """(OWNER/REPO, path) -> content."""
    small: set[str] = field(default_factory=set)
    """Paths that the hub keeps in git itself: no redirect, and git's name of the content as ETag."""
    log: list[Request] = field(default_factory=list)
    hub_faults: list[Fault] = field(default_factory=list)
    """Answers that come instead of the next ones."""
    storage_faults: list[Fault] = field(default_factory=list)
    always: Fault | None = None
    """What the hub answers to everything about files."""
    cuts: list[int] = field(default_factory=list)
    """After so many bytes the next answers of the storage break off."""
    stalls: threading.Event | None = None
    """If there is one, the storage sends no byte before it is set."""
    rate_bytes_s: int | None = None
    ranges: bool = True
    damage: bool = False
    """Whether the storage turns a bit."""
    announced_bytes: int | None = None
    """A size that is not the real one."""
    plain_etag: str | None = None
    """ETag of a mirror that knows no checksums."""
    page_entries: int | None = None
    """How many entries of a list of files one page holds."""
    token: str | None = None
    """Without it, every repository is hidden."""
    hub_url: str = ""
    storage_url: str = ""

    def add(self, repository: str, path: str, content: bytes, *, small: bool = False) -> None:
        self.files[repository, path] = content
        if small:
            self.small.add(path)

    def requests(self, server: str, method: str = "GET") -> list[Request]:
        return [request for request in self.log if (request.server, request.method) == (server, method)]

    @property
    def ranges_asked(self) -> list[str | None]:
        """Range header of each request to the storage."""
        return [request.headers.get("range") for request in self.requests("storage")]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    hub: LocalHub
    name: str

    def log_message(self, *arguments: Any) -> None:
        pass

    def do_HEAD(self) -> None:
        self._handle()

    def do_GET(self) -> None:
        self._handle()

    def _handle(self) -> None:
        headers = {key.lower(): value for key, value in self.headers.items()}
        self.hub.log.append(Request(self.name, self.command, self.path, headers))
        with contextlib.suppress(ConnectionError):
            if self.name == "storage":
                self._storage()
            else:
                self._hub()

    def _hub(self) -> None:
        if self.hub.hub_faults:
            self._answer(*self.hub.hub_faults.pop(0))
            return
        if self.hub.always is not None:
            self._answer(*self.hub.always)
            return
        tree = re.fullmatch(r"/api/models/([^/]+/[^/]+)/tree/([^/?]+)(?:\?.*)?", self.path)
        file = re.fullmatch(r"/([^/]+/[^/]+)/resolve/([^/]+)/([^?]+)(?:\?.*)?", self.path)
        found = tree or file
        if found is None:
            self._answer(404, {})
            return
        known = {repository for repository, _ in self.hub.files}
        wanted = self.hub.token
        if found[1] not in known or (wanted and self.headers.get("authorization") != f"Bearer {wanted}"):
            self._answer(401, {"X-Error-Code": "RepoNotFound", "X-Error-Message": "Repository not found"})
        elif found[2] not in {"main", COMMIT}:
            self._answer(404, {"X-Error-Code": "RevisionNotFound"})
        elif tree:
            self._tree(tree[1])
        elif file is not None:
            self._file(file[1], file[3])

    def _tree(self, repository: str) -> None:
        entries = [
            {"type": "file", "path": path, "size": len(content), "oid": _git_sha1(content)}
            for (owner, path), content in self.hub.files.items()
            if owner == repository
        ]
        headers = {"Content-Type": "application/json"}
        if self.hub.page_entries is not None:
            start = int(self.path.partition("cursor=")[2] or 0)
            end = start + self.hub.page_entries
            if end < len(entries):
                following = f"{self.hub.hub_url}{self.path.partition('&cursor=')[0]}&cursor={end}"
                headers["Link"] = f'<{following}>; rel="next"'
            entries = entries[start:end]
        self._answer(200, headers, json.dumps(entries).encode())

    def _file(self, repository: str, path: str) -> None:
        content = self.hub.files.get((repository, path))
        if content is None:
            self._answer(404, {"X-Error-Code": "EntryNotFound", "X-Repo-Commit": COMMIT})
            return
        if path in self.hub.small:
            self._answer(200, {"X-Repo-Commit": COMMIT, "ETag": f'"{_git_sha1(content)}"'}, content)
            return
        size = len(content) if self.hub.announced_bytes is None else self.hub.announced_bytes
        etag = hashlib.sha256(content).hexdigest() if self.hub.plain_etag is None else self.hub.plain_etag
        self._answer(
            302,
            {
                "X-Repo-Commit": COMMIT,
                "X-Linked-Size": str(size),
                "X-Linked-Etag": f'"{etag}"',
                "Location": f"{self.hub.storage_url}/{repository}/{path}?signature=secret",
            },
        )

    def _storage(self) -> None:
        if self.hub.storage_faults:
            self._answer(*self.hub.storage_faults.pop(0))
            return
        owner, name, path = self.path.partition("?")[0].lstrip("/").split("/", 2)
        content = self.hub.files[f"{owner}/{name}", path]
        if self.hub.damage:
            content = content[:-1] + bytes([content[-1] ^ 1])
        wanted = re.fullmatch(r"bytes=(\d+)-", self.headers.get("range", ""))
        start = int(wanted[1]) if wanted and self.hub.ranges else 0
        if start >= len(content):
            self._answer(416, {"Content-Range": f"bytes */{len(content)}"})
            return
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(content) - start))
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        self.end_headers()
        if self.hub.stalls is not None:
            self.hub.stalls.wait(10)
        body = content[start:]
        if self.hub.cuts:
            body = body[: self.hub.cuts.pop(0)]
            self.close_connection = True
        self._send(body)

    def _send(self, body: bytes) -> None:
        rate = self.hub.rate_bytes_s
        step = len(body) if rate is None else max(rate // 20, 1)
        for position in range(0, len(body), step or 1):
            self.wfile.write(body[position : position + step])
            if rate is not None:
                time.sleep(0.05)

    def _answer(self, status: int, headers: dict[str, str], body: bytes = b"") -> None:
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)


@contextlib.contextmanager
def running() -> Iterator[LocalHub]:
    """Yield a hub without files that listens on this machine."""
    hub = LocalHub()
    with contextlib.ExitStack() as stack:
        for name in ("hub", "storage"):
            handler = type(f"{name}Handler", (_Handler,), {"hub": hub, "name": name})
            server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
            server.daemon_threads = True
            stack.callback(server.server_close)
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
            stack.callback(server.shutdown)
            setattr(hub, f"{name}_url", f"http://127.0.0.1:{server.server_port}")
        yield hub


def _git_sha1(content: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
