"""The default command: a request becomes a command."""

from __future__ import annotations

from typing import Annotated

import typer

from cmdgen import __version__
from cmdgen.cli.options import Backend, Config, Model, Profile, Shell

HELP = """Turn plain words into one shell command, check it, show it, and run it when you agree.

\b
Examples:
  cmdgen find the ten biggest files here
  cmdgen "what is listening on port 8080?"
  cmdgen -y list the files here by size    run it without a question if it is safe and sure
  cmdgen --print count lines in all py files | tee command.txt
  cmdgen --dry-run delete all log files    show the command and its risks, run nothing
  journalctl -n 50 | cmdgen -m big.gguf "count the errors by unit"

\b
Other commands:
  cmdgen init                     a bigger model or a server, and the keys of your shell, in one step
  cmdgen check 'rm -rf ~/old'     how risky is this command, and why?
  cmdgen explain 'tar czf a.tgz .'  every program it would run, and what is risky
  cmdgen scan deploy.sh           the same for every line of a script, as text, JSON or SARIF
  cmdgen rules list               what is known to be risky; your own rules: docs/own-rules.md
  cmdgen hook claude-code         answers a coding agent that asks before it runs a command
  cmdgen fix                      the last command failed: what was meant?
  cmdgen history                  what was asked, answered and run
  cmdgen model available          models, and which of them fit this machine
  cmdgen config show              every setting, and where its value comes from
  cmdgen status                   who answers, and what is wrong
  cmdgen eval                     how many of some hundred tasks the model gets right
  cmdgen bench                    how fast it answers here

\b
Words need no quotes, but the shell reads ? * ' & and their like before cmdgen does.
A request that begins with a command's name or has words like -x goes behind --:
  cmdgen -- status of nginx
"""
EPILOG = """\b
Exit status: that of the command if it ran; otherwise 0 answered, 1 declined, 2 usage,
65 no usable command, 69 no backend, 75 time is up, 77 refused by safety, 78 configuration,
79 a detail is missing, 130 interrupted.  cmdgen check: 0 safe or moderate, 3 high, 4 critical.
"""


def ask(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="REQUEST", show_default=False, help="What you want to do.")
    ] = None,
    backend: Backend = None,
    model: Model = None,
    shell: Shell = None,
    profile: Profile = None,
    config: Config = None,
    yes: Annotated[
        bool, typer.Option("-y", "--yes", help="Run without asking, up to the configured level (safe).")
    ] = False,
    print_only: Annotated[
        bool, typer.Option("--print", help="Print the command, run nothing; so it is without a terminal.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print JSON; with -y it may run as well.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show everything, run nothing.")] = False,
    explain: Annotated[
        bool, typer.Option("-x", "--explain", help="Say what each part of the command does.")
    ] = False,
    candidates: Annotated[
        int,
        typer.Option("-n", "--candidates", metavar="N", min=1, max=9, help="Look for N different commands."),
    ] = 1,
    copy: Annotated[bool, typer.Option("-c", "--copy", help="Put the command on the clipboard too.")] = False,
    context: Annotated[
        bool,
        typer.Option("--context/--no-context", help="Show the model the names of the files here."),
    ] = False,
    timeout: Annotated[
        float | None, typer.Option("--timeout", metavar="SECONDS", help="Time for one answer.")
    ] = None,
    max_wait: Annotated[
        float | None,
        typer.Option("--max-wait", metavar="SECONDS", help="Then the model in this process answers."),
    ] = None,
    no_fallback: Annotated[
        bool, typer.Option("--no-fallback", help="Nobody stands in for the chosen backend.")
    ] = False,
    temperature: Annotated[
        float | None, typer.Option("--temperature", metavar="T", help="0 takes the likeliest tokens.")
    ] = None,
    seed: Annotated[int | None, typer.Option("--seed", metavar="N", help="Repeatable sampling.")] = None,
    offline: Annotated[
        bool, typer.Option("--offline", help="Only a backend that makes no network access may answer.")
    ] = False,
    show_prompt: Annotated[
        bool, typer.Option("--show-prompt", help="Print what the model would be sent, and stop.")
    ] = False,
    list_backends: Annotated[
        bool, typer.Option("--list-backends", help="Print the backends and stop.")
    ] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Say more: timings, settings.")] = False,
    quiet: Annotated[
        bool, typer.Option("-q", "--quiet", help="Only the command and what must be said.")
    ] = False,
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> int:
    """Answer one request."""
    if version:
        from cmdgen.wiring.printout import print_text  # noqa: PLC0415

        print_text(f"cmdgen {__version__}")
        return 0
    from cmdgen.wiring import asking, wishes  # noqa: PLC0415

    flags = {
        "backend": backend,
        "model": model,
        "shell": shell,
        "profile": profile,
        "timeout_s": timeout,
        "temperature": temperature,
        "seed": seed,
        "max_wait_s": max_wait,
        "offline": True if offline else None,
        "fallback": False if no_fallback else None,
    }
    if list_backends:
        return asking.list_backends(flags, config)
    wanted = wishes.Wishes(
        yes=yes,
        print_only=print_only,
        json=json,
        dry_run=dry_run,
        show_prompt=show_prompt,
        verbose=verbose,
        quiet=quiet,
        explain=explain,
        copy=copy,
        context=context,
        candidates=candidates,
    )
    return asking.ask(" ".join(words or []), flags, config, wanted)
