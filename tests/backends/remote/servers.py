"""Real servers for tests: raw sockets that misbehave, fakes written to published APIs, and llama.cpp's own server."""

from __future__ import annotations

import contextlib
import json
import socket
import socketserver
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cmdgen.models.store import starter_path

COMMAND = "find . -type f -size +100M"


@dataclass(frozen=True, kw_only=True)
class Received:
    method: str
    path: str
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(kw_only=True)
class Running:
    url: str
    port: int
    requests: list[Received] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    """Set when the server is being shut down; an endless answer looks at it."""

    @property
    def paths(self) -> list[str]:
        return [request.path for request in self.requests]


Answer = bytes | Iterable[bytes]
Answering = Callable[[Received], Answer]


def response(
    body: bytes | str | dict[str, Any],
    status: int = 200,
    content_type: str = "application/json",
    **headers: str,
) -> bytes:
    """Return a whole HTTP response; `retry_after="3"` becomes the header retry-after."""
    data = json.dumps(body) if isinstance(body, dict) else body
    data = data.encode() if isinstance(data, str) else data
    lines = [
        f"HTTP/1.1 {status} Whatever",
        f"content-type: {content_type}",
        f"content-length: {len(data)}",
        "connection: close",  # said, or a pooling client races with the closing
    ]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + data


def stream(parts: Iterable[bytes], content_type: str, *, end: bool = True) -> Iterator[bytes]:
    """Yield a chunked HTTP response piece by piece; without its end it is one that was cut."""
    head = (
        f"HTTP/1.1 200 OK\r\ncontent-type: {content_type}\r\ntransfer-encoding: chunked\r\nconnection: close"
    )
    yield f"{head}\r\n\r\n".encode()
    for part in parts:
        yield f"{len(part):x}\r\n".encode() + part + b"\r\n"
    if end:
        yield b"0\r\n\r\n"


@contextlib.contextmanager
def serving(
    answer: Answering, *, tls: ssl.SSLContext | None = None, host: str = "127.0.0.1"
) -> Iterator[Running]:
    """Run a server that records each request and sends what `answer` gives, byte for byte."""

    class Handler(socketserver.StreamRequestHandler):
        def setup(self) -> None:
            if tls is not None:
                self.request = tls.wrap_socket(self.request, server_side=True)
            super().setup()

        def handle(self) -> None:
            received = _read(self.rfile)
            if received is None:
                return
            running.requests.append(received)
            answered = answer(received)
            for piece in [answered] if isinstance(answered, bytes) else answered:
                if running.over.is_set():
                    return
                self.wfile.write(piece)

        def finish(self) -> None:
            with contextlib.suppress(OSError):
                super().finish()
            self.request.close()  # the TLS one took the place of the one that the server closes

    class Server(socketserver.ThreadingTCPServer):
        address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        allow_reuse_address = True
        daemon_threads = True
        block_on_close = False

        def handle_error(self, request: object, client_address: object) -> None:
            """Say nothing: clients of these tests hang up, and refuse certificates."""

    with Server((host, 0), Handler) as server:
        port = server.server_address[1]
        name = f"[{host}]" if ":" in host else host
        running = Running(url=f"{'http' if tls is None else 'https'}://{name}:{port}", port=port)
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield running
        finally:
            running.over.set()
            server.shutdown()
            thread.join()


def _read(stream: Any) -> Received | None:
    first = stream.readline().decode("latin-1").split()
    if len(first) < 2:
        return None
    headers: dict[str, str] = {}
    while (line := stream.readline().decode("latin-1").strip()) != "":
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    body = stream.read(int(headers.get("content-length", "0")))
    return Received(method=first[0], path=first[1], headers=headers, body=body)


def free_port() -> int:
    """Return a port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


# --- Ollama, as docs.ollama.com/api describes it ---------------------------------------------------------------------

MODELS = ("qwen2.5-coder:7b", "nomic-embed-text:latest", "llama3.2:3b")


def ollama_model(name: str) -> dict[str, Any]:
    family = "nomic-bert" if "embed" in name else "qwen2"
    return {
        "name": name,
        "model": name,
        "modified_at": "2026-05-04T17:37:44.706015396-07:00",
        "size": 4683087519,
        "digest": "0" * 64,
        "details": {
            "parent_model": "",
            "format": "gguf",
            "family": family,
            "families": [family],
            "parameter_size": "137M" if "embed" in name else "7.6B" if "7b" in name else "3.2B",
            "quantization_level": "Q4_K_M",
        },
    }


def ollama_lines(text: str, model: str = MODELS[0], reason: str = "stop") -> list[bytes]:
    """Return the lines of a streamed chat answer, a token each, and the closing line with its statistics."""
    stamp = {"model": model, "created_at": "2026-05-04T17:37:44.7Z"}
    pieces = [text[start : start + 4] for start in range(0, len(text), 4)]
    parts: list[dict[str, Any]] = [
        {
            **stamp,
            "message": {"role": "assistant", "content": piece},
            "done": False,
            "logprobs": [{"token": piece, "logprob": -0.01, "bytes": list(piece.encode())}],
        }
        for piece in pieces
    ]
    parts.append(
        {
            **stamp,
            "message": {"role": "assistant", "content": ""},
            "done": True,
            "done_reason": reason,
            "total_duration": 300_000_000,
            "load_duration": 20_000_000,
            "prompt_eval_count": 26,
            "prompt_eval_duration": 130_000_000,
            "eval_count": len(pieces),
            "eval_duration": 140_000_000,
        }
    )
    return [json.dumps(part).encode() + b"\n" for part in parts]


class FakeOllama:
    """Answers like an Ollama server.

    Args:
        write: what the model writes for a chat request, and its done_reason.
        models: what is on the server; pulling adds to it.
    """

    def __init__(
        self,
        write: Callable[[dict[str, Any]], tuple[str, str]] = lambda _: (COMMAND, "stop"),
        models: Iterable[str] = MODELS,
    ) -> None:
        self.write = write
        self.models = list(models)

    def __call__(self, request: Received) -> Answer:
        match request.method, request.path:
            case "GET", "/api/version":
                return response({"version": "0.14.2"})
            case "GET", "/api/tags":
                return response({"models": [ollama_model(name) for name in self.models]})
            case "POST", "/api/show":
                return self._show(request.json)
            case "POST", "/api/pull":
                return self._pull(request.json)
            case "POST", "/api/chat":
                return self._chat(request.json)
            case _:
                return response("404 page not found", 404, "text/plain")

    def _known(self, name: str) -> bool:
        return name in self.models or f"{name}:latest" in self.models

    def _show(self, body: dict[str, Any]) -> Answer:
        if not self._known(body["model"]):
            return response({"error": f"model '{body['model']}' not found"}, 404)
        return response(
            {
                "modelfile": "",
                "parameters": "",
                "template": "{{ .Prompt }}",
                "details": ollama_model(body["model"])["details"],
                "model_info": {"general.architecture": "qwen2", "qwen2.context_length": 32768},
                "capabilities": ["completion", "tools", "insert"],
            }
        )

    def _pull(self, body: dict[str, Any]) -> Answer:
        name = body["model"]
        parts: list[dict[str, Any]] = [{"status": "pulling manifest"}]
        if name.startswith("no-such"):
            parts.append({"error": "pull model manifest: file does not exist"})
        else:
            part = {"status": "pulling 60e05f210007", "digest": "sha256:60e05f210007", "total": 1000}
            parts += [{**part, "completed": done} for done in (0, 500, 1000)]
            parts += [{"status": "verifying sha256 digest"}, {"status": "success"}]
            self.models.append(name)
        return stream([json.dumps(part).encode() + b"\n" for part in parts], "application/x-ndjson")

    def _chat(self, body: dict[str, Any]) -> Answer:
        if not self._known(body["model"]):
            return response({"error": f"model '{body['model']}' not found"}, 404)
        text, reason = self.write(body)
        if body.get("stream", True):
            return stream(ollama_lines(text, body["model"], reason), "application/x-ndjson")
        whole = json.loads(ollama_lines("", body["model"], reason)[-1])
        return response({**whole, "message": {"role": "assistant", "content": text}})


# --- vLLM 0.32, shaped after what a real one answered; tests/remote/test_vllm.py compares the two ---------------------

EVENTS = "text/event-stream; charset=utf-8"
_END_TOKEN = "<|im_end|>"
_FINGERPRINT = {"system_fingerprint": "vllm-0.32.0-f84db371"}


def vllm_events(text: str, reason: str = "stop", *, done: bool = True, usage: bool = False) -> list[bytes]:
    """Return the events of a streamed chat answer, a token each.

    Args:
        reason: with "stop" the end is a token of its own, without text; else the last token of the text is the last.
        done: send the closing mark.
        usage: as if the request had asked for it.
    """
    stamp = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": "coder"}
    pieces = [text[start : start + 4] for start in range(0, len(text), 4)]
    tokens = [(piece, piece) for piece in pieces] + ([("", _END_TOKEN)] if reason == "stop" else [])
    first = {
        "index": 0,
        "delta": {"role": "assistant", "content": ""},
        "logprobs": None,
        "finish_reason": None,
    }
    parts: list[dict[str, Any]] = [
        {**stamp, "choices": [first], "prompt_token_ids": None, "prompt_text": None},
        *({**stamp, "choices": [_vllm_choice(piece, token)]} for piece, token in tokens),
    ]
    parts[-1]["choices"][0] |= {"finish_reason": reason, "stop_reason": None}
    if usage:
        counts = {"prompt_tokens": 9, "total_tokens": 9 + len(tokens), "completion_tokens": len(tokens)}
        parts.append({**stamp, "choices": [], "usage": counts})
    parts[-1] |= _FINGERPRINT
    events = [b"data: " + json.dumps(part).encode() + b"\n\n" for part in parts]
    return [*events, b"data: [DONE]\n\n"] if done else events


def _vllm_choice(piece: str, token: str) -> dict[str, Any]:
    likely = {"token": token, "logprob": -0.02, "bytes": list(token.encode())}
    return {
        "index": 0,
        "delta": {"content": piece},
        "logprobs": {"content": [{**likely, "top_logprobs": [likely]}]},
        "finish_reason": None,
        "token_ids": None,
    }


_PERMISSION = {
    "id": "modelperm-1",
    "object": "model_permission",
    "created": 1,
    **{f"allow_{what}": True for what in ("sampling", "logprobs", "view")},
    **{f"allow_{what}": False for what in ("create_engine", "search_indices", "fine_tuning")},
    "organization": "*",
    "group": None,
    "is_blocking": False,
}
_VLLM_MODEL: dict[str, Any] = {
    "id": "coder",
    "object": "model",
    "created": 1,
    "owned_by": "vllm",
    "root": "/models/coder",
    "parent": None,
    "max_model_len": 1024,
    "permission": [_PERMISSION],
}


class FakeVllm:
    """Answers like a vLLM server that serves one model named coder, and wants a key if it was started with one."""

    def __init__(self, events: Callable[[], list[bytes]] | None = None, key: str | None = None) -> None:
        self.events = events or (lambda: vllm_events(COMMAND))
        self.key = key
        self.unknown_fields: set[str] = set()

    def __call__(self, request: Received) -> Answer:
        if request.path == "/health":
            return response(b"")
        if self.key is not None and request.headers.get("authorization") != f"Bearer {self.key}":
            return response({"error": "Unauthorized"}, 401)
        if request.path == "/v1/models":
            return response({"object": "list", "data": [_VLLM_MODEL]})
        if request.path != "/v1/chat/completions":
            return response({"detail": "Not Found"}, 404)
        body = request.json
        if body["model"] != "coder":
            message = f"The model `{body['model']}` does not exist. Valid aliases: coder."
            return self._error(404, message, "NotFoundError", "model")
        for name in self.unknown_fields & set(body):
            return self._error(
                400, f"Unrecognized request argument supplied: {name}", "BadRequestError", name
            )
        return stream(self.events(), EVENTS)

    @staticmethod
    def _error(status: int, message: str, kind: str, field: str) -> bytes:
        error = {"message": message, "type": kind, "param": field, "code": status}
        return response({"error": error}, status)


# --- llama.cpp's own server --------------------------------------------------------------------------------------------


_LLAMA_SERVER = """
import sys, xllamacpp
params = xllamacpp.CommonParams()
params.model.path = sys.argv[1]
params.hostnames, params.port = ["127.0.0.1"], 0
params.n_ctx, params.n_parallel = 1024, 1
params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
params.verbosity, params.warmup, params.fit_params, params.ui = -1, False, False, False
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
sys.stdin.read()
"""


@contextlib.contextmanager
def llama_server(model: Path | None = None) -> Iterator[str]:
    """Run llama.cpp's OpenAI-compatible server on a port of this machine and yield its address.

    In a process of its own: ended inside this one, it sometimes waits for ever for a client that hung up.
    """
    command = [sys.executable, "-c", _LLAMA_SERVER, str(model or starter_path())]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().strip()
        finally:
            process.kill()


def forwarding(url: str) -> Callable[[dict[str, Any]], tuple[str, str]]:
    """Return what lets the fake Ollama answer with a real model, behind an OpenAI-compatible server."""
    import httpx  # noqa: PLC0415

    def write(body: dict[str, Any]) -> tuple[str, str]:
        options = body["options"]
        asked = {
            "messages": body["messages"],
            "max_tokens": options["num_predict"],
            "temperature": options["temperature"],
            "stop": options.get("stop", []),
        }
        answer = httpx.post(f"{url}/v1/chat/completions", json=asked, timeout=30, trust_env=False).json()
        choice = answer["choices"][0]
        return choice["message"]["content"] or "", choice["finish_reason"]

    return write
