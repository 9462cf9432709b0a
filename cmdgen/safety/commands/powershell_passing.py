"""Cmdlets that pass on what comes down the pipeline, or only show it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cmdgen.safety.commands.powershell_binding import bind
from cmdgen.safety.commands.powershell_values import taints

if TYPE_CHECKING:
    from cmdgen.safety.call import Call


def same(call: Call) -> str:
    """Return the input or the arguments: cmdlets that pass objects on."""
    bound = bind(call.args, "inputobject property expandproperty first last skip")
    for arg in call.args if call.name == "sort-object" else ():
        if arg.process is not None:
            call.analysis.run_script(arg.process, call.state.fork(), call.stdin)
    return call.stdin or "\n".join([bound.text("inputobject"), *(arg.text for arg in bound.rest)]).strip(
        "\n"
    ) + taints(*call.texts)


def printed(call: Call) -> str:
    """Follow Write-Host and the like: nothing goes down the pipeline."""
    del call
    return ""


HANDLERS: Final = {
    **dict.fromkeys(("write-output", "sort-object", "out-string", "get-unique", "convertto-json", "convertfrom-json", "convertto-csv", "convertfrom-csv", "convertto-base64"), same),
    **dict.fromkeys(("write-host", "write-verbose", "write-warning", "write-error", "write-debug", "write-information", "write-progress", "out-null", "out-host", "out-default"), printed),
}  # fmt: skip
