"""Runs a command where it can do no harm: no network, a read-only system, its own home and /tmp, limits.

Bubblewrap where it works, else the user namespaces of `unshare`; where neither works there is no sandbox,
and nothing is executed.  The command sees a user called alex with the number 1000, a machine called box,
UTC, and nothing of the host but its programs.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from cmdgen.evaluation import removal, unshare
from cmdgen.evaluation.supervision import Limits, Ran, supervise

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

HOME: Final = "/home/alex"
TOOLS: Final = "/run/tools"
PATH: Final = f"{TOOLS}:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"
_NUMBER: Final = "1000"
_SYSTEM: Final = ("bin", "sbin", "lib", "lib32", "lib64", "libx32")
"""Next to /usr: links into it on most systems, folders of their own on others."""
_STORES: Final = ("/nix/store", "/gnu/store")
"""Where some distributions keep their programs."""
_SETTINGS: Final = (
    "alternatives", "bash.bashrc", "debian_version", "fonts", "ImageMagick-6", "ImageMagick-7", "ld.so.cache",
    "ld.so.conf", "ld.so.conf.d", "locale.alias", "localtime", "magic", "mime.types", "os-release", "perl",
    "profile", "protocols", "python3", "services", "shells", "ssl", "terminfo",
)  # fmt: skip
"""What of /etc is shown: nothing that tells about the host's users or network."""
_OWN_SETTINGS: Final[Mapping[str, str]] = {
    "passwd": "root:x:0:0:root:/root:/bin/bash\n"
    "daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\n"
    "www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin\n"
    f"alex:x:{_NUMBER}:{_NUMBER}:Alex Doe:{HOME}:/bin/bash\n"
    "sam:x:1001:1001:Sam Roe:/home/sam:/bin/zsh\n"
    "nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n",
    "group": "root:x:0:\ndaemon:x:1:\nsudo:x:27:alex\nwww-data:x:33:\ndocker:x:998:alex,sam\n"
    f"alex:x:{_NUMBER}:\nsam:x:1001:\nnogroup:x:65534:\n",
    "hosts": "127.0.0.1\tlocalhost\n127.0.1.1\tbox\n::1\tlocalhost ip6-localhost\n192.168.1.20\tnas\n",
    "hostname": "box\n",
    "nsswitch.conf": "passwd: files\ngroup: files\nhosts: files\nservices: files\nprotocols: files\n",
    "resolv.conf": "nameserver 192.168.1.1\n",
    "timezone": "Etc/UTC\n",
    "gitconfig": "[safe]\n\tdirectory = *\n",
}
_SUDO: Final = """#!/bin/bash
# Nobody is root in here; what a command does to its own files is the same with and without.
while [ $# -gt 0 ]; do
  case $1 in
    -u|-g|-h|-p|-C|-r|-t|-U) shift 2 ;;
    --) shift; break ;;
    -*) shift ;;
    *=*) export "$1"; shift ;;
    *) break ;;
  esac
done
exec "$@"
"""


class Room:
    """A throw-away place for one command: the home and /tmp that it sees; a context manager."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="cmdgen-eval-"))
        self.home = self._folder / "home"
        self.tmp = self._folder / "tmp"
        self.home.mkdir()
        self.tmp.mkdir()

    def __enter__(self) -> Room:  # noqa: PYI034  (typing.Self came with Python 3.11)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.remove()

    def remove(self) -> None:
        """Remove it with everything in it."""
        removal.remove(self._folder)


class Sandbox(Protocol):
    """Something that runs a command apart from the machine."""

    @property
    def name(self) -> str:
        """The program that does it."""
        ...

    def run(
        self, room: Room, command: str, folder: str, environ: Mapping[str, str], *, patience: float = 1.0
    ) -> Ran:
        """Run a bash command and return what came of it.

        Args:
            room: what it may write to.
            command: the text of the command.
            folder: the working directory, relative to the home.
            environ: further variables.
            patience: by how much the time limit is multiplied, for commands that are trusted to end.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Command:
    """What the sandboxes have in common."""

    parts: Path
    """Folder with `etc` and `tools`, made once."""
    limits: Limits

    def environ(self, more: Mapping[str, str]) -> dict[str, str]:
        return {
            "HOME": HOME, "USER": "alex", "LOGNAME": "alex", "SHELL": "/bin/bash", "PATH": PATH, "TZ": "UTC",
            "LANG": "C.UTF-8", "TERM": "dumb", "COLUMNS": "200", "PAGER": "cat", "GIT_PAGER": "cat",
            "EDITOR": "true", "PYTHONDONTWRITEBYTECODE": "1", **more,
        }  # fmt: skip

    def shell(self, command: str) -> list[str]:
        """Return the arguments of a bash that limits itself before it runs the command.

        It stays as the first process of the sandbox: when it ends, the system ends all others before anybody
        is told, so that nothing is still being written when the files are looked at.
        """
        limits = self.limits
        settings = (
            f"ulimit -c 0 -t {limits.processor_s} -v {limits.process_bytes // 1024} "
            f'-f {limits.file_bytes // 1024} -n 256; bash --norc --noprofile -c "$1"; exit $?'
        )
        return ["bash", "--norc", "--noprofile", "-c", settings, "bash", command]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bubblewrap(_Command):
    """The sandbox of Flatpak, without needing to be root.

    Source: https://github.com/containers/bubblewrap
    """

    program: str
    name: str = "bubblewrap"

    def run(
        self, room: Room, command: str, folder: str, environ: Mapping[str, str], *, patience: float = 1.0
    ) -> Ran:
        """See `Sandbox`."""
        arguments = [
            self.program, "--unshare-all", "--die-with-parent", "--as-pid-1", "--new-session", "--hostname", "box",
            "--uid", _NUMBER, "--gid", _NUMBER, "--cap-drop", "ALL", "--ro-bind", "/usr", "/usr",
        ]  # fmt: skip
        for link, target in system_links():
            arguments += ["--symlink", target, link]
        for path in system_folders():
            arguments += ["--ro-bind", path, path]
        arguments += [
            "--ro-bind", str(self.parts / "etc"), "/etc", "--ro-bind", str(self.parts / "tools"), TOOLS,
            "--proc", "/proc", "--dev", "/dev",
            "--dir", "/var/log", "--dir", "/var/tmp", "--dir", "/root", "--dir", "/opt", "--dir", "/mnt",
            "--bind", str(room.tmp), "/tmp", "--bind", str(room.home), HOME,
            "--remount-ro", "/", "--chdir", f"{HOME}/{folder}", *self.shell(command),
        ]  # fmt: skip
        return supervise(arguments, self.environ(environ), self.limits.longer(patience))


@dataclass(frozen=True, slots=True, kw_only=True)
class Namespaces(_Command):
    """The same with the tools of util-linux, where bubblewrap is missing."""

    program: str
    name: str = "unshare"

    def run(
        self, room: Room, command: str, folder: str, environ: Mapping[str, str], *, patience: float = 1.0
    ) -> Ran:
        """See `Sandbox`."""
        script = unshare.script(
            folders=["/usr", *system_folders()],
            links=system_links(),
            files=[(str(self.parts / "etc"), "/etc"), (str(self.parts / "tools"), TOOLS)],
            writable=[(str(room.tmp), "/tmp"), (str(room.home), HOME)],
            folder=f"{HOME}/{folder}",
        )
        arguments = [*unshare.arguments(self.program), script, "bash", *self.shell(command)]
        return supervise(arguments, self.environ(environ), self.limits.longer(patience))


def system_links() -> list[tuple[str, str]]:
    """Return the folders beside /usr that are links into it, and what they point to."""
    return [
        (f"/{name}", str(Path(f"/{name}").readlink())) for name in _SYSTEM if Path(f"/{name}").is_symlink()
    ]


def system_folders() -> list[str]:
    """Return the folders with programs beside /usr that are no links."""
    candidates = [*(f"/{name}" for name in _SYSTEM), *_STORES]
    return [path for path in candidates if Path(path).is_dir() and not Path(path).is_symlink()]


class SandboxMaker:
    """Finds the sandbox that works on this machine; a context manager, since it needs a few files."""

    def __init__(self, limits: Limits | None = None, *, only: str | None = None) -> None:
        """Take the limits, and the name of the one sandbox to try, for tests."""
        self._limits = limits or Limits()
        self._only = only
        self._folder: Path | None = None

    def __enter__(self) -> Sandbox | None:
        """Return a sandbox that has just run a command, or None where there is none."""
        if os.name != "posix":
            return None
        self._folder = Path(tempfile.mkdtemp(prefix="cmdgen-eval-"))
        _write_parts(self._folder)
        for sandbox in self._candidates(self._folder):
            if _works(sandbox):
                return sandbox
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _candidates(self, parts: Path) -> list[Sandbox]:
        found: list[Sandbox] = []
        bwrap, plain = shutil.which("bwrap"), shutil.which("unshare")
        if bwrap is not None and self._only in {None, "bubblewrap"}:
            found.append(Bubblewrap(program=bwrap, parts=parts, limits=self._limits))
        if plain is not None and self._only in {None, "unshare"}:
            found.append(Namespaces(program=plain, parts=parts, limits=self._limits))
        return found


def _write_parts(folder: Path) -> None:
    settings, tools = folder / "etc", folder / "tools"
    settings.mkdir()
    tools.mkdir()
    for name in _SETTINGS:
        _copy(Path("/etc") / name, settings / name)
    for name, text in _OWN_SETTINGS.items():
        (settings / name).write_text(text, encoding="utf-8")
    (tools / "sudo").write_text(_SUDO, encoding="utf-8")
    (tools / "sudo").chmod(0o755)


def _copy(source: Path, target: Path) -> None:
    """Copy a file, link or folder; what is missing, secret or cannot be read is left out."""
    with contextlib.suppress(OSError, shutil.Error):
        if source.is_dir() and not source.is_symlink():
            shutil.copytree(source, target, symlinks=True, ignore=shutil.ignore_patterns("private"))
        else:
            shutil.copy2(source, target, follow_symlinks=False)


def _works(sandbox: Sandbox) -> bool:
    """Return whether a command runs in it, sees its home, and cannot write outside it."""
    with Room() as room:
        try:
            ran = sandbox.run(
                room, "touch seen && ! touch /usr/seen 2>/dev/null && id -u", "", {}, patience=6
            )
        except OSError:
            return False
        return ran.status == 0 and ran.stdout.strip() == _NUMBER and (room.home / "seen").exists()
