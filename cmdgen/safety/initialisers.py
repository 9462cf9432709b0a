"""Well-known programs whose output is meant to be evaluated by the user's own shell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cmdgen.safety.resolve.marks import INITIALISER

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_ALWAYS: Final = frozenset(
    {
        "ssh-agent",
        "dircolors",
        "gdircolors",
        "lesspipe",
        "lesspipe.sh",
        "resize",
        "gpg-agent",
        "keychain",
        "register-python-argcomplete",
        "tset",
        "envman",
    }
)
"""Programs that print settings whatever their arguments are."""
_SHELLS: Final = frozenset(
    {
        "bash",
        "zsh",
        "fish",
        "sh",
        "-",
        "posix",
        "powershell",
        "pwsh",
        "nu",
        "ksh",
        "--shell",
        "elvish",
        "xonsh",
        "tcsh",
    }
)
_VERBS: Final = frozenset(
    {
        "completion",
        "completions",
        "shellenv",
        "hook",
        "init",
        "activate",
        "shell-init",
        "shell.bash",
        "shell.zsh",
        "shell.posix",
        "bash-completion",
        "generate-shell-completion",
        "virtualenv-init",
        "shell-completion",
    }
)
"""Subcommands that print shell code, followed by the shell's name or nothing."""
_PAIRS: Final = {
    "brew": {"shellenv"}, "fnm": {"env"}, "opam": {"env"}, "minikube": {"docker-env", "podman-env"}, "docker-machine": {"env"}, "luarocks": {"path"}, "thefuck": {"--alias"}, "mise": {"activate", "env"},
    "fzf": {"--bash", "--zsh", "--fish"}, "stack": {"--bash-completion-script"}, "pip": {"completion"}, "npm": {"completion"}, "perl": {"-Mlocal::lib", "-I"}, "rbenv": {"init"}, "nodenv": {"init"},
    "conda": {"shell.bash", "shell.zsh", "shell.posix", "shell.fish"}, "poetry": {"completions", "env"}, "gh": {"completion"}, "vcpkg": {"integrate"}, "direnv": {"hook", "export"}, "pdm": {"--pep582", "venv"},
    "volta": {"setup"}, "hab": {"pkg"}, "guix": {"package"}, "nix": {"print-dev-env"}, "crc": {"oc-env", "podman-env"}, "op": {"completion"}, "navi": {"widget"}, "tmuxifier": {"init"}, "kpt": {"completion"},
    "broot": {"--print-shell-function"}, "scmpuff": {"init"}, "hub": {"alias"}, "pack": {"completion"}, "pyenv-virtualenv-init": {"-"}, "basher": {"init"}, "swiftly": {"init"}, "gpgconf": {"--launch"}, "sdkman": {"env"},
}  # fmt: skip


def output(call: Call) -> str:
    """Return the mark of an initialiser's output, or nothing when the call is none."""
    if call.name in _ALWAYS:
        return INITIALISER
    texts = call.texts
    if _PAIRS.get(call.name, set()) & set(texts):
        return INITIALISER
    for index, text in enumerate(texts):
        if text in _VERBS:
            following = [t for t in texts[index + 1 :] if not t.startswith("-") or t == "-"]
            if (not following and text in ("completion", "completions", "shellenv")) or any(
                t in _SHELLS for t in following[:1]
            ):
                return INITIALISER
    return ""
