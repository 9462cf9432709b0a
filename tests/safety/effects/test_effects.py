from __future__ import annotations

import pytest

from cmdgen.core.records import Command
from cmdgen.safety.effects import Effect, Kind, effects
from cmdgen.safety.effects.codes import shown
from cmdgen.safety.effects.following import GUESSED
from cmdgen.safety.resolve import environment
from cmdgen.safety.resolve.marks import SOME


def of(text: str, dialect: str = "bash") -> tuple[Effect, ...]:
    return effects(Command(text=text, dialect=dialect))


def only(text: str, dialect: str = "bash") -> Effect:
    [effect] = of(text, dialect)
    return effect


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        ("rm -rf a b", Kind.DELETE, ["a", "b"]), ("sudo rm -- -x", Kind.DELETE, ["-x"]), ("unlink a", Kind.DELETE, ["a"]), ("rmdir a b", Kind.DELETE, ["a", "b"]), ("shred -u a", Kind.DELETE, ["a"]),
        ("shred a", Kind.OVERWRITE, ["a"]), ("dd if=a of=b bs=1M", Kind.OVERWRITE, ["b"]), ("echo a > b", Kind.OVERWRITE, ["b"]), ("tee a b", Kind.OVERWRITE, ["a", "b"]), ("truncate -s 0 a", Kind.OVERWRITE, ["a"]),
        ("sort a -o b", Kind.OVERWRITE, ["b"]), ("curl -o b http://x.org", Kind.OVERWRITE, ["b"]), ("wget -O b http://x.org", Kind.OVERWRITE, ["b"]), ("tar czf b a", Kind.OVERWRITE, ["b"]),
        ("chmod -R u+x a", Kind.MODE, ["a"]), ("chmod -x a", Kind.MODE, ["a"]), ("chmod 644 -- a b", Kind.MODE, ["a", "b"]), ("chmod --reference=z a", Kind.MODE, ["a"]), ("chown -R me:us a b", Kind.OWNER, ["a", "b"]),
        ("chgrp us a", Kind.OWNER, ["a"]), ("sed -i s/a/b/ f g", Kind.EDIT, ["f", "g"]), ("sed -i -e s/a/b/ f", Kind.EDIT, ["f"]), ("sed --in-place -n p f", Kind.EDIT, ["f"]), ("sed -ni p f", Kind.EDIT, ["f"]),
        ("sed -i '' s/a/b/ f", Kind.EDIT, ["f"]), ("sed -f x -i f", Kind.EDIT, ["f"]), ("perl -pi -e s/a/b/ f g", Kind.EDIT, ["f", "g"]), ("perl -i -pe s/a/b/ f", Kind.EDIT, ["f"]),
        ("cd src && rm a", Kind.DELETE, ["a"]), ('f() { rm "$1"; }; f a', Kind.DELETE, ["a"]), ("sh -c 'rm a'", Kind.DELETE, ["a"]), ("eval rm a", Kind.DELETE, ["a"]), ("x=a; rm $x", Kind.DELETE, ["a"]),
        ("echo a b | xargs rm", Kind.DELETE, ["a", "b"]), ("env -i nice rm a", Kind.DELETE, ["a"]), ("rm a{1,2}", Kind.DELETE, ["a1", "a2"]), ("timeout 5 rm a", Kind.DELETE, ["a"]), ("rm ~/a", Kind.DELETE, ["~/a"]),
    ],
)  # fmt: skip
def test_what_a_call_does_and_to_what(text: str, kind: Kind, names: list[str]) -> None:
    effect = only(text)
    assert (effect.kind, [pattern.text for pattern in effect.patterns], effect.unknown) == (kind, names, None)


@pytest.mark.parametrize(
    "text",
    [
        "ls *", "cat a > /dev/fd/2", "echo x >&2", "echo x >> a", "rm --help", "sed s/a/b/ f", "sed -i.bak s/a/b/ f", "perl -pi.orig -e s/a/b/ f", "perl -pe s/a/b/ f", "cp -n a b", "tar tf a", "git status", "git clean -n",
        "git restore --staged a", "find . -name a", "echo rm a", "echo 'rm -rf /'", "grep rm a", "ln -s a b", "install -d a", "tee -a a", "f() { rm a; }", "rsync -an --delete a b", 'rm "$(mktemp)"', "rm (", "", "mkdir a", "dd if=a",
    ],
)  # fmt: skip
def test_what_changes_no_file_has_no_effect(text: str) -> None:
    assert of(text) == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [("rm *.o", [("*.o", True)]), ("rm '*.o'", [("*.o", False)]), ("rm a'['b]", [("a[b]", False)]), ("rm \\*.o", [("*.o", False)]), ("rm a'*'*", [("a**", True)]), ("rm [a].o '[b]'", [("[a].o", True), ("[b]", False)]), ('rm "$HOME"/*', [("~/*", True)])],
)  # fmt: skip
def test_quotes_decide_what_is_a_pattern(text: str, names: list[tuple[str, bool]]) -> None:
    assert [(pattern.text, pattern.glob) for pattern in only(text).patterns] == names


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("rm $FOO", "$FOO"), ('rm "$TMPDIR"/x', '"$TMPDIR"/x'), ("rm ${TMPDIR:-/tmp}/x", "TMPDIR"), ("rm ~bob/x", "~bob/x"), ("rm $(cat list)", "known only when it runs"), ("cat list | xargs rm", "known only"),
        ("ls -t | tail -3 | xargs rm", "known only"), ("find . | grep -v x | xargs rm", "known only"), ("find . | head -3 | xargs rm", "known only"), ("ls *.o | xargs rm", "known only"), ("ssh host rm a", "another machine"),
        ("docker exec c rm a", "another machine"), ("chroot /mnt rm a", "another root"), ("cd $X && rm a", "folder"), ("cd - && rm a", "folder"), ("if a; then cd b; else cd c; fi; rm a", "folder"), ("true && cd b; rm a", "folder"),
        ("for d in */; do cd $d; rm a; done", "folder"), ('for f in *.txt; do rm "$f.bak"; done', "each file in turn"), ("find . -exec cp {} {}.bak \\;", "each file in turn"), ("cd a; for f in *; do cd b; rm $f; done", "another folder"),
        ("sudo sh -c 'rm ~/a'", "another user"), ("x='[ab]'; rm $x", "variable"), ("rm f{1..1000}", "too many"), ("git clean -fd", "not tracked"), ("git reset --hard", "only git"),
        ("git checkout -- a", "only git"), ("git -C x restore a", "only git"), ("git stash drop", "stash"), ("rsync -a --delete a/ b/", "rsync compares"), ("fd -e o -x rm", "fd chooses"), ("tar xf a.tar", "the archive"),
        ("unzip -o a.zip", "the archive"), ("rm [a'-'z]", "known only"),
    ],
)  # fmt: skip
def test_what_only_the_run_can_tell_is_said(text: str, reason: str) -> None:
    assert any(reason in (effect.unknown or "") for effect in of(text))


@pytest.mark.parametrize(("text", "shows"), [("git clean -fdx", "git clean -n -dx"), ("git -C sub clean -f src", "git -C sub clean -n src"), ("git reset --hard HEAD~2", "git status --short"), ("fd -e o -x rm", "fd -e o")])  # fmt: skip
def test_a_command_that_only_shows_is_named(text: str, shows: str) -> None:
    assert only(text).shows == shows


@pytest.mark.parametrize(
    ("text", "folder"),
    [("cd a; rm x", "a"), ("cd a && cd b && rm x", "a/b"), ("cd a/b/.. && rm x", "a"), ("(cd a); rm x", "."), ("(cd a && rm x)", "a"), ("pushd a; popd; rm x", "."), ("cd /srv && rm x", "/srv"), ("cd && rm x", "~"), ("env -C a rm x", "a")],
)  # fmt: skip
def test_a_change_of_folder_is_followed(text: str, folder: str) -> None:
    assert [shown(pattern.folder) for pattern in only(text).patterns] == [folder]


def test_a_copy_knows_where_it_goes() -> None:
    [effect] = of("cp -ru a b c/")
    assert effect.destination is not None
    assert (effect.destination.text, effect.recursive, effect.newer_only, effect.into) == (
        "c/",
        True,
        True,
        True,
    )
    moved, overwritten = of("mv -t d a")
    assert moved.destination == overwritten.destination
    assert overwritten.destination is not None
    assert overwritten.destination.text == "d"


def test_the_readings_of_one_call_are_one_effect() -> None:
    effect = only("for f in a b 'c d'; do rm $f \"$f\"; done")
    assert [pattern.text for pattern in effect.patterns] == ["a", "c", "d", "c d", "b"] or {
        pattern.text for pattern in effect.patterns
    } == {"a", "b", "c", "d", "c d"}


@pytest.mark.parametrize(
    ("text", "dialect"),
    [("del /s *.o", "cmd"), ("erase a.txt", "cmd")],
)
def test_deletions_of_cmd_are_named_and_not_looked_up(text: str, dialect: str) -> None:
    effect = only(text, dialect)
    assert effect.kind is Kind.DELETE
    assert dialect in (effect.unknown or "")


def test_a_copy_to_a_place_that_is_not_known_does_not_overwrite_what_is_copied() -> None:
    effect = only('cp *.txt "$(somewhere)"')
    assert effect.kind is Kind.OVERWRITE
    assert effect.patterns == ()
    assert effect.unknown is not None


def test_a_private_character_of_the_text_is_no_pattern() -> None:
    assert [pattern.glob for pattern in only("rm \ue100 \ue200").patterns] == [False, False]


def test_a_command_that_is_too_long_claims_nothing() -> None:
    effect = only("rm " + "x" * 200_000)
    assert effect.unknown is not None
    assert effect.patterns == ()


def test_no_value_that_the_screening_assumes_is_taken_for_a_file_name() -> None:
    known_places = {"HOME", "PWD"}
    unnamed = {name for name, values in environment.WELL_KNOWN.items() if values != (SOME,)}
    assert unnamed - known_places <= {*GUESSED, "IFS"}


@pytest.mark.parametrize(
    "text",
    [
        "git ls-files | xargs rm", "git rev-parse --show-toplevel | xargs rm -rf", "which ls | xargs rm", 'for f in src/*; do rm "${f##*/}"; done', 'for f in *.o; do rm "${f%.o}"; done', 'rm "$(basename src/a)"',
        "for f in *.o; do echo $f; done | tail -1 | xargs rm", "rm $(ls | head -1)", "echo *.o | tr a b | xargs rm", "echo *.o | xargs rm",
    ],
)  # fmt: skip
def test_what_a_program_prints_is_not_guessed(text: str) -> None:
    for effect in of(text):
        assert effect.unknown is not None
        assert effect.patterns == ()
        assert effect.searches == ()


@pytest.mark.parametrize(
    ("text", "splits"),
    [
        ("find . | xargs rm", True), ("find . -print0 | xargs -0 rm", False), ("find . | xargs -d '\\n' rm", False), ("find . | xargs -I{} rm {}", False), ("rm $(find .)", True), ("find . -exec rm {} +", False),
        ("find . -delete", False), ("for f in $(find .); do rm $f; done", True), ("find . | sort | xargs rm -f", True),
    ],
)  # fmt: skip
def test_it_is_known_whether_names_with_blanks_stay_whole(text: str, splits: bool) -> None:
    [search] = only(text).searches
    assert search.splits is splits
