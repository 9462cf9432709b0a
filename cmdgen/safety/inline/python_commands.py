"""Calls of Python's library that do what one command of the shell does.

Source: https://docs.python.org/3/library/os.html, https://docs.python.org/3/library/shutil.html
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cmdgen.safety.inline.python_values import Value, home, text
from cmdgen.safety.resolve.marks import UNKNOWN


def of_function(full: str, args: Sequence[Value], options: Mapping[str, Value]) -> list[str] | None:
    """Return the shell command that does the same as a call, or None."""
    texts = [home(text(item)) if isinstance(item, str) else text(item) for item in args]
    if full in ("shutil.rmtree", "distutils.dir_util.remove_tree"):
        return ["rm", "-rf", "--", *(texts[:1] or [text(options.get("path", UNKNOWN))])]
    if full in ("os.remove", "os.unlink", "pathlib.Path.unlink"):
        return ["rm", "-f", "--", *(texts[:1] or [text(options.get("path", UNKNOWN))])]
    if full in ("send2trash.send2trash",):
        return ["true"]
    if full in ("os.rename", "os.replace", "os.renames", "shutil.move") and len(texts) > 1:
        return ["mv", "--", texts[0], texts[1]]
    if full in ("shutil.copy", "shutil.copy2", "shutil.copyfile", "shutil.copytree") and len(texts) > 1:
        return ["cp", "-r", "--", texts[0], texts[1]]
    if full in ("os.chmod", "os.lchmod") and len(args) > 1:
        return ["chmod", _mode(args[1]), texts[0]]
    if full in ("os.chown", "os.lchown", "shutil.chown") and texts:
        return ["chown", ":".join(texts[1:3]) or text(options.get("user", "root")), texts[0]]
    if full in ("os.symlink", "os.link") and len(texts) > 1:
        return ["ln", "-s", texts[0], texts[1]]
    if full in ("os.kill", "os.killpg") and len(args) > 1:
        return ["kill", "-9", texts[0] if full == "os.kill" else "-" + texts[0]]
    if full == "os.truncate" and texts:
        return ["truncate", "-s", texts[1] if len(texts) > 1 else "0", texts[0]]
    if full == "os.chdir" and texts:
        return ["cd", texts[0]]
    return None


def of_method(path: str, name: str, args: Sequence[Value]) -> list[str] | None:
    """Return the shell command that does the same as a method of `pathlib.Path`, or None."""
    if name == "unlink":
        return ["rm", "-f", "--", path]
    if name in ("rmtree", "rmtree_p", "remove_p"):
        return ["rm", "-rf", "--", path]
    if name in ("rename", "move") and args:
        return ["mv", "--", path, home(text(args[0]))]
    if name == "chmod" and args:
        return ["chmod", _mode(args[0]), path]
    if name in ("symlink_to", "hardlink_to") and args:
        return ["ln", "-s", text(args[0]), path]
    return None


def _mode(value: Value) -> str:
    return f"{value:o}" if isinstance(value, int) else "644"
