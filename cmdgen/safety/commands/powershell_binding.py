"""Which words of a cmdlet's call are parameters, their values, and positional arguments.

Source: https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_parameter_binding
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re
from cmdgen.safety.commands.powershell_paths import ALL, PAIR, VALUE, items
from cmdgen.safety.resolve.expand import Arg

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_PARAMETER: Final = lazy_re.compile(r"-([A-Za-z_?]\w*)(?::(.*))?$", re.DOTALL)
_COMMON: Final = frozenset({
    "erroraction", "warningaction", "informationaction", "errorvariable", "warningvariable", "informationvariable", "outvariable", "outbuffer", "pipelinevariable", "progressaction", "ea", "wa", "ev", "ov", "infa", "pv",
})  # fmt: skip
TRUE: Final = lazy_re.compile(r"(?i)^(?:true|1|\$true)$")
"""How a value says that something is on."""
_OFF: Final = frozenset({"false", "0", "", "$false"})


@dataclass(slots=True)
class Bound:
    """The arguments of one call, sorted."""

    named: dict[str, Arg] = field(default_factory=dict)
    """Parameters with a value, by full lower-case name."""
    switches: set[str] = field(default_factory=set)
    """Switches that are on, lower case; unknown parameters count as switches."""
    rest: list[Arg] = field(default_factory=list)
    """Arguments that no parameter takes."""

    def text(self, name: str) -> str:
        """Return the value of a parameter, or an empty text."""
        found = self.named.get(name)
        return found.text if found else ""

    def on(self, *names: str) -> bool:
        """Return whether one of the switches is on."""
        return any(name in self.switches for name in names)


def bind(args: list[Arg], values: str = "", switches: str = "", positional: str = "") -> Bound:
    """Return a call's arguments by parameter.

    Args:
        values: names of parameters that take a value.
        switches: names of parameters that take none.
        positional: names of parameters that take the arguments without a name, in order; the last with `+` takes all others.
    """
    bound = Bound()
    taking, flags = values.split(), switches.split()
    places = positional.split()
    index = 0
    while index < len(args):
        arg = args[index]
        index += 1
        match = _PARAMETER.match(arg.text) if arg.process is None else None
        if not match:
            bound.rest.append(arg)
            continue
        name = _full(match.group(1).lower(), taking, flags)
        if name in _COMMON:
            index += match.group(2) is None
        elif name in taking:
            if match.group(2) is not None:
                bound.named[name] = Arg(match.group(2), arg.span)
            elif index < len(args):
                bound.named[name] = args[index]
                index += 1
        elif match.group(2) is None or match.group(2).lower() not in _OFF:
            bound.switches.add(name)
    _by_position(bound, places)
    return bound


def _full(given: str, taking: list[str], flags: list[str]) -> str:
    if given in taking or given in flags or given in _COMMON:
        return given
    for name in (*flags, "whatif", "confirm", "verbose", "debug", *taking):
        if name.startswith(given):
            return name
    return next((name for name in _COMMON if len(given) > 3 and name.startswith(given)), given)


def _by_position(bound: Bound, places: list[str]) -> None:
    for place in places:
        if place.endswith("+"):
            break
        if place in bound.named:
            continue
        if not bound.rest:
            return
        bound.named[place] = bound.rest.pop(0)


def is_about_every(call: Call, bound: Bound, *names: str) -> bool:
    """Return whether a call is about every object of a kind: a bare wildcard, or everything that comes down the pipeline."""
    given = [item for name in names for item in items(bound.text(name))]
    return any(not item.strip("*") for item in given) or (not given and ALL in call.stdin)


def pairs(call: Call) -> list[tuple[str, str]]:
    """Return the parameters of a call with their values, lower-case names first; a switch has the value True."""
    found: list[tuple[str, str]] = []
    texts = call.texts
    for index, text in enumerate(texts):
        match = re.match(r"-([A-Za-z_]\w*)(?::(.*))?$", text)
        if match:
            following = (
                texts[index + 1]
                if index + 1 < len(texts) and not texts[index + 1].startswith("-")
                else "True"
            )
            found.append(
                (match.group(1).lower(), match.group(2) if match.group(2) is not None else following)
            )
    return found


def asks_only(args: list[Arg]) -> bool:
    """Return whether -WhatIf or -? makes a call only tell what it would do."""
    for arg in args:
        match = _PARAMETER.match(arg.text)
        if match and (
            match.group(1) == "?" or (len(match.group(1)) > 1 and "whatif".startswith(match.group(1).lower()))
        ):
            return match.group(2) is None or match.group(2).lower() not in _OFF
    return False


def entries(text: str) -> dict[str, str]:
    """Return the entries of a hash table by lower-case key."""
    found: dict[str, str] = {}
    for entry in text.split(PAIR):
        if VALUE not in entry:
            continue
        key, _, value = entry.partition(VALUE)
        found[key.lower()] = value
    return found


def splatted(text: str, span_of: Arg) -> list[Arg]:
    """Return the arguments that `@variable` stands for."""
    if PAIR not in text:
        return [Arg(item, span_of.span) for item in items(text)]
    found: list[Arg] = []
    for key, value in entries(text).items():
        if value.lower() in ("true", "false"):
            found.append(Arg(f"-{key}:{value}", span_of.span))
        else:
            found += [Arg("-" + key, span_of.span), Arg(value, span_of.span)]
    return found
