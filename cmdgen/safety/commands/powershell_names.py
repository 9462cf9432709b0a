"""The built-in aliases of PowerShell, and which names are cmdlets.

Source: https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_aliases
"""

from __future__ import annotations

from typing import Final

from cmdgen.safety import lazy_re


def _table(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in text.split():
        names, _, target = entry.partition("=")
        found.update(dict.fromkeys(names.split(","), target))
    return found


ALIASES: Final = _table(
    """ri,rm,rmdir,del,erase,rd=remove-item iwr,curl,wget=invoke-webrequest irm=invoke-restmethod iex=invoke-expression gci,ls,dir=get-childitem gc,cat,type=get-content sc=set-content ac=add-content
    clc=clear-content cli=clear-item clp=clear-itemproperty ni,mkdir,md=new-item gi=get-item si=set-item mi,mv,move=move-item cpi,cp,copy=copy-item rni,ren=rename-item rp=remove-itemproperty sp=set-itemproperty
    gp=get-itemproperty cd,sl,chdir=set-location pushd=push-location popd=pop-location gl,pwd=get-location kill,spps=stop-process saps,start=start-process ps,gps=get-process gsv=get-service sasv=start-service
    spsv=stop-service foreach,%=foreach-object where,?=where-object select=select-object sort=sort-object measure=measure-object group=group-object tee=tee-object ft=format-table fl=format-list fw=format-wide fc=format-custom
    oh=out-host lp=out-printer ogv=out-gridview echo,write=write-output sls=select-string gwmi=get-wmiobject rwmi=remove-wmiobject iwmi=invoke-wmimethod swmi=set-wmiinstance gcim=get-ciminstance rcim=remove-ciminstance
    icim=invoke-cimmethod scim=set-ciminstance ncim=new-ciminstance icm=invoke-command ii=invoke-item sajb=start-job gjb=get-job rjb=remove-job spjb=stop-job rcjb=receive-job wjb=wait-job ipmo=import-module rmo=remove-module
    gmo=get-module gcm=get-command gm=get-member gv=get-variable sv,set=set-variable rv=remove-variable nv=new-variable clv=clear-variable gal=get-alias sal=set-alias nal=new-alias epal=export-alias ipal=import-alias
    h,history,ghy=get-history r,ihy=invoke-history clhy=clear-history cls,clear=clear-host man,help=get-help sleep=start-sleep diff,compare=compare-object rvpa=resolve-path cvpa=convert-path ipcsv=import-csv epcsv=export-csv
    gu=get-unique nsn=new-pssession etsn=enter-pssession rsn=remove-pssession gsn=get-pssession exsn=exit-pssession mount,ndr=new-psdrive gdr=get-psdrive rdr=remove-psdrive gbp=get-psbreakpoint shcm=show-command
    stz=set-timezone gtz=get-timezone scb=set-clipboard gcb=get-clipboard gin=get-computerinfo cfs=convertfrom-string fhx=format-hex trcm=trace-command oss=out-string gerr=get-error rnp=rename-itemproperty cpp=copy-itemproperty mp=move-itemproperty"""
)
_VERBS: Final = frozenset(
    """add approve assert backup block build checkpoint clear close compare complete compress confirm connect convert convertfrom convertto copy debug deny deploy disable disconnect dismount edit enable enter exit expand export find
    foreach format get grant group hide import initialize install invoke join limit lock measure merge mount move new open optimize out ping pop protect publish push read receive redo register remove rename repair request reset resize
    resolve restart restore resume revoke save search select send set show skip sort split start step stop submit suspend switch sync tee test trace unblock undo uninstall unlock unprotect unpublish unregister update use wait watch where write""".split()
)
_NAME: Final = lazy_re.compile(r"([A-Za-z]+)-[A-Za-z]\w*")
_NO_CMDLETS: Final = frozenset(
    {
        "add-apt-repository",
        "update-rc.d",
        "update-grub",
        "update-initramfs",
        "update-alternatives",
        "start-stop-daemon",
        "export-env",
        "get-pip.py",
        "push-to-registry",
        "step-cli",
        "split-file",
        "new-session",
    }
)


def is_cmdlet(name: str) -> bool:
    """Return whether a lower-case name is built like a cmdlet's: an approved verb, a dash, a noun."""
    match = _NAME.fullmatch(name)
    return match is not None and match.group(1) in _VERBS and name not in _NO_CMDLETS
