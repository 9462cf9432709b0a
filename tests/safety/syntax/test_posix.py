"""Statements of bash, sh and zsh: what each construct becomes, where it stands, and where it breaks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cmdgen.core.records import Span
from cmdgen.safety.ir import (
    Arith,
    Block,
    For,
    Function,
    Lit,
    Node,
    Pipeline,
    Proc,
    Redirect,
    Script,
    Simple,
    Sub,
    SyntaxProblem,
    TooComplex,
    Var,
    Word,
)
from cmdgen.safety.syntax import posix


def plain(word: Word) -> str:
    """Return a word as literal text, with `$name`, `$(...)` and the like for its other parts."""
    shown = {Sub: "$(...)", Proc: "<(...)", Arith: "$((...))"}
    return "".join(
        part.text
        if isinstance(part, Lit)
        else f"${part.name}"
        if isinstance(part, Var)
        else shown[type(part)]
        for part in word.parts
    )


def only(text: str, *, zsh: bool = False) -> Node:
    (node,) = posix.parse(text, zsh=zsh).items
    return node


def simple(text: str, *, zsh: bool = False) -> Simple:
    node = only(text, zsh=zsh)
    assert isinstance(node, Simple)
    return node


def words(text: str, *, zsh: bool = False) -> list[str]:
    return [plain(word) for word in simple(text, zsh=zsh).words]


def names(script: Script) -> list[str]:
    """Return the first word of every simple command, in order, through every construct but substitutions."""
    return [plain(command.words[0]) for item in script.items for command in _simple(item) if command.words]


def _simple(node: Node) -> Iterator[Simple]:
    if isinstance(node, Simple):
        yield node
    elif isinstance(node, Pipeline):
        for stage in node.stages:
            yield from _simple(stage)
    elif isinstance(node, Block):
        for body in node.bodies:
            for item in body.items:
                yield from _simple(item)
    else:
        for item in node.body.items:
            yield from _simple(item)


# -- words -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("rm -rf /", ["rm", "-rf", "/"]),
        ("r''m", ["rm"]),
        ('r""m \'-r\'"f"', ["rm", "-rf"]),
        ("\\rm \\-r", ["rm", "-r"]),
        ("$'\\x72\\155' $'a\\nb' $'\\u00e9' $'it\\'s'", ["rm", "a\nb", "é", "it's"]),
        ('$"hello"', ["hello"]),
        ("r\\\nm -r \\\n -f", ["rm", "-r", "-f"]),
        ("'a\\\nb'", ["a\\\nb"]),
        ('"a\\\nb"', ["ab"]),
        ('"\\$x \\" \\\\ \\a \\`"', ['$x " \\ \\a `']),
        ("a#b #c", ["a#b"]),
        ('echo $x ${y} "$z"', ["echo", "$x", "$y", "$z"]),
        ("echo $ $% a$", ["echo", "$", "$%", "a$"]),
        ("echo $1 ${10} $@ $# $? $$ $! $-", ["echo", "$1", "$10", "$@", "$#", "$?", "$$", "$!", "$-"]),
        ("echo $(ls) `ls` $((1+1)) <(ls)", ["echo", "$(...)", "$(...)", "$((...))", "<(...)"]),
        ('echo a$(ls)b"$(ls)"', ["echo", "a$(...)b$(...)"]),
        ("echo @(a|b) *.[ch]", ["echo", "@(a|b)", "*.[ch]"]),
        ("echo if then fi", ["echo", "if", "then", "fi"]),
        ("a=b", []),
        ("ls -- a=b", ["ls", "--", "a=b"]),
        ("{a,b}", ["{a,b}"]),
        ("echo { }", ["echo", "{", "}"]),
        ("echo ''", ["echo", ""]),
    ],
)
def test_words_are_what_the_program_would_get(text: str, wanted: list[str]) -> None:
    assert words(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "rm -rf /",
        "  r''m   '-rf'  \"/ x\"",
        "é ü\tß",
        "a=1 b $(c) `d`",
        'echo "a $(b "c") d"',
        "a \\\n b",
        "x >y z",
        "$'a b' ${x:-a b} $((1 + 2))",
        "echo @(a|b)c 'd e'f",
    ],
)
def test_the_span_of_a_word_is_the_word_as_it_is_written(text: str) -> None:
    written = [text[word.span.start : word.span.end] for word in simple(text).words]
    assert [plain(only(part).words[0]) for part in written] == words(text)  # type: ignore[union-attr]
    assert all(part == part.strip() for part in written)


def test_the_span_inside_a_substitution_is_that_of_the_whole_text() -> None:
    text = 'echo "x $(rm a) `rm b`"\ncat <<E\n$(rm c)\nE'
    found = []
    for item in posix.parse(text).items:
        assert isinstance(item, Simple)
        parts = [
            part
            for word in (*item.words, *(redirect.target for redirect in item.redirects))
            for part in word.parts
        ]
        for part in parts:
            if isinstance(part, Sub):
                (inner,) = part.script.items
                assert isinstance(inner, Simple)
                found.append(text[inner.words[1].span.start : inner.words[1].span.end])
    assert found == ["a", "b", "c"]


def test_the_span_of_a_statement_covers_it() -> None:
    text = "a b; c | d && { e; }"
    assert [text[item.span.start : item.span.end].strip() for item in posix.parse(text).items] == [
        "a b",
        "c | d",
        "{ e; }",
    ]


@pytest.mark.parametrize(
    ("text", "quoted"), [("*", False), ("'*'", True), ('"*"', True), ("\\*", True), ("$'*'", True)]
)
def test_quoting_is_remembered(text: str, quoted: bool) -> None:
    (part,) = simple(text).words[0].parts
    assert part == Lit("*", quoted=quoted)


@pytest.mark.parametrize(
    ("text", "name", "op", "arg"),
    [
        ("${x}", "x", "", None),
        ("${x:-y}", "x", ":-", "y"),
        ("${x-y}", "x", "-", "y"),
        ("${x:=y}", "x", ":=", "y"),
        ("${x:?y}", "x", ":?", "y"),
        ("${x:+y}", "x", ":+", "y"),
        ("${x#y}", "x", "#", "y"),
        ("${x##y}", "x", "##", "y"),
        ("${x%y}", "x", "%", "y"),
        ("${x%%y}", "x", "%%", "y"),
        ("${x/a/b}", "x", "/", "a/b"),
        ("${x//a/b}", "x", "//", "a/b"),
        ("${x^^}", "x", "^^", ""),
        ("${x,,}", "x", ",,", ""),
        ("${x:1:2}", "x", ":", "1:2"),
        ("${#x}", "x", "len", None),
        ("${!x}", "x", "indirect", None),
        ("${x@P}", "x", "@", "P"),
        ("${x:-${y:-z}}", "x", ":-", "$y"),
        ("${x:-'}'}", "x", ":-", "}"),
        ("${x:-$(ls)}", "x", ":-", "$(...)"),
    ],
)
def test_a_parameter_expansion_has_name_operator_and_operand(
    text: str, name: str, op: str, arg: str | None
) -> None:
    (part,) = simple(text).words[0].parts
    assert isinstance(part, Var)
    assert (part.name, part.op, part.arg and plain(part.arg)) == (name, op, arg)


@pytest.mark.parametrize(
    "text",
    [
        "$((1 + $(a)))",
        "$(( $(a) ))",
        "$[ $(a) ]",
        "${x[$(a)]}",
        "${x:-$(a)}",
        "<(a)",
        ">(a)",
        "`a`",
        '"`a`"',
        '"$(a)"',
        "`echo \\`a\\``",
        "${x:-`a`}",
        "${x/$(a)/b}",
        "${x:$(a)}",
    ],
)
def test_what_runs_inside_a_word_is_found(text: str) -> None:
    assert "a" in _inside(simple("echo " + text).words[1])


def _inside(word: Word) -> list[str]:
    found: list[str] = []
    for part in word.parts:
        scripts = (
            part.scripts
            if isinstance(part, Arith)
            else (part.script,)
            if isinstance(part, Sub | Proc)
            else ()
        )
        for script in scripts:
            found += names(script)
            for item in script.items:
                for command in _simple(item):
                    found += [name for inner in command.words for name in _inside(inner)]
        if isinstance(part, Var) and part.arg is not None:
            found += _inside(part.arg)
    return found


# -- statements ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a; b", ["a", "b"]),
        ("a\nb", ["a", "b"]),
        ("a && b || c", ["a", "b", "c"]),
        ("a &&\n\n b", ["a", "b"]),
        ("a & b &", ["a", "b"]),
        ("a | b |& c", ["a", "b", "c"]),
        ("a |\n# comment\nb", ["a", "b"]),
        ("! a", ["a"]),
        ("time a | b", ["a", "b"]),
        ("time -p a", ["a"]),
        ("coproc a", ["a"]),
        ("coproc NAME { a; }", ["a"]),
        ("( a; b )", ["a", "b"]),
        ("(a)", ["a"]),
        ("{ a; b; }", ["a", "b"]),
        ("{ a\nb\n}", ["a", "b"]),
        ("if a; then b; fi", ["a", "b"]),
        ("if a\nthen b\nelif c\nthen d\nelse e\nfi", ["a", "b", "c", "d", "e"]),
        ("while a; do b; done", ["a", "b"]),
        ("until a; do b; done < x", ["a", "b"]),
        ("for x in 1 2; do a; done", ["a"]),
        ("for x\ndo a\ndone", ["a"]),
        ("for x do a; done", ["a"]),
        ("for x in 1; { a; }", ["a"]),
        ("for ((i=0; i<3; i++)); do a; done", ["a"]),
        ("select x in 1 2; do a; done", ["a"]),
        ("case x in a) b;; (c|d) e;& *) f;;& g) h; esac", ["b", "e", "f", "h"]),
        ("case x in a) esac", []),
        ("case x in esac", []),
        ("f() { a; }", ["a"]),
        ("f () ( a )", ["a"]),
        ("function f { a; }", ["a"]),
        ("function f() { a; }", ["a"]),
        ("f() if a; then b; fi", ["a", "b"]),
        ("f-g.h() { a; }", ["a"]),
        ("[[ a == b && -f c ]]; d", ["d"]),
        ("[[ a =~ ^(x|y)$ ]] && d", ["d"]),
        ("((x > 1)) && a", ["a"]),
        ("((a); b)", ["a", "b"]),
        ("a # b; c", ["a"]),
        ("# a\nb", ["b"]),
        ("a;\n", ["a"]),
        ("", []),
        ("\n \n", []),
        ("a <<E; b\ntext; c\nE\nd", ["a", "b", "d"]),
        ("a <<E | b\ntext\nE\nc", ["a", "b", "c"]),
        ("a <<X <<Y\n1\nX\n2\nY\nb", ["a", "b"]),
        ("if a <<E; then\nx\nE\nb; fi", ["a", "b"]),
        ("a <<'E F'\nx\nE F\nb", ["a", "b"]),
        ("a <<-E\n\tx\n\tE\nb", ["a", "b"]),
        ("a <<E\nE\nb", ["a", "b"]),
    ],
)
def test_every_command_of_a_construct_is_found(text: str, wanted: list[str]) -> None:
    assert names(posix.parse(text)) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("() { a; } x", ["a", "(anonymous)"]),
        ("repeat 3 a", ["a"]),
        ("repeat 3 { a; }", ["a"]),
        ("for x (1 2) a", ["a"]),
        ("for a b in 1 2; do c; done", ["c"]),
        ("for x in 1 2; { a }", ["a"]),
        ("{ a } always { b }", ["a", "b"]),
        ("a &!", ["a"]),
        ("a &|", ["a"]),
        ("noglob a *", ["a"]),
        ("nocorrect a", ["a"]),
        ("ls *(.) **/*.c(D) (a|b)*", ["ls"]),
        ("f() a", ["a"]),
    ],
)
def test_every_command_of_a_zsh_construct_is_found(text: str, wanted: list[str]) -> None:
    assert names(posix.parse(text, zsh=True)) == wanted


def test_what_runs_in_the_background_is_noted() -> None:
    assert posix.parse("a & b; c &").background == frozenset({0, 2})


def test_a_subshell_is_told_from_a_group() -> None:
    subshell, group = only("(a)"), only("{ a; }")
    assert isinstance(subshell, Block)
    assert isinstance(group, Block)
    assert (subshell.subshell, group.subshell) == (True, False)


@pytest.mark.parametrize(
    ("text", "endless"),
    [
        ("while true; do a; done", True),
        ("while :; do a; done", True),
        ("until false; do a; done", True),
        ("for ((;;)); do a; done", True),
        ("while a; do b; done", False),
        ("while false; do a; done", False),
        ("until true; do a; done", False),
        ("for ((i=0;i<3;i++)); do a; done", False),
    ],
)
def test_a_loop_that_never_ends_is_noted(text: str, endless: bool) -> None:
    node = only(text)
    assert isinstance(node, Block)
    assert node.endless is endless


def test_a_loop_has_a_variable_and_items() -> None:
    node = only("for x in a $y 'b c'; do d; done")
    assert isinstance(node, For)
    assert node.variable == "x"
    assert [plain(word) for word in node.items or ()] == ["a", "$y", "b c"]
    bare = only("for x; do d; done")
    assert isinstance(bare, For)
    assert bare.items is None


def test_a_function_has_a_name() -> None:
    node = only("clean_up() { a; }")
    assert isinstance(node, Function)
    assert node.name == "clean_up"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a=1", [("a", "1", False, None)]),
        ("a=1 b='x y' c", [("a", "1", False, None), ("b", "x y", False, None)]),
        ("a+=x", [("a", "x", True, None)]),
        ("a[1]=x", [("a", "x", False, "1")]),
        ("a=", [("a", "", False, None)]),
        ("a=(1 'b c' $d)", [("a", ("1", "b c", "$d"), False, None)]),
        ("a+=(x)", [("a", ("x",), True, None)]),
        ("a=(\n1 # comment\n2\n)", [("a", ("1", "2"), False, None)]),
        ("export a=1 b", [("a", "1", False, None)]),
        ("declare -A m=([k]=v)", [("m", ("v",), False, None)]),
        ("a=$(ls)", [("a", "$(...)", False, None)]),
    ],
)
def test_assignments_are_told_from_words(
    text: str, wanted: list[tuple[str, object, bool, str | None]]
) -> None:
    found = [
        (
            assign.name,
            plain(assign.value) if isinstance(assign.value, Word) else tuple(map(plain, assign.value)),
            assign.append,
            assign.index,
        )
        for assign in simple(text).assigns
    ]
    assert found == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a > b", [(">", "", "b")]),
        ("a>b", [(">", "", "b")]),
        ("> b", [(">", "", "b")]),
        ("a >> b", [(">>", "", "b")]),
        ("a >| b", [(">|", "", "b")]),
        ("a &> b", [("&>", "", "b")]),
        ("a &>> b", [("&>>", "", "b")]),
        ("a 2> b", [(">", "2", "b")]),
        ("a 2>&1", [(">&", "2", "1")]),
        ("a 2>&-", [(">&", "2", "-")]),
        ("a >&2", [(">&", "", "2")]),
        ("a < b", [("<", "", "b")]),
        ("a <> b", [("<>", "", "b")]),
        ("a {fd}> b", [(">", "{fd}", "b")]),
        ("a <<< 'b c'", [("<<<", "", "b c")]),
        ("a > 'b c' 2>$d", [(">", "", "b c"), (">", "2", "$d")]),
        ("a <<E\nb $c\nE", [("<<", "", "b $c\n")]),
        ("a <<'E'\nb $c\nE", [("<<", "", "b $c\n")]),
        ("a <<-E\n\t\tb\n\tE", [("<<", "", "b\n")]),
        ("a > >(b)", [(">", "", "<(...)")]),
    ],
)
def test_redirections_have_operator_descriptor_and_target(
    text: str, wanted: list[tuple[str, str, str]]
) -> None:
    redirects: tuple[Redirect, ...] = simple(text).redirects
    assert [(redirect.op, redirect.fd, plain(redirect.target)) for redirect in redirects] == wanted


def test_an_unquoted_document_is_expanded_and_a_quoted_one_is_not() -> None:
    expanded, kept = (simple(f"a <<{end}\n$(b) `c` $d\nE").redirects[0].target.parts for end in ("E", "'E'"))
    assert [type(part) for part in expanded if not isinstance(part, Lit)] == [Sub, Sub, Var]
    assert kept == (Lit("$(b) `c` $d\n", quoted=True),)


@pytest.mark.parametrize(
    "text",
    [
        "{ a; } > b",
        "( a ) > b",
        "if a; then b; fi > b",
        "while a; do b; done > b",
        "for x in y; do a; done > b",
        "case x in a) b;; esac > b",
        "[[ x ]] > b",
        "((1)) > b",
    ],
)
def test_a_construct_may_be_redirected(text: str) -> None:
    node = only(text)
    assert isinstance(node, Block | For)
    assert [plain(redirect.target) for redirect in node.redirects] == ["b"]


# -- what does not parse ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("echo 'a", 5),
        ('echo "a', 7),
        ("echo $'a", 5),
        ("ls )", 3),
        ("ls; }", 4),
        ("ls; fi", 4),
        ("then", 0),
        ("ls | | a", 5),
        ("ls |", 4),
        ("ls &&", 5),
        ("ls > ", 5),
        ("ls > ; a", 5),
        ("if a; then b", 12),
        ("for x in a; b", 12),
        ("case x in a b) c;; esac", 12),
        ("(ls", 3),
        ("{ ls", 4),
        ("[[ a", 4),
        ("a=(b", 4),
        ("ls (", 3),
    ],
)
def test_a_text_that_does_not_parse_says_where(text: str, at: int) -> None:
    with pytest.raises(SyntaxProblem) as caught:
        posix.parse(text)
    assert caught.value.position == at
    assert caught.value.message


@pytest.mark.parametrize(
    "text",
    [
        "a=(b (c)",
        "a=(> b",
        "a=(b < c)",
        "x=(f() { a; })",
        "a=(b | c)",
        "a=(b; c)",
        "echo ${",
        "echo ${x",
        "echo $(",
        "echo `a",
        "echo $((1",
        "cat <<E\na",
        "diff <(a",
        "while a; b; done",
        "if a; then b; else",
        "case x in",
        "for",
        "function",
    ],
)
def test_what_is_not_closed_does_not_parse(text: str) -> None:
    with pytest.raises(SyntaxProblem):
        posix.parse(text)


@pytest.mark.parametrize(
    "text",
    ["( " * 200 + "ls" + " )" * 200, "$(" * 100 + ")" * 100, "{ " * 200 + "a" + "; }" * 200, "a;" * 20_000],
)
def test_a_text_beyond_the_limits_is_too_complex(text: str) -> None:
    with pytest.raises(TooComplex):
        posix.parse(text)


@pytest.mark.parametrize("text", ["repeat 3 ls", "{ ls }"])
def test_what_only_zsh_has_is_read_in_zsh(text: str) -> None:
    posix.parse(text, zsh=True)
    with pytest.raises(SyntaxProblem):
        posix.parse(text)


def test_a_span_never_leaves_the_text() -> None:
    text = "if a; then b $(c) <<E; fi\n$(d)\nE\n"

    def spans(node: Node) -> Iterator[Span]:
        for command in _simple(node):
            yield command.span
            yield from (word.span for word in command.words)

    for item in posix.parse(text).items:
        assert all(0 <= span.start <= span.end <= len(text) for span in spans(item))
