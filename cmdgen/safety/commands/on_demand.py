"""Programs and commands of Windows, PowerShell and fish: their handlers are loaded when one of them is met.

Most screenings never meet one, and loading their modules would take longer than the screening itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

NAMES: Final = frozenset(
    """
    add-adgroupmember add-adprincipalgroupmembership add-content add-localgroupmember
    add-mppreference add-type appinstaller attrib auditpol bcdboot bcdedit bitsadmin bootrec
    bootsect cacls certoc certutil chkdsk cipher clear-content clear-item clear-itemproperty cmd
    cmdkey cmstp compact compress-archive conhost control convert-path convertfrom-csv
    convertfrom-json convertto-base64 convertto-csv convertto-json copy-item cscript dcpromo defrag
    desktopimgdownldr devcon disable-netfirewallrule disable-scheduledtask diskpart diskshadow dism
    djoin dsadd dsmod dsmove dsregcmd dsrm enable-adaccount enable-localuser esentutl expand-archive
    explorer extrac32 fltmc foreach-object forfiles format fsutil get-childitem get-ciminstance
    get-content get-item get-psdrive get-unique get-variable get-wmiobject gpupdate hh icacls ieexec
    import-module infdefaultinstall installutil invoke-cimmethod invoke-command invoke-conptyshell
    invoke-expression invoke-history invoke-item invoke-powershellicmp invoke-powershelltcp
    invoke-powershelltcponeline invoke-powershelludp invoke-restmethod invoke-reversetcp
    invoke-sqlcmd invoke-webrequest invoke-wmimethod ipconfig join-path klist label logman logoff
    makecab manage-bde mbr2gpt mdsched measure-command mountvol move-item mpcmdrun mshta msiexec
    msxsl nanodump net net1 netcfg netdom netsh new-aduser new-alias new-item new-itemproperty
    new-localuser new-module new-netfirewallrule new-object new-scheduledtaskaction new-service
    new-variable nltest ntdsutil odbcconf out-default out-file out-host out-null out-string paexec
    pcalua pnputil pop-location powercat powercfg powershell powershell_ise presentationhost
    procdump procdump64 processdump psexec psexec64 pskill pskill64 push-location pwsh pwsh-preview
    rasdial reagentc reg regasm regedit regedt32 register-engineevent register-objectevent
    register-packagesource register-psrepository register-psresourcerepository register-scheduledjob
    register-wmievent regsvcs regsvr32 remove-ciminstance remove-item remove-itemproperty
    remove-module remove-mppreference remove-netfirewallrule remove-netroute remove-service
    remove-wmiobject rename-item rename-itemproperty repair-bde resolve-dnsname resolve-path
    restart-computer restart-service robocopy rstrui runas rundll32 sc schtasks scriptrunner sdelete
    sdelete64 secedit select-object select-string send-mailmessage set-acl set-adaccountcontrol
    set-aduser set-alias set-content set-executionpolicy set-item set-itemproperty set-localuser
    set-location set-mppreference set-netfirewallprofile set-netfirewallrule set-packagesource
    set-psreadlineoption set-psrepository set-psresourcerepository set-service set-variable setx sfc
    sort-object split-path start-bitstransfer start-job start-process start-threadjob stop-computer
    stop-process stop-scheduledtask stop-service suspend-service systemreset takeown taskkill
    tee-object test-connection test-netconnection trace-command tsdiscon tskill tzutil
    unregister-scheduledtask usoclient verifier vssadmin w32tm wbadmin wevtutil where-object winrs
    wmic wpeutil write-debug write-error write-host write-information write-output write-progress
    write-verbose write-warning wscript wsreset wuauclt xcacls xcopy xwizard
""".split()
)
"""What the modules handle, besides the names that their own front ends give to builtins; a test keeps the two in step."""


_INTERNAL: Final = lazy_re.compile(r"(?:cmd|fish) |powershell:")
"""Names that no program can have: a front end gives them to builtins of its shell."""


def has(name: str) -> bool:
    """Return whether a handler for this name is loaded on demand."""
    return name in NAMES or _INTERNAL.match(name) is not None


@lru_cache(maxsize=1)
def handlers() -> Mapping[str, Callable[[Call], str]]:
    """Return the handlers, loading their modules at the first call."""
    from cmdgen.safety.commands import fish, powershell, windows  # noqa: PLC0415 - the point of this module

    return {**windows.HANDLERS, **powershell.HANDLERS, **fish.HANDLERS}


@lru_cache(maxsize=1)
def transparent() -> frozenset[str]:
    """Return the names whose `--help` or `/?` may belong to the command inside them."""
    from cmdgen.safety.commands import fish, powershell, windows  # noqa: PLC0415 - the point of this module

    return frozenset({*powershell.HANDLERS, *fish.HANDLERS, *windows.TRANSPARENT_TO_HELP})
