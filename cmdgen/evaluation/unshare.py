"""The script that builds a sandbox out of the user namespaces of util-linux.

Inside new namespaces, where it is root over nothing but them, it puts together a root folder from read-only
views of the system, moves into it, lets go of the old one, and becomes an ordinary user.

Source: https://man7.org/linux/man-pages/man2/pivot_root.2.html
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBER: Final = "1000"

_START: Final = """set -e
path=$PATH
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
root=$(mktemp -d)
mount -t tmpfs -o mode=755 box "$root"
show() { # show SOURCE TARGET: the same, to be read only
  if [ -d "$1" ]; then mkdir -p "$root$2"; else mkdir -p "$root${2%/*}"; : >> "$root$2"; fi
  mount --rbind "$1" "$root$2"
}
keep_from_writing() { # everything mounted so far, what was mounted inside it included
  while read -r _ _ _ _ place options _; do
    case $place in
      "$root"/*)
        kept=bind,remount,ro
        for option in nosuid nodev noexec noatime relatime; do
          case ,$options, in *,$option,*) kept=$kept,$option ;; esac
        done
        mount -o "$kept" "$(printf '%b' "$place")" ;;
    esac
  done < /proc/self/mountinfo
}
"""
_DEVICES: Final = """keep_from_writing
mkdir -p "$root"/{proc,dev,old,var/log,var/tmp,root,opt,mnt}
mount -t proc proc "$root/proc"
for name in null zero full random urandom tty; do
  : > "$root/dev/$name"; mount --bind "/dev/$name" "$root/dev/$name"
done
ln -s /proc/self/fd "$root/dev/fd"
ln -s /proc/self/fd/0 "$root/dev/stdin"
ln -s /proc/self/fd/1 "$root/dev/stdout"
ln -s /proc/self/fd/2 "$root/dev/stderr"
mkdir -m 1777 "$root/dev/shm"
mount -t tmpfs -o size=16m shm "$root/dev/shm"
hostname box
"""
_END: Final = """cd "$root"
pivot_root . old
umount -l /old
mount -o remount,ro /
"""


def arguments(program: str) -> list[str]:
    """Return how the script is started; its text, a word and the command follow."""
    return [
        program, "--user", "--map-root-user", "--mount", "--pid", "--net", "--ipc", "--uts", "--cgroup",
        "--fork", "--kill-child", "bash", "--norc", "--noprofile", "-c",
    ]  # fmt: skip


def script(
    *,
    folders: Sequence[str],
    links: Sequence[tuple[str, str]],
    files: Sequence[tuple[str, str]],
    writable: Sequence[tuple[str, str]],
    folder: str,
) -> str:
    """Return the script; its arguments are the command that it becomes.

    Args:
        folders: what is shown under its own name.
        links: symbolic links to make, with their targets.
        files: what is shown under another name, or a single file.
        writable: what may be written to, and under which name.
        folder: the working directory inside.
    """
    shown = [(path, path) for path in folders] + list(files)
    lines = [f"show {shlex.quote(source)} {shlex.quote(target)}" for source, target in shown]
    lines += [f'ln -s {shlex.quote(target)} "$root"{shlex.quote(link)}' for link, target in links]
    binds = [
        f'mkdir -p "$root"{shlex.quote(target)}\nmount --bind {shlex.quote(source)} "$root"{shlex.quote(target)}'
        for source, target in writable
    ]
    change = f"cd {shlex.quote(folder)}"
    become = f'exec unshare --user --map-user={_NUMBER} --map-group={_NUMBER} -- "$@"'
    return _START + "\n".join([*lines, _DEVICES, *binds, _END + change, "PATH=$path", become])
