"""The values of PowerShell's expressions, as far as the text alone tells them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re, redirection
from cmdgen.safety.commands import powershell_paths as paths
from cmdgen.safety.commands import windows_code
from cmdgen.safety.commands.powershell_paths import ALL, BLOCK, PAIR, TYPE, VALUE, items
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.marks import DECODED, LOCAL, OPAQUE, SOME, UNKNOWN
from cmdgen.safety.syntax.powershell_text import LIST, OPERATOR

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_MAX_TEXT: Final = 20_000
"""Characters of a computed value; a longer one is only partly known."""
_CASTS_TO_CODE: Final = frozenset({"scriptblock", "management.automation.scriptblock"})


def taints(*texts: str) -> str:
    """Return the marks of where a value computed from these comes from."""
    return "".join(mark for mark in (*marks.TAINTS, LOCAL) if any(mark in text for text in texts))


def value(call: Call) -> str:
    """Return an expression that stands as a statement: its value goes down the pipeline."""
    for arg in call.args:
        if arg.process is not None:
            call.analysis.run_script(arg.process, call.state.fork(), call.stdin)
    return "\n".join(text for text in call.texts) + "\n"


def add(call: Call) -> str:
    """Return a sum: texts are joined, arrays get longer."""
    texts = call.texts
    if sum(map(len, texts)) > _MAX_TEXT:
        return OPAQUE + taints(
            *texts
        )  # a text that grows without bound is not followed, and not trusted either
    if texts and LIST in texts[0]:
        return LIST.join(texts)
    if all(re.fullmatch(r"\d{1,9}", text) for text in texts):
        return str(sum(map(int, texts)))
    return "".join(texts)


def repeat(call: Call) -> str:
    """Return a text as often as a number says."""
    text, times = call.texts[0], call.texts[1]
    if (
        not text
        or re.fullmatch(r"\d{1,9}", text)
        or not re.fullmatch(r"\d{1,4}", times)
        or len(text) * int(times) > _MAX_TEXT
    ):
        return text or SOME
    return text * int(times)


def join(call: Call) -> str:
    """Return the elements of an array as one text; what was cut up is not readable to a person."""
    texts = call.texts
    elements = items(texts[0])
    found = (texts[1] if len(texts) > 1 else "").join(elements)
    return (
        found
        if len(elements) < 4 or DECODED in found or any(len(element) > 2 for element in elements)
        else DECODED + found
    )


def split(call: Call) -> str:
    """Return the pieces of a text."""
    texts = call.texts
    if len(texts) < 2:
        return LIST.join(texts[0].split())
    separator = items(texts[1])
    pieces = _regex_split(texts[0], separator[0] if separator else "")
    return LIST.join(pieces)


def _regex_split(text: str, separator: str) -> list[str]:
    if not separator or len(text) > _MAX_TEXT or re.search(r"[+*{]\)?[+*{]", separator):
        return [text]
    try:
        return [piece or "" for piece in re.split(separator, text, flags=re.IGNORECASE)]
    except re.error:
        return [text]


def replace(call: Call) -> str:
    """Return a text after -replace; one that is changed for being run is not readable to a person."""
    texts = call.texts
    parts = items(texts[1])
    pattern, new = (parts[0] if parts else ""), (parts[1] if len(parts) > 1 else "")
    if not pattern or len(texts[0]) > _MAX_TEXT or len(pattern) > 100 or re.search(r"[+*{]\)?[+*{]", pattern):
        return texts[0] + UNKNOWN
    try:
        found = re.sub(pattern, lambda _: re.sub(r"\$\w+", "", new), texts[0], flags=re.IGNORECASE)
    except re.error:
        return texts[0]
    return found if found == texts[0] else DECODED + found


def format_text(call: Call) -> str:
    """Return what -f makes of a pattern; one that puts pieces in another order hides what it says."""
    pattern, values = call.texts[0], items(call.texts[1]) if len(call.args) > 1 else []
    numbers = [int(match.group(1)) for match in re.finditer(r"\{(\d{1,3})[^}]*\}", pattern)]
    found = re.sub(
        r"\{(\d{1,3})[^}]*\}",
        lambda match: values[int(match.group(1))] if int(match.group(1)) < len(values) else "",
        pattern,
    )
    return DECODED + found if numbers != sorted(numbers) else found.replace("{{", "{").replace("}}", "}")


def span_of_numbers(call: Call) -> str:
    """Return `a..b`."""
    first, last = (re.fullmatch(r"-?\d{1,6}|[A-Za-z]", text) for text in call.texts[:2])
    if not first or not last or first.group().isalpha() != last.group().isalpha():
        return SOME
    if first.group().isalpha():
        a, b = ord(first.group()), ord(last.group())
        return LIST.join(map(chr, range(a, b + (1 if b >= a else -1), 1 if b >= a else -1)))
    a, b = int(first.group()), int(last.group())
    if abs(a - b) > 256:
        return SOME
    return LIST.join(map(str, range(a, b + (1 if b >= a else -1), 1 if b >= a else -1)))


def index(call: Call) -> str:
    """Return elements of an array, characters of a text, or an entry of a hash table."""
    whole, wanted = call.texts[0], items(call.texts[1])
    if PAIR in whole:
        from cmdgen.safety.commands.powershell_binding import entries  # noqa: PLC0415 - only here

        return entries(whole).get(wanted[0].lower() if wanted else "", "")
    if not all(re.fullmatch(r"-?\d{1,5}", text) for text in wanted) or not wanted:
        return UNKNOWN + taints(whole)
    elements = (
        items(whole)
        if LIST in whole
        else [whole]
        if not marks.is_known(whole) or paths.plain(whole) != whole
        else list(whole)
    )
    found = [elements[int(text)] for text in wanted if -len(elements) <= int(text) < len(elements)]
    result = LIST.join(found)
    return result if LIST in whole or len(found) < 2 else DECODED + result


def cast(call: Call) -> str:
    """Return a value as another type."""
    kind = call.texts[0].lower().removeprefix("system.")
    text = call.texts[1] if len(call.args) > 1 else ""
    if kind in ("char", "char[]"):
        codes = items(text)
        if codes and all(re.fullmatch(r"(?i)\d{1,5}|0x[0-9a-f]{1,4}", code) for code in codes):
            return DECODED + LIST.join(
                chr(int(code, 0) if code[:1] != "0" or "x" in code.lower() else int(code)) for code in codes
            )
        return (
            LIST.join(text)
            if kind == "char[]" and text and marks.is_known(text) and LIST not in text
            else text
        )
    if kind in _CASTS_TO_CODE:
        return text if BLOCK in text else BLOCK + text
    if kind == "void":
        return ""
    if kind == "adsi" or kind == "wmi" or kind == "wmiclass":
        return TYPE + kind + text.lower()
    return text


def compute(call: Call) -> str:
    """Return what is known of a computed value: where it comes from."""
    return OPAQUE if call.texts and "xor" in call.texts[0] else SOME + taints(*call.texts)


def negate(call: Call) -> str:
    """Return the negative of a number."""
    text = call.texts[0]
    return str(-int(text)) if re.fullmatch(r"\d{1,9}", text) else SOME


def either(call: Call) -> str:
    """Return the values of which one is taken."""
    return LIST.join(call.texts)


def array(call: Call) -> str:
    """Return the elements of an array."""
    for arg in call.args:
        if arg.process is not None:
            call.analysis.run_script(arg.process, call.state.fork())
    found = call.texts[0] if len(call.args) == 1 else LIST.join(text for text in call.texts)
    return found.replace("\n", LIST) if LIST not in found and ALL not in found else found


def table(call: Call) -> str:
    """Return a hash table; its blocks count as run."""
    texts = []
    for arg in call.args:
        if arg.process is not None:
            call.analysis.run_script(arg.process, call.state.fork())
        texts.append(arg.text)
    return PAIR + PAIR.join(key + VALUE + text for key, text in zip(texts[::2], texts[1::2], strict=False))


def block(call: Call) -> str:
    """Return a script block as a value; it counts as run."""
    script = call.args[1].process
    if script is not None:
        state = call.state.fork()
        state.positional = None
        call.analysis.run_script(script, state)
    return BLOCK + call.texts[0]


def splat(call: Call) -> str:
    """Return the arguments that `@variable` stands for, to be taken apart by the call."""
    return OPERATOR + "splat" + (call.texts[0] if call.args else UNKNOWN)


def path(call: Call) -> str:
    """Return the target of a redirection."""
    return paths.to_path(call.texts[0], literal=True) if call.args else ""


# -- statements that change the state -----------------------------------------------------------------------


def assign_list(call: Call) -> str:
    """Follow `$a, $b = values`."""
    texts = call.texts
    found = items(texts[0]) if texts else []
    for number, name in enumerate(texts[1:]):
        last = number == len(texts) - 2
        given = (
            LIST.join(found[number:])
            if last
            else found[number]
            if number < len(found)
            else UNKNOWN + taints(texts[0])
        )
        call.state.assign(name, (given,))
    return ""


def parameters(call: Call) -> str:
    """Follow `param(...)`: what the caller gave takes the place of the defaults."""
    given = list(call.state.positional or ())
    names = call.texts
    position = 0
    free = list(names)
    while position < len(given):
        text = given[position]
        match = re.match(r"-([A-Za-z]\w*)(?::(.*))?$", text)
        position += 1
        if match:
            name = next((n for n in names if n.startswith(match.group(1).lower())), None)
            if name and match.group(2) is not None:
                call.state.variables[name] = (match.group(2),)
            elif name and position < len(given):
                call.state.variables[name] = (given[position],)
                position += 1
            free = [n for n in free if n != name]
        elif free:
            call.state.variables[free.pop(0)] = (text,)
    return ""


def set_drive(call: Call) -> str:
    """Follow `$env:NAME = value` and the like."""
    name, text = call.texts[0].lower(), call.texts[1] if len(call.args) > 1 else ""
    call.state.assign(name, (text,))
    drive, _, variable = name.partition(":")
    if drive == "env":
        redirection.environment_setting(
            call.analysis, variable.upper(), (paths.plain(text),), call.span, temporary=False
        )
        windows_code.loader_path(call, variable, paths.plain(text))
    elif drive in ("alias", "function"):
        call.state.variables[name] = (text,)
    return ""


PROPERTY: Final = "\ue020property "
"""What the keys among the files of the state begin with that hold a property of a process to be started."""
_CERTIFICATES: Final = lazy_re.compile(
    r"(?i)servercertificate(?:custom)?validationcallback|certificatepolicy"
)


def set_member(call: Call) -> str:
    """Follow an assignment to a member: some switch protection off."""
    name = call.texts[1] if len(call.args) > 1 else ""
    text = call.texts[2] if len(call.args) > 2 else ""
    if _CERTIFICATES.search(name) and text:
        call.flag("powershell.certificates-unchecked", name)
    if name.lower() in ("command", "commandtext", "arguments") and text:
        call.state.files["\ue020member"] = text
    if name.lower() in ("filename", "arguments"):
        call.state.files[PROPERTY + name.lower()] = text
    owner = call.texts[3] if len(call.args) > 3 else ""
    if owner and PAIR in (call.state.variables.get(owner) or ("",))[-1]:
        _set_entry(call, owner, name, text)
    return ""


DEFAULTS: Final = "psdefaultparametervalues"
"""The table whose entries `cmdlet:parameter` are given to every call."""


def set_entry(call: Call) -> str:
    """Follow `$table[key] = value`; of an array only what came last is kept."""
    name, key = call.texts[0], call.texts[1]
    text = call.texts[2] if len(call.args) > 2 else ""
    if name == DEFAULTS or PAIR in (call.state.variables.get(name) or ("",))[-1]:
        _set_entry(call, name, key, text)
    else:
        call.state.assign(name, (text,))
    return ""


def _set_entry(call: Call, name: str, key: str, text: str) -> None:
    if name == DEFAULTS and re.search(r"(?i):skipcertificatecheck$", key) and text.lower() == "true":
        call.flag("powershell.certificates-unchecked", key)
    before = (call.state.variables.get(name) or (PAIR,))[-1]
    entry = key + VALUE + text
    call.state.assign(name, ((before if before != PAIR else "") + PAIR + entry,))


def leave(call: Call) -> str:
    """Follow break, continue, exit without a value."""
    del call
    return ""


OPERATORS: Final[dict[str, Callable[[Call], str]]] = {
    OPERATOR + name: function
    for name, function in {
        "value": value, "add": add, "repeat": repeat, "join": join, "split": split, "replace": replace, "format": format_text, "range": span_of_numbers, "index": index, "cast": cast, "compute": compute, "negate": negate,
        "either": either, "array": array, "list": array, "hash": table, "block": block, "splat": splat, "path": path, "assign-list": assign_list, "parameters": parameters, "set-drive": set_drive,
        "set-member": set_member, "set-entry": set_entry, "leave": leave,
    }.items()
}  # fmt: skip
