"""The reader of PowerShell: what it makes of ordinary and of odd texts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cmdgen.safety.ir import (
    Block,
    Function,
    Lit,
    Pipeline,
    Proc,
    Script,
    Simple,
    SyntaxProblem,
    TooComplex,
    Word,
)
from cmdgen.safety.syntax.powershell import parse_nested
from cmdgen.safety.syntax.powershell_text import LIST
from cmdgen.safety.syntax.powershell_walk import commands, comparisons, members
from cmdgen.safety.syntax.words import Origin


def parse(text: str) -> Script:
    return parse_nested(text, Origin(), 0)


def only(text: str) -> Simple:
    script = parse(text)
    assert len(script.items) == 1
    node = script.items[0]
    assert isinstance(node, Simple)
    return node


def plain(word: Word) -> str:
    assert all(isinstance(part, Lit) for part in word.parts), word
    return "".join(part.text for part in word.parts if isinstance(part, Lit))


def words(text: str) -> list[str]:
    return [plain(word) for word in only(text).words]


def test_a_command_is_its_name_and_its_arguments() -> None:
    assert words("Remove-Item -Recurse C:\\temp") == [
        "powershell:call",
        "Remove-Item",
        "-Recurse",
        "C:\\temp",
    ]


def test_backticks_inside_a_name_are_taken_away() -> None:
    assert words("r`m x")[1] == "rm"


def test_single_quotes_keep_everything_and_doubled_ones_are_one() -> None:
    assert words("echo 'it''s $x `n'")[2] == "it's $x `n"


def test_double_quotes_know_escapes() -> None:
    assert words('echo "a`tb""c"')[2] == 'a\tb"c'


def test_typographic_quotes_and_dashes_are_plain_ones() -> None:
    assert words("echo \u2018a b\u2019 \u2013Force") == ["powershell:call", "echo", "a b", "-Force"]


@pytest.mark.parametrize(
    "text", ["$x = @'\nit's \"$y\"\n'@; $x", '@"\nDear $name, $(1 + 2)\n"@ | Write-Output', "@'\n'@"]
)
def test_here_strings_are_read(text: str) -> None:
    assert parse(text).items


def test_lines_continue_after_a_backtick_and_after_a_pipe() -> None:
    assert isinstance(parse("Get-Process `\n  -Name pwsh |\n  Sort-Object CPU").items[0], Pipeline)
    assert isinstance(parse("Get-Process\n  | Sort-Object CPU").items[0], Pipeline)
    assert len(parse("Get-Process\nGet-Date").items) == 2


def test_comments_are_no_code() -> None:
    assert list(commands(parse("<# Remove-Item x #> Get-Date # Stop-Computer"))) == ["get-date"]


def test_a_hash_inside_a_word_is_no_comment() -> None:
    assert words("echo a#b") == ["powershell:call", "echo", "a#b"]


def test_commas_make_one_array() -> None:
    assert words("Remove-Item a, 'b c'")[2] == f"a{LIST}b c"


def test_a_block_argument_is_a_script_that_does_not_run_by_itself() -> None:
    part = only("ForEach-Object { Get-Date }").words[2].parts[0]
    assert isinstance(part, Proc)
    assert part.output


def test_assignments_keep_the_name_in_lower_case() -> None:
    assert only("$Foo = 'x'").assigns[0].name == "foo"


def test_what_is_assigned_inside_brackets_happens_before() -> None:
    script = parse("if (($a = Get-Date)) { $a }")
    assert any(isinstance(item, Simple) and item.assigns for item in script.items)


def test_chains_become_statements() -> None:
    assert list(commands(parse("a && b || c; d"))) == ["a", "b", "c", "d"]


def test_numbers_that_begin_a_program_name_are_no_numbers() -> None:
    assert words("7z a x.7z")[1] == "7z"
    assert plain(only("1..3").words[0]) == "powershell:value"


def test_redirections_to_other_streams_are_no_files() -> None:
    assert only("foo 2>&1").redirects == ()
    assert only("foo 2>$null").redirects == ()
    assert [redirect.op for redirect in only("foo > a.txt").redirects] == [">"]


def test_stop_parsing_keeps_the_rest_as_it_is() -> None:
    assert words("icacls --% C:\\x /grant (F) $y")[2:] == ["C:\\x", "/grant", "(F)", "$y"]


@pytest.mark.parametrize(
    "text",
    [
        "if ($a) { b } elseif ($c) { d } else { e }",
        "foreach ($i in 1..3) { $i }",
        "for ($i = 0; $i -lt 3; $i++) { $i }",
        "for (;;) { break }",
        "while ($true) { Start-Sleep 1 }",
        "do { a } while ($x)",
        "do { a } until ($x)",
        "switch -Regex ($x) { 'a' { b } default { c } }",
        "try { a } catch [IO.IOException], [Exception] { b } finally { c }",
        "function f($a, [int]$b = 3) { $a }",
        "function f { param([Parameter(Mandatory=$true)][string]$Name) process { $Name } }",
        "class P { [string]$N; P([string]$n) { $this.N = $n } }",
        "enum Color { Red; Green }",
        "[CmdletBinding()] param($x) $x",
        "trap { continue } Get-Item x",
        "using namespace System.IO; [File]::Exists('x')",
        "$h = [ordered]@{ a = 1; 'b c' = { 2 }\n c = if (1) { 2 } }",
        "$x ? 1 : 2; $x ?? 'd'; $x ??= 3",
        "$a, $b = 1, 2",
        '[int]$n = "3"; $n++; --$n; -not $n; !$n',
        "$a[0].B.C('x', { y })[1]::D",
        "& 'C:\\Program Files\\x.exe' --flag=1 -DX=y",
        ". ./x.ps1 -Force:$false",
        "Get-Foo @args -Confirm: $false",
        "git show stash@{0}",
        "$x -replace 'a', 'b' -split ',' -join ';'",
        "'{0:N2}' -f (1GB / 3)",
        "$s.Where{ $_ }.ForEach({ $_ })",
        "Get-ChildItem | % Name",
        "gci|?{$_.Length}|%{$_}",
        "return; exit 3",
        "$env:PATH += ';C:\\x'",
        "docker run -v ${PWD}:/src a",
        "Start-Job { a } &",
        "[Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12",
    ],
)
def test_ordinary_statements_are_read(text: str) -> None:
    assert isinstance(parse(text), Script)


@pytest.mark.parametrize(
    "text", ["echo 'a", 'echo "a', "(a", "{ a", "a)", "@{a=1", "a |", "<# x", "if (a)", "@'x'@", "$a["]
)
def test_what_is_not_closed_is_a_problem(text: str) -> None:
    with pytest.raises(SyntaxProblem):
        parse(text)


def test_brackets_without_end_are_too_complex() -> None:
    with pytest.raises(TooComplex):
        parse("(" * 500)


def test_loops_without_end_are_told_apart() -> None:
    node = parse("while ($true) { a }").items[0]
    assert isinstance(node, Simple)
    assert plain(node.words[0]) == "powershell:endless"
    assert isinstance(parse("while ($x) { a }").items[0], Block)


def test_functions_are_known_by_their_lower_case_name() -> None:
    node = parse("function Do-It { a }").items[0]
    assert isinstance(node, Function)
    assert node.name == "do-it"


def test_blocks_tell_which_members_and_comparisons_they_use() -> None:
    script = parse("{ $_.Name -like '*.log' }")
    assert list(members(script)) == ["name"]
    assert list(comparisons(script)) == ["like"]


def test_spans_point_into_the_text() -> None:
    text = "Get-Date; Remove-Item foo"
    node = parse(text).items[1]
    assert text[node.span.start : node.span.end] == "Remove-Item foo"


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="abA1 $@{}()[]'\"`|;&,.:-=<>#%?!\n\\/*_", max_size=40))
def test_no_text_makes_the_reader_fail_otherwise(text: str) -> None:
    try:
        parse(text)
    except (SyntaxProblem, TooComplex):
        return
