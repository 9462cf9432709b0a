"""What a program prints about which nothing is known: anything, and what it has read may be part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re, redirection
from cmdgen.safety.commands import guesses
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.marks import UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_TELLS_ABOUT_FILES: Final = frozenset(
    """
    age ansible ansible-playbook basename cd chgrp chmod chown cksum dirname du file fsck getfacl install la ll ln ls lsattr lsof
    mkdir mv namei realpath rm rsync scp sftp sha1sum sha224sum sha256sum sha384sum sha512sum shred ssh ssh-add ssh-copy-id
    ssh-keygen stat sum test tree unlink wc wg-quick
    """.split()
)
"""Programs that print no part of the files that they are given: names, sums, sizes, what is public, or nothing."""
_NAMES_KEY: Final = lazy_re.compile(
    r"-i|--?(?:identity|identity-file|key|keyfile|key-file|private-key|cert|ssl-key|tls-key|kubeconfig|config|env-file)"
)
"""Options whose file a program uses and does not print."""


def output(call: Call) -> str:
    """Return the output of a program that is not known: anything, and what it read may be part of it."""
    if call.args or call.stdin:
        guesses.follow(call)
    printed = UNKNOWN + "".join(taint for taint in marks.TAINTS if taint in call.stdin)
    if call.name in _TELLS_ABOUT_FILES or marks.SECRET in printed:
        return printed
    previous = ""
    for arg in call.args:
        path = arg.text.partition("=")[2] if arg.text[:1] == "-" else arg.text
        if (
            path
            and not _NAMES_KEY.fullmatch(previous.partition("=")[0])
            and not _NAMES_KEY.fullmatch(arg.text.partition("=")[0])
            and redirection.file_content(path, call.state) == marks.SECRET
        ):
            return printed + marks.SECRET
        previous = arg.text
    return printed
