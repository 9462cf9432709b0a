"""What the calls of Python's library do, in the words of the shell.

Source: https://docs.python.org/3/library/
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re, places, redirection
from cmdgen.safety.inline import python_commands, python_running
from cmdgen.safety.inline.python_values import (
    DECODERS,
    File,
    Name,
    Value,
    by_codec,
    decoded,
    home,
    joined_path,
    method,
    text,
)
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import (
    CWD,
    DECODED,
    ENVIRONMENT,
    FRESH,
    HOME,
    LOCAL,
    NETWORK,
    SECRET,
    STAR,
    UNKNOWN,
)

if TYPE_CHECKING:
    from cmdgen.safety.inline.python import Reader

KNOWN_MODULES: Final = frozenset(
    "os sys subprocess shutil pathlib socket base64 urllib requests httpx glob codecs pty commands ctypes signal".split()
)
"""Modules that count as imported: an interactive shell or a start-up file may have done so."""
STARRED: Final = {
    "os": ("system", "remove", "unlink", "popen", "fork", "kill", "rename", "chmod", "execv", "execl", "path", "environ", "listdir"), "shutil": ("rmtree", "move", "copy"),
    "subprocess": ("run", "call", "Popen", "check_output", "check_call", "getoutput"), "pathlib": ("Path",), "socket": ("socket",), "urllib.request": ("urlopen", "urlretrieve"),
}  # fmt: skip
"""What `from module import *` brings, as far as it matters here."""
_ALIASES: Final = (
    ("posixpath.", "os.path."),
    ("posix.", "os."),
    ("nt.", "os."),
    ("builtins.", ""),
    ("__builtins__.", ""),
    ("io.open", "open"),
    ("six.moves.urllib.", "urllib."),
    ("urllib2.", "urllib.request."),
    ("codecs.open", "open"),
)

_SHELL_TEXT: Final = frozenset(
    "os.system os.popen subprocess.getoutput subprocess.getstatusoutput commands.getoutput commands.getstatusoutput popen2.popen2 asyncio.create_subprocess_shell platform.popen".split()
)
_VECTOR: Final = frozenset(
    "subprocess.run subprocess.call subprocess.check_call subprocess.check_output subprocess.Popen pty.spawn asyncio.create_subprocess_exec os.posix_spawn os.posix_spawnp sh.Command plumbum.local pexpect.spawn pexpect.run".split()
)
_ACTS: Final = lazy_re.compile(
    r"os\.(?:system|popen|exec\w+|spawn\w+|remove|unlink|rmdir|removedirs)|subprocess\.|shutil\.(?:rmtree|move)|exec$|eval$"
)
_FETCH: Final = lazy_re.compile(
    r"(?:urllib\.request\.(?:urlopen|Request)|urllib\.urlopen|(?:requests|httpx|session)\.(?:get|post|put|patch|delete|head|request|stream)|http\.client\.|aiohttp\.|urllib3\.|wget\.download|urllib\.request\.urlretrieve|ftplib\.|smtplib\.|xmlrpc\.)"
)
_SAVES: Final = frozenset({"urllib.request.urlretrieve", "urllib.urlretrieve", "wget.download"})
_PATH_LIKE: Final = frozenset(
    "pathlib.Path pathlib.PosixPath pathlib.PurePath str os.fspath os.path.abspath os.path.realpath os.path.normpath os.path.expandvars bytes list tuple set sorted iter reversed io.BytesIO io.StringIO io.TextIOWrapper bytearray memoryview repr next".split()
)


def acts(value: Value) -> bool:
    """Return whether a value is a function that runs, deletes or evaluates something."""
    return isinstance(value, Name) and _ACTS.match(same_module(value.full)) is not None


def same_module(full: str) -> str:
    """Return the usual name of a function that has several."""
    for before, after in _ALIASES:
        if full.startswith(before):
            return after + full[len(before) :]
    return full


_GETTER: Final = "operator.attrgetter()."
_CALLER: Final = "operator.methodcaller()."
_SOURCE_RUNNERS: Final = frozenset(
    {"runsource", "runcode", "timeit", "repeat", "runctx", "run_cell", "run_line_magic", "push"}
)
"""Functions and methods of several modules whose argument is code."""


def follow(reader: Reader, full: str, args: Sequence[Value], options: Mapping[str, Value]) -> Value:
    """Follow the call of a function by its full name; return what it gives."""
    full = same_module(full)
    first = text(args[0]) if args else ""
    if full in _SHELL_TEXT:
        return python_running.run_shell(
            reader, text(args[0]) if args else text(options.get("command") or options.get("cmd") or "")
        )
    if full in _VECTOR:
        return python_running.run_vector(reader, full, args, options)
    if full.startswith(("os.exec", "os.spawn")):
        return python_running.replace_process(reader, full, args)
    effect = python_commands.of_function(full, args, options)
    if effect is not None:
        return python_running.run_words(reader, effect)
    if full == "open":
        return _open(reader, first, text(args[1]) if len(args) > 1 else text(options.get("mode", "r")))
    if full == "os.open":
        return _open(reader, first, "r")
    if full == "print" or full == "sys.stdout.write":
        return _print(reader, args, options)
    if full in ("exec", "eval", "compile", "execfile", "runpy.run_path", "code.interact"):
        return _execute(reader, full, args)
    if full in ("__import__", "importlib.import_module"):
        return Name(first) if marks.is_known(first) else UNKNOWN
    if full == "getattr" and len(args) > 1:
        owner = args[0]
        return Name(same_module(f"{owner.full}.{text(args[1])}")) if isinstance(owner, Name) else UNKNOWN
    if (
        full in ("vars", "dict", "inspect.getmembers", "types.MappingProxyType")
        and args
        and isinstance(args[0], Name)
    ):
        return args[0]
    if full in ("os.items", "os.values"):  # of `vars(os)`: which function is taken is not told
        return [[UNKNOWN, Name("os.system")]] if full == "os.items" else [Name("os.system")]
    if full == "shlex.split" and marks.is_known(first):
        return list(first.split())
    if full == "operator.attrgetter" and args:
        return Name(f"{_GETTER}{first}")
    if full.startswith(_GETTER) and args and isinstance(args[0], Name):
        return Name(same_module(f"{args[0].full}.{full[len(_GETTER) :]}"))
    if full == "operator.methodcaller" and args:
        reader.pending[first] = list(args[1:])
        return Name(f"{_CALLER}{first}")
    if full.startswith(_CALLER) and args and isinstance(args[0], Name):
        name = full[len(_CALLER) :]
        return follow(reader, f"{args[0].full}.{name}", reader.pending.get(name, []), {})
    if full.rpartition(".")[2] in _SOURCE_RUNNERS and any(isinstance(item, str) for item in args):
        return _execute(reader, "exec", [item for item in args if isinstance(item, str)][:1])
    if full in ("globals", "locals") and not args:
        return Name("builtins")
    _handed_over(reader, args, options)
    if full in DECODERS:
        return decoded(first, DECODERS[full])
    if full in ("codecs.decode", "codecs.encode"):
        return by_codec(first, text(args[1]) if len(args) > 1 else "")
    if full in ("os.fork", "os.forkpty"):
        if reader.loops:
            reader.call.flag("machine.fork-bomb", reader.code)
        return UNKNOWN
    if full in ("multiprocessing.Process", "threading.Thread") and reader.loops:
        reader.call.flag("machine.endless", "starts processes")
    if full.startswith("socket."):
        reader.connects = True
        return (
            Name("socket.socket")
            if full in ("socket.socket", "socket.create_connection", "socket.socketpair")
            else UNKNOWN
        )
    if full in ("os.dup2", "socket.dup2"):
        if reader.connects:
            reader.call.flag("remote.shell", reader.code)
        return UNKNOWN
    if _FETCH.match(full):
        return _fetched(reader, full, args, options)
    return _given(reader, full, args, first)


def _handed_over(reader: Reader, args: Sequence[Value], options: Mapping[str, Value]) -> None:
    """Follow a function that is given to another one, as to `partial`, `map`, `Thread(target=..., args=...)`."""
    values = [*args, *options.values()]
    functions = [
        value.full for value in values if isinstance(value, Name) and _ACTS.match(same_module(value.full))
    ]
    if not functions:
        return
    others: list[Value] = []
    for value in values:
        if isinstance(value, list):
            others.extend(value)
        elif not isinstance(value, Name):
            others.append(value)
    for function in functions:
        for other in others or [UNKNOWN]:
            follow(reader, function, [other], {})


def _given(reader: Reader, full: str, args: Sequence[Value], first: str) -> Value:
    """Return what a function without effects gives."""
    if full in ("os.path.expanduser",):
        return home(first)
    if full == "os.path.join":
        return joined_path([text(item) for item in args])
    if full in ("pathlib.Path", "pathlib.PosixPath", "pathlib.PurePath") and len(args) > 1:
        return joined_path([text(item) for item in args])
    if full in ("pathlib.Path", "pathlib.PosixPath") and not args:
        return CWD
    if full in _PATH_LIKE:
        return ENVIRONMENT if args and args[0] == Name("os.environ") else args[0] if args else UNKNOWN
    if full in ("pathlib.Path.home", "pathlib.PosixPath.home"):
        return HOME
    if full in ("os.getcwd", "pathlib.Path.cwd", "os.getcwdb"):
        return reader.state.cwd
    if full in ("os.getenv", "os.environ.get"):
        return (
            HOME
            if first in ("HOME", "USERPROFILE")
            else text(args[1])
            if len(args) > 1 and marks.is_known(text(args[1])) and text(args[1])
            else UNKNOWN
        )
    if full in (
        "os.environ.copy",
        "os.environ.items",
        "os.environ.values",
        "dict",
        "json.dumps",
        "str.encode",
        "urllib.parse.urlencode",
        "urllib.parse.quote",
        "pprint.pformat",
        "base64.b64encode",
        "yaml.dump",
        "zlib.compress",
        "gzip.compress",
    ):
        return (
            ENVIRONMENT
            if full.startswith("os.environ") or any(text(item) == ENVIRONMENT for item in args)
            else "".join(text(item) for item in args)
        )
    if full in ("glob.glob", "glob.iglob"):
        return [_pattern(first)]
    if full in ("os.listdir", "os.scandir"):
        return [joined_path([first or ".", STAR])]
    if full == "os.walk":
        return [[first, UNKNOWN, UNKNOWN]]
    if full in (
        "tempfile.mkdtemp",
        "tempfile.mkstemp",
        "tempfile.NamedTemporaryFile",
        "tempfile.TemporaryDirectory",
        "tempfile.mktemp",
    ):
        return FRESH
    if full in ("sys.stdin.read", "sys.stdin.readlines", "sys.stdin.buffer.read", "sys.stdin.readline"):
        return reader.call.stdin or UNKNOWN
    if full in ("os.path.dirname", "os.path.basename"):
        return method(first, "parent" if full.endswith("dirname") else "name", ())
    if full == "chr" and args and isinstance(args[0], int):
        return DECODED + chr(args[0]) if 0 < args[0] < 0xE000 else UNKNOWN
    if full == "map" and len(args) > 1 and isinstance(args[1], list):
        return (
            [follow(reader, args[0].full, [item], {}) for item in args[1][:500]]
            if isinstance(args[0], Name)
            else args[1]
        )
    if full == "filter" and len(args) > 1:
        return args[1]
    if full == "range":
        return [UNKNOWN]
    return "".join(mark for mark in marks.TAINTS if any(mark in text(item) for item in args)) or UNKNOWN


def _pattern(path: str) -> str:
    return home(path).replace("**/", "").replace("*", STAR)


def follow_method(
    reader: Reader, owner: Value, name: str, args: Sequence[Value], options: Mapping[str, Value]
) -> Value:
    """Follow the call of a method of a value; return what it gives."""
    if isinstance(owner, File):
        return _file_method(reader, owner, name, args)
    if isinstance(owner, list):
        if name in ("append", "extend", "insert"):
            owner.extend(args)
        return UNKNOWN if name not in ("copy",) else owner
    whole = text(owner)
    if name in _SOURCE_RUNNERS and args and isinstance(args[0], str):
        return _execute(reader, "exec", args[:1])
    if name in ("system", "popen", "exec_command", "run_command", "sendline") and args:
        return python_running.run_shell(reader, text(args[0]))
    effect = python_commands.of_method(whole, name, args)
    if effect is not None:
        return python_running.run_words(reader, effect)
    if name in ("write_text", "write_bytes"):
        _write(reader, whole, text(args[0]) if args else "", append=False)
        return UNKNOWN
    if name in ("read_text", "read_bytes"):
        return _content(reader, whole)
    if name == "open":
        return _open(reader, whole, text(args[0]) if args else text(options.get("mode", "r")))
    if (
        name in ("get", "post", "put", "request", "patch")
        and reader.connects is False
        and args
        and re.match(r"https?:", text(args[0]))
    ):
        return _fetched(reader, name, args, options)
    if name in ("send", "sendall", "sendto", "sendmail", "storbinary", "storlines") and _is_hot(args):
        reader.call.flag("secrets.sent", "what it sends")
    return method(whole, name, args)


# -- files, code, network ----------------------------------------------------------------------------------


def _open(reader: Reader, path: str, mode: str) -> Value:
    path = home(path)
    if re.search(r"[wax+]", mode) or (mode.startswith("r") and "+" in mode):
        if path:
            _write(reader, path, LOCAL, append="a" in mode)
            if reader.loops and "a" in mode:
                reader.call.flag("machine.endless", "writes to a file")
        return File(path, mode)
    return File(path, "r")


def _write(reader: Reader, path: str, content: str, *, append: bool) -> None:
    redirection.write_file(
        reader.call.analysis,
        Arg(home(path), reader.call.span),
        reader.state,
        content or LOCAL,
        reader.call.span,
        append=append,
        copied=True,
    )


def _content(reader: Reader, path: str) -> str:
    reader.read_secret = reader.read_secret or places.is_secret(home(path), reader.state.cwd)
    return redirection.file_content(home(path), reader.state)


def _file_method(reader: Reader, file: File, name: str, args: Sequence[Value]) -> Value:
    if name in ("read", "readlines", "readline", "readall"):
        return _content(reader, file.path)
    if name in ("write", "writelines") and args:
        content = text(args[0])
        if any(taint in content for taint in marks.TAINTS) or file.mode.startswith(("w", "a", "x")):
            _write(reader, file.path, content, append=True)
    return UNKNOWN


def _print(reader: Reader, args: Sequence[Value], options: Mapping[str, Value]) -> Value:
    shown = " ".join(_content(reader, item.path) if isinstance(item, File) else text(item) for item in args)
    target = options.get("file")
    if isinstance(target, File):
        _write(reader, target.path, shown, append=True)
        return UNKNOWN
    if SECRET in shown and reader.read_secret:
        reader.call.flag("secrets.show", "a credential")
    reader.printed.append(shown + "\n")
    return UNKNOWN


def _execute(reader: Reader, full: str, args: Sequence[Value]) -> Value:
    """Follow `exec`, `eval` and `compile`: a text is code."""
    given = args[0] if args else UNKNOWN
    if isinstance(given, File):
        given = _content(reader, given.path)
    code = text(given) if full != "runpy.run_path" else _content(reader, text(given))
    if code.strip() in (LOCAL, SECRET):
        reader.call.flag("interpreter.local-script", "a file")
        return UNKNOWN
    if full == "compile" and not any(taint in code for taint in (*marks.TAINTS, DECODED)):
        return code
    if python_running.is_unseen(reader, code):
        return UNKNOWN
    from cmdgen.safety.inline import python  # noqa: PLC0415 - the two need each other

    tree = python.parse(code.replace(DECODED, "").strip())
    if tree is not None and reader.call.state.depth < 8:
        reader.call.state.depth += 1
        reader.run(tree.body)
        reader.call.state.depth -= 1
    return UNKNOWN


def _is_hot(values: Sequence[Value]) -> bool:
    return any(SECRET in text(value) or ENVIRONMENT in text(value) for value in values)


def _fetched(reader: Reader, full: str, args: Sequence[Value], options: Mapping[str, Value]) -> Value:
    """Follow a request: what it sends, and that its answer is somebody else's text."""
    sent = [*args, *options.values()]
    for item in sent:
        for inner in item if isinstance(item, list) else [item]:
            if isinstance(inner, File) and (
                places.is_secret(inner.path, reader.state.cwd)
                or places.is_account_database(inner.path, reader.state.cwd)
            ):
                reader.call.flag("secrets.sent", inner.path)
            elif isinstance(inner, File):
                reader.call.flag("secrets.upload", inner.path)
    if _is_hot(sent):
        reader.call.flag("secrets.sent", "what it sends")
    if full in _SAVES and len(args) > 1:
        _write(reader, text(args[1]), NETWORK, append=False)
    return NETWORK
