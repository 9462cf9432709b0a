"""Values of Python expressions as far as the text tells them: strings with marks, numbers, lists, files."""

from __future__ import annotations

import ast
import base64
import binascii
import codecs
import posixpath
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.marks import DECODED, HOME, STAR, UNKNOWN


@dataclass(frozen=True, slots=True)
class Name:
    """A module, class or function by its full name, such as `os.path.join`."""

    full: str


@dataclass(frozen=True, slots=True)
class File:
    """An open file."""

    path: str
    mode: str = "r"


Value = object
"""A str with marks, an int, a list of values, a `Name` or a `File`."""


def text(value: Value) -> str:
    """Return a value as text; what is not text is unknown text."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return UNKNOWN
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        return " ".join(text(item) for item in value)
    if isinstance(value, Name) and value.full == "os.environ":
        return marks.ENVIRONMENT
    return UNKNOWN


def words(value: Value) -> list[str]:
    """Return a list of texts, one for each element."""
    return [text(item) for item in value] if isinstance(value, list) else [text(value)]


def joined_path(parts: Sequence[str]) -> str:
    """Return the path that `os.path.join` or `/` makes."""
    whole = ""
    for part in parts:
        whole = part if part[:1] in ("/", HOME) or not whole else whole.rstrip("/") + "/" + part
    return whole


def home(path: str) -> str:
    """Return a path with its leading `~` as the home folder."""
    if path == "~" or path.startswith("~/"):
        return HOME + path[1:]
    return path


def _known(value: str) -> bool:
    return marks.is_known(value.replace(DECODED, ""))


def decoded(value: str, decode: Callable[[str], str]) -> str:
    """Return what a decoder makes of a known text, marked as such; what is not known stays hidden."""
    bare = value.replace(DECODED, "")
    if not marks.is_known(bare):
        return "".join(mark for mark in marks.TAINTS if mark in bare) or marks.OPAQUE
    try:
        return DECODED + marks.without_forgeries(decode(bare))
    except (ValueError, binascii.Error, LookupError, OverflowError):
        return marks.OPAQUE


def _base64(value: str) -> str:
    return base64.b64decode(value + "==", validate=False).decode("utf-8", "replace")


def _unpacked(value: str) -> str:
    import zlib  # noqa: PLC0415 - rare

    return zlib.decompress(value.encode("latin-1")).decode("utf-8", "replace")


DECODERS: Final[dict[str, Callable[[str], str]]] = {
    **dict.fromkeys(
        (
            "base64.b64decode",
            "base64.standard_b64decode",
            "base64.urlsafe_b64decode",
            "base64.decodebytes",
            "base64.decodestring",
            "binascii.a2b_base64",
        ),
        _base64,
    ),
    **dict.fromkeys(
        ("bytes.fromhex", "bytearray.fromhex", "binascii.unhexlify", "binascii.a2b_hex"),
        lambda value: bytes.fromhex(value).decode("utf-8", "replace"),
    ),
    "base64.b32decode": lambda value: base64.b32decode(value).decode("utf-8", "replace"),
    "base64.b16decode": lambda value: base64.b16decode(value).decode("utf-8", "replace"),
    "base64.b85decode": lambda value: base64.b85decode(value).decode("utf-8", "replace"),
    "zlib.decompress": _unpacked,
    "gzip.decompress": _unpacked,
    "marshal.loads": _unpacked,
    "pickle.loads": _unpacked,
    "lzma.decompress": _unpacked,
    "bz2.decompress": _unpacked,
}
"""Functions that turn unreadable text into text."""

_SAME: Final = frozenset(
    "decode encode strip lstrip rstrip read readline readlines text content json splitlines resolve absolute expanduser as_posix stdout result __str__ format_map expandvars getvalue raw iter_content iter_lines casefold title".split()
)
_CASES: Final[dict[str, Callable[[str], str]]] = {
    "lower": str.lower,
    "upper": str.upper,
    "swapcase": str.swapcase,
    "capitalize": str.capitalize,
    "strip": str.strip,
    "rstrip": str.rstrip,
    "lstrip": str.lstrip,
}


def method(value: str, name: str, arguments: Sequence[Value]) -> Value:
    """Return what a method of a text or path returns."""
    first = text(arguments[0]) if arguments else ""
    if name in ("decode", "encode") and first in ("base64", "hex", "rot13", "rot_13", "zlib", "bz2"):
        return by_codec(value, first)
    if name in _CASES and not arguments:
        return _CASES[name](value)
    if name in _SAME:
        return value
    if name == "join" and arguments:
        return (
            value.join(words(arguments[0]))
            if isinstance(arguments[0], list)
            else joined_or_same(value, first)
        )
    if name == "replace" and len(arguments) > 1:
        changed = value.replace(first, text(arguments[1])) if first else value
        return changed if changed == value or _looks_plain(value) else DECODED + changed
    if name == "split":
        return list(value.split(first or None)) if _known(value) else [value]
    if name == "format":
        return _formatted(value, arguments)
    if name in ("joinpath", "with_name", "__truediv__", "glob", "rglob", "iterdir"):
        if name in ("glob", "rglob", "iterdir"):
            return [joined_path([value, (first or "*").replace("**/", "").replace("*", STAR)])]
        return joined_path([value, *(text(item) for item in arguments)])
    if name == "parent":
        return posixpath.dirname(value) or "."
    if name == "name":
        return value.rsplit("/", 1)[-1]
    if name in ("startswith", "endswith", "exists", "is_dir", "is_file", "isdigit", "find", "index", "count"):
        return UNKNOWN
    return "".join(mark for mark in marks.TAINTS if mark in value) or UNKNOWN


def _looks_plain(value: str) -> bool:
    return " " in value.strip() or "/" in value


def joined_or_same(separator: str, value: str) -> str:
    """Return `separator.join(text)`: a text is joined letter by letter."""
    return separator.join(value) if _known(value) else value


def _formatted(template: str, arguments: Sequence[Value]) -> str:
    parts = template.split("{}")
    values = [text(item) for item in arguments]
    whole = parts[0]
    for index, part in enumerate(parts[1:]):
        whole += (values[index] if index < len(values) else UNKNOWN) + part
    for index, value in enumerate(values):
        whole = whole.replace("{" + str(index) + "}", value)
    return whole


def by_codec(value: str, codec: str) -> str:
    """Return what `codecs.decode` makes of a text."""
    if codec.startswith("base64"):
        return decoded(value, _base64)
    if codec.startswith("hex"):
        return decoded(value, DECODERS["bytes.fromhex"])
    if codec in ("rot13", "rot_13"):
        return decoded(value, lambda plain: codecs.encode(plain, "rot13"))
    if codec in ("zlib", "bz2"):
        return decoded(value, _unpacked)
    return value


def constant(value: object) -> Value:
    """Return the value of a literal."""
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return marks.without_forgeries(value.decode("utf-8", "replace"))
    return value if isinstance(value, int) and not isinstance(value, bool) else UNKNOWN


def sliced(value: str, part: ast.Slice) -> str:
    """Return a slice of a text: turned around, or open."""
    if part.lower is None and part.upper is None and isinstance(part.step, ast.UnaryOp):
        return DECODED + value[::-1]
    return value if not marks.is_known(value) else UNKNOWN


def is_true(node: ast.expr) -> bool:
    """Return whether a condition always holds."""
    return isinstance(node, ast.Constant) and bool(node.value)


def is_endless_iterable(node: ast.expr) -> bool:
    """Return whether a loop over this never ends by itself."""
    if not isinstance(node, ast.Call):
        return False
    name = (
        node.func.id
        if isinstance(node.func, ast.Name)
        else node.func.attr
        if isinstance(node.func, ast.Attribute)
        else ""
    )
    return name in ("count", "cycle", "repeat") or (name == "iter" and len(node.args) == 2)
