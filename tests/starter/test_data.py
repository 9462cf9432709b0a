"""The training data of the starter model: what it is made of, how it is drawn, and what is kept out of it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from scripts.starter.check import core_files, pair_files, syntax_error, tables
from scripts.starter.examples import Examples, is_held_out, keywords_of, normal, task_requests
from scripts.starter.language import Piece, TableError, expand, fill, read_tables
from scripts.starter.pairs import PairError, exchanged, read_pairs
from scripts.starter.values import Value
from scripts.starter.wording import misspelt, typed

TASKS = Path(__file__).parents[2] / "cmdgen" / "evaluation" / "tasks"


def table(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "some.txt"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def examples() -> Examples:
    return Examples(tables(), pair_files(), core_files(), blocked=task_requests(TASKS))


def test_an_intent_gives_its_words_and_its_command(tmp_path: Path) -> None:
    text = "%all = all|every\n@size\n$ du -sh {dir}\nm$ du -sh {dir}\nw 2\n- show the [total] size of <all> (file|folder) {dir}\n"
    language, (intent,) = read_tables([table(tmp_path, text)])
    values: dict[str, Value] = {}
    words = "".join(
        piece.text for piece in expand(intent.paraphrases[0].template, language, random.Random(1), values)
    )
    assert words.startswith("show the ")
    assert values["dir"].words in words
    assert fill(intent.commands[""], language, values).startswith("du -sh ")
    assert intent.weight == 2


def test_a_list_of_its_own_maps_words_to_values(tmp_path: Path) -> None:
    text = "%%day = monday|mon => 1 | tuesday => 2\n@x\n$ echo {day}\n* which number has {day}\n"
    language, (intent,) = read_tables([table(tmp_path, text)])
    for seed in range(20):
        values: dict[str, Value] = {}
        list(expand(intent.paraphrases[0].template, language, random.Random(seed), values))
        expected = "2" if values["day"].words == "tuesday" else "1"
        assert fill("echo {day}", language, values) == f"echo {expected}"


def test_a_second_value_of_a_pool_is_another_one(tmp_path: Path) -> None:
    language, (intent,) = read_tables(
        [table(tmp_path, "@x\n$ mv {file} {file2}\n* rename {file} to {file2}\n")]
    )
    for seed in range(50):
        values: dict[str, Value] = {}
        list(expand(intent.paraphrases[0].template, language, random.Random(seed), values))
        assert values["file"].written != values["file2"].written


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("@x\n$ ls\n- list (all files\n", "is not closed"),
        ("@x\n$ ls\n- <nowhere> files\n", "unknown macro"),
        ("@x\n$ ls\n- list {nosuchslot}\n", "unknown slot"),
        ("@x\n$ ls\nlist files\n", "not understood"),
        ("@x\n$ ls\n", "has no words"),
        ("- list files\n", "no intent yet"),
        ("@x\n- list files\n", "has no command"),
        ("@x\n$ ls\n* a\n@x\n$ ls -a\n* b\n", "stands at"),
    ],
)
def test_a_table_that_cannot_be_used_names_the_line(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(TableError, match=says):
        read_tables([table(tmp_path, text)])


@pytest.mark.parametrize("text", ["= ls\n\n", "list files\n\n", "= ls\nlist files\n= pwd\nwhere am i\n"])
def test_a_group_without_command_or_request_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(PairError):
        read_pairs([table(tmp_path, text)])


@pytest.mark.parametrize(
    ("request_", "command"),
    [
        ("kill process 1234", "kill 1234"),
        ("show lines 10 to 20 of notes.txt", "sed -n '10,20p' notes.txt"),
        ("count to 5", "for i in {1..5}; do echo $i; done"),
        ("delete the folder old", "rm -r old"),
        ("ping 10.0.0.7 three times", "ping -c 3 10.0.0.7"),
        ('find "blue sky" in notes.txt', 'grep "blue sky" notes.txt'),
    ],
)
def test_exchanged_values_stay_the_same_in_both_texts(request_: str, command: str) -> None:
    changed = 0
    for seed in range(20):
        new_request, new_command = exchanged(request_, command, frozenset(), random.Random(seed))
        changed += new_command != command
        # Whatever stands in the new command and not in the old one was said in the new request.
        for word in (
            new_command.replace("'", " ").replace(",", " ").replace("..", " ").replace("p ", " ").split()
        ):
            if word.strip('"{}();') not in command:
                assert word.strip('"{}();') in new_request
    assert changed > 10


def test_the_order_of_two_numbers_stays() -> None:
    for seed in range(30):
        _, command = exchanged("lines 10 to 20", "sed -n '10,20p'", frozenset(), random.Random(seed))
        first, second = (int(part) for part in command.split("'")[1].removesuffix("p").split(","))
        assert first < second


def test_programs_and_options_are_never_exchanged() -> None:
    for seed in range(20):
        _, command = exchanged("monthly traffic with vnstat", "vnstat -m", frozenset(), random.Random(seed))
        assert command == "vnstat -m"
        _, command = exchanged(
            "dump all to all.sql", "mysqldump --all-databases > all.sql", frozenset(), random.Random(seed)
        )
        assert "--all-databases" in command


def test_a_slip_of_the_fingers_changes_words_and_no_values() -> None:
    pieces = [Piece("please show the file "), Piece("report-2024.csv", is_value=True)]
    texts = {typed(pieces, random.Random(seed), imperative=True) for seed in range(200)}
    assert all("report-2024.csv" in text for text in texts)
    assert len(texts) > 20


def test_a_misspelt_word_differs_a_little() -> None:
    for seed in range(50):
        word = misspelt("directory", random.Random(seed))
        assert abs(len(word) - len("directory")) <= 1
    assert misspelt("ls", random.Random(1)) == "ls"


def test_there_is_as_much_data_as_promised(examples: Examples) -> None:
    assert len(examples.intents) >= 1_000
    assert sum(len(intent.paraphrases) for intent in examples.intents) >= 12 * 1_000
    assert sum(len(group.requests) for group in examples.groups) >= 15_000


def test_no_request_of_an_evaluation_task_is_ever_drawn(examples: Examples) -> None:
    tasks = {normal(request) for request in task_requests(TASKS)}
    assert len(tasks) > 300
    rng = random.Random(1)
    assert not tasks & {normal(examples.draw(rng).request) for _ in range(20_000)}


def test_training_and_held_out_wordings_do_not_meet(examples: Examples) -> None:
    rng = random.Random(1)
    origins = {examples.draw(rng, held_out=True).origin for _ in range(500)}
    groups = {group.origin for group in examples.groups}
    assert all(is_held_out(origin) for origin in origins & groups)


def test_commands_that_are_drawn_parse(examples: Examples) -> None:
    rng = random.Random(1)
    drawn = [examples.draw(rng) for _ in range(300)]
    assert [e.command for e in drawn if e.system != "windows powershell" and syntax_error(e.command)] == []


def test_words_of_the_language_are_those_that_many_commands_use() -> None:
    assert keywords_of(["git log", "git show", "git diff", "ls report"]) == frozenset({"git"})
