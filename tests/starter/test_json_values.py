"""Composed requests about json: every kind of command is run on invented records and must give what Python says."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scripts.starter.compose import Composed
from scripts.starter.compose.json_values import Plan, composed
from scripts.starter.compose.json_values.words import OPS, PLAIN

Record = dict[str, Any]
NUMERIC = {"gt", "lt", "ge", "le", "eqn"}


def drawn(each: int, seed: int = 11) -> list[tuple[Composed, Plan]]:
    """So many requests of every operation."""
    rng = random.Random(seed)
    found: dict[str, list[tuple[Composed, Plan]]] = defaultdict(list)
    wanted = len(OPS) + len(PLAIN)
    for _ in range(60000):
        made = composed(rng)
        if len(found[made[1].op]) < each:
            found[made[1].op].append(made)
            if len(found) == wanted and all(len(some) == each for some in found.values()):
                break
    assert len(found) == wanted
    return [made for some in found.values() for made in some]


def get(record: Record, path: str) -> Any:
    here: Any = record
    for key in path.split("."):
        here = here.get(key) if isinstance(here, dict) else None
    return here


def put(record: Record, path: str, value: object) -> None:
    *folders, last = path.split(".")
    for key in folders:
        record = record.setdefault(key, {})
    record[last] = value


def passes(record: Record, how: str, name: str, value: str) -> bool:
    here = get(record, name)
    if how in NUMERIC:
        limit = int(value)
        compared = {"gt": here > limit, "lt": here < limit, "ge": here >= limit, "le": here <= limit}
        return bool(compared.get(how, here == limit))
    checks: dict[str, Callable[[], bool]] = {
        "eq": lambda: here == value,
        "ne": lambda: here != value,
        "has": lambda: value in here,
        "start": lambda: here.startswith(value),
        "end": lambda: here.endswith(value),
        "true": lambda: here is True,
        "false": lambda: here is False,
        "null": lambda: here is None,
        "notnull": lambda: here is not None,
        "key": lambda: name in record,
        "nokey": lambda: name not in record,
        "tag": lambda: value in here,
        "after": lambda: here > value,
        "before": lambda: here < value,
    }
    return checks[how]()


def chosen(records: list[Record], plan: Plan) -> list[Record]:
    """The records that the tests of the plan let through."""
    join = all if plan.joiner == "and" else any
    return [r for r in records if not plan.tests or join(passes(r, *test[:3]) for test in plan.tests)]


def records_for(plan: Plan, rng: random.Random) -> list[Record]:  # noqa: PLR0912 - one line a kind of test
    """Twelve records with the fields of the plan, so that its tests hold for some."""
    records: list[Record] = [{"zz": at} for at in range(12)]
    needs = OPS[plan.op].needs
    for path, need in zip((plan.a, plan.b, plan.c), needs, strict=False):
        numbers = rng.sample(range(1, 90), 12)
        if need == "i":
            numbers[4] = plan.n
        for at, record in enumerate(records):
            texts = rng.choice(["ab", "cd", "Ef", "g-h"]) if need == "t" else f"w{numbers[at]}"
            value: object = numbers[at] if need in "ni" else texts
            if need == "g":
                value = rng.sample(["red", "blue", "big", "new"], rng.randrange(1, 4))
            put(record, path, value)
    if plan.op == "byname":
        put(records[3], plan.a, plan.value)
    for how, name, value, _ in plan.tests:
        for at, record in enumerate(records):
            yes = rng.random() < 0.6
            if how in NUMERIC:
                put(record, name, int(value) + (rng.randrange(-3, 4) if yes else 0))
            elif how in {"true", "false"}:
                put(record, name, yes)
            elif how in {"null", "notnull"}:
                put(record, name, None if yes else "some")
            elif how in {"key", "nokey"}:
                if yes:
                    put(record, name, "some")
            elif how == "tag":
                put(record, name, [value, "other"] if yes else [f"{value}s"])
            elif how in {"after", "before"}:
                put(record, name, f"20{10 + at * 2}-03-0{at % 9 + 1}")
            else:
                put(record, name, rng.choice([value, f"{value}x", f"x{value}", f"x{value}x", "none"]))
    return records


def counted(values: list[str]) -> list[str]:
    return [f"{times} {value}" for value, times in Counter(values).items()]


def expected(records: list[Record], plan: Plan) -> list[Any]:  # noqa: PLR0912, PLR0915 - one line an operation
    """What the request wants: a list of json values, or of lines of text."""
    some = chosen(records, plan)
    a, b = plan.a, plan.b
    by_a = (
        sorted(some, key=lambda r: get(r, a))
        if a and not isinstance(get(some[0], a) if some else 0, list)
        else some
    )
    by_b = sorted(some, key=lambda r: get(r, b)) if b else some
    va = [get(r, a) for r in some] if a else []
    rows = [" ".join(str(get(r, f)) for f in (a, b, plan.c) if f) for r in some]
    match plan.op:
        case "field" | "uniq" | "sorted":
            lines = [str(value) for value in va]
            return {"field": lines, "uniq": sorted(set(lines)), "sorted": sorted(lines)}[plan.op]
        case "fieldarray":
            return [va]
        case "two" | "three" | "table":
            return rows
        case "objects" | "lines":
            return list(some)
        case "selectarray":
            return [some]
        case "without":
            return [[r for r in records if r not in some]]
        case "count":
            return [len(some)]
        case "sum":
            return [sum(va) if va else None]
        case "avg":
            return [sum(va) / len(va)]
        case "max" | "maxby" | "maxname":
            best = by_a[-1] if plan.op != "maxname" else by_b[-1]
            return [best] if plan.op == "maxby" else [get(best, a) if plan.op == "max" else str(get(best, a))]
        case "min" | "minby" | "minname":
            best = by_a[0] if plan.op != "minname" else by_b[0]
            return [best] if plan.op == "minby" else [get(best, a) if plan.op == "min" else str(get(best, a))]
        case "nuniq":
            return [len(set(va))]
        case "countper" | "counttop":
            return counted(va)
        case "tags":
            return sorted({tag for tags in va for tag in tags})
        case "tagcount":
            return counted([tag for tags in va for tag in tags])
        case "sumper" | "avgper" | "group":
            key, groups = (a, b)[plan.op != "group"], defaultdict(list)
            for r in some:
                groups[get(r, key)].append(r)
            if plan.op == "group":
                return [[groups[k] for k in sorted(groups)]]
            sums = {k: [get(r, a) for r in groups[k]] for k in sorted(groups)}
            if plan.op == "sumper":
                return [[{b: k, "total": sum(v)} for k, v in sums.items()]]
            return [[{b: k, "average": pytest.approx(sum(v) / len(v))} for k, v in sums.items()]]
        case "sort":
            return [by_a]
        case "sortdown":
            return [by_a[::-1]]
        case "sortnames" | "sortnamesdown":
            return [str(get(r, a)) for r in (by_b if plan.op == "sortnames" else by_b[::-1])]
        case "top" | "bottom":
            return [(by_a[::-1] if plan.op == "top" else by_a)[: plan.n]]
        case "topnames":
            return [str(get(r, a)) for r in by_b[::-1][: plan.n]]
        case "firstn":
            return [records[: plan.n]]
        case "lastn":
            return [records[-plan.n :]]
        case "first" | "last" | "nth":
            return [records[{"first": 0, "last": -1}.get(plan.op, plan.n)]]
        case "firstfield" | "lastfield" | "nthfield":
            return [str(get(records[{"firstfield": 0, "lastfield": -1}.get(plan.op, plan.n)], a))]
        case "csv" | "csvthree" | "csvhead":
            fields = (a, b, plan.c) if plan.c else (a, b)
            lines = [",".join(json.dumps(get(r, f)) for f in fields) for r in some]
            return [f'"{a}","{b}"', *lines] if plan.op == "csvhead" else lines
        case "tsv":
            return [row.replace(" ", "\t") for row in rows]
        case "keys":
            return sorted(records[0])
        case "pick":
            return [[{a: get(r, a), b: get(r, b)} for r in some]]
        case "drop" | "setall" | "raise" | "times" | "total":
            return [[changed(r, plan) for r in some]]
        case "product":
            return [sum(get(r, a) * get(r, b) for r in some)]
        case "any":
            return [bool(some)]
        case "all":
            return [len(some) == len(records)]
        case "join":
            return [", ".join(va)]
        case "uniqby":
            return [list({get(r, a): r for r in by_a[::-1]}.values())[::-1]]
        case "byid":
            return [r for r in records if get(r, a) == plan.n]
        case "byidfield":
            return [str(get(r, b)) for r in records if get(r, a) == plan.n]
        case "byname":
            return [str(get(r, b)) for r in records if get(r, a) == plan.value]
        case _:
            raise AssertionError(plan.op)


def changed(record: Record, plan: Plan) -> Record:
    copy: Record = json.loads(json.dumps(record))
    old = get(copy, plan.a)
    if plan.op == "drop":
        *folders, last = plan.a.split(".")
        del (get(copy, ".".join(folders)) if folders else copy)[last]
    elif plan.op == "total":
        copy["total"] = old * get(copy, plan.b)
    else:
        put(
            copy,
            plan.a,
            {"setall": plan.value, "raise": 0, "times": 0}[plan.op]
            or (old + plan.n if plan.op == "raise" else old * plan.n),
        )
    return copy


def expected_plain(plan: Plan) -> tuple[object, list[Any]]:
    """A file for the request, and what the command must print."""
    op, numbers, stock = plan.op.removeprefix("plain."), [5, 3, 900, 3, 41], {"pen": 3, "ink": 2000, "cap": 7}
    data: Record = {"zz": 1}
    if op[0] == "v":
        if op in {"vlist", "vjoin"}:
            return ["x", "y", "x"], ["x, y, x"] if op == "vjoin" else ["x", "y", "x"]
        value = {
            "vsum": 952,
            "vmax": 900,
            "vmin": 3,
            "vavg": 190.4,
            "vsort": sorted(numbers),
            "vuniq": [3, 5, 41, 900],
        }
        return numbers, [n for n in numbers if n > plan.n] if op == "vfilter" else [value[op]]
    if op[0] == "m" or op == "entries":
        over = {key: n for key, n in stock.items() if n > plan.n}
        results: dict[str, list[Any]] = {"mvalues": [3, 2000, 7], "msum": [2010], "mfilter": [over], "mkeys": list(over),
                   "mtop": ["ink"], "mlow": ["pen"], "entries": ["pen: 3", "ink: 2000", "cap: 7"]}  # fmt: skip
        return stock, results[op]
    if op in {"get", "getboth"}:
        put(data, plan.a, "one")
        put(data, plan.b, "two")
        return data, ["one", "two"][: 1 + (op == "getboth")]
    if op in {"keys", "section"}:
        put(data, plan.a, {"b": 1, "a": 2})
        return data, ["a", "b"] if op == "keys" else [{"b": 1, "a": 2}]
    if op in {"length", "items", "item"}:
        letters = ["p", "q", "r", "s", "t"]
        put(data, plan.a, letters)
        return data, letters if op == "items" else [5] if op == "length" else [letters[plan.n]]
    if op == "has":
        put(data, plan.a, 1)
        return data, [True]
    put(data, plan.a, "before")
    before: Record = json.loads(json.dumps(data))
    if op.startswith("del"):
        *folders, last = plan.a.split(".")
        del (get(data, ".".join(folders)) if folders else data)[last]
    else:
        put(data, plan.a, plan.n if op == "setnum" else plan.value)
    return before, [data]


def run(command: str, folder: Path) -> str:
    shell = shutil.which("bash")
    if shell is None or shutil.which("jq") is None:
        pytest.skip("needs bash and jq")
    done = subprocess.run(
        [shell, "-c", command], cwd=folder, capture_output=True, text=True, check=False, timeout=20,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C", "HOME": str(folder)},
    )  # fmt: skip
    assert done.stderr == "", command
    return done.stdout


def values(text: str) -> list[Any]:
    """Read json values that stand one after the other."""
    decoder, at, found = json.JSONDecoder(), 0, []
    while text[at:].strip():
        at += len(text[at:]) - len(text[at:].lstrip())
        value, at = decoder.raw_decode(text, at)
        found.append(value)
    return found


def written(plan: Plan, data: object, folder: Path) -> str:
    """Write the file of the request; return the command with its name."""
    (folder / "in.json").write_text(json.dumps(data), encoding="utf-8")
    quoted = f'~/"{plan.file[2:]}"' if plan.file.startswith("~/") else f'"{plan.file}"'
    return plan.command.replace(quoted if quoted in plan.command else plan.file, "in.json")


def results(plan: Plan, data: object, folder: Path) -> str:
    command = written(plan, data, folder)
    if plan.out:
        command = command.replace(f"> {plan.out}", "> out.txt")
    text = run(command, folder)
    if plan.out:
        assert text == "", command
        return (folder / "out.txt").read_text(encoding="utf-8")
    return (folder / "in.json").read_text(encoding="utf-8") if "mv tmp.json" in command else text


def test_every_command_about_records_gives_what_the_words_say(tmp_path: Path) -> None:
    rng = random.Random(4)
    for made, plan in drawn(3):
        if plan.op.startswith("plain."):
            continue
        records = records_for(plan, rng)
        data: object = records
        for key in reversed(plan.key.split(".") if plan.key else []):
            data = {key: data, "other": 1}
        if plan.op in {"avg", "max", "min", "sum"} and not chosen(records, plan):
            continue
        text, wanted = results(plan, data, tmp_path), expected(records, plan)
        if plan.op == "without":
            whole = json.loads(text)
            assert (get(whole, plan.key) if plan.key else whole) == wanted[0], made
        elif plan.op == "drop" and plan.key:
            assert get(json.loads(text), plan.key) == wanted[0], made
        elif "uniq -c" in made.command:
            lines = [" ".join(line.split()) for line in text.splitlines()]
            assert set(lines) <= set(wanted), made
            assert len(lines) == min(len(wanted), plan.n if plan.op == "counttop" else len(wanted)), made
        elif plan.op == "table":
            assert [" ".join(line.split()) for line in text.splitlines()] == wanted, made
        elif "jq -r" in made.command:
            assert text.splitlines() == wanted, made
        else:
            assert values(text) == ([pytest.approx(wanted[0])] if plan.op == "avg" else wanted), made


def test_every_command_about_single_values_gives_what_the_words_say(tmp_path: Path) -> None:
    for made, plan in drawn(3, seed=12):
        if plan.op.startswith("plain."):
            data, wanted = expected_plain(plan)
            text = results(plan, data, tmp_path)
            assert (text.splitlines() if "jq -r" in made.command else values(text)) == wanted, made


def test_every_value_of_a_request_is_in_its_command() -> None:
    rng = random.Random(8)
    for _ in range(1500):
        made, plan = composed(rng)
        for _, name, value, _ in plan.tests:
            assert name in made.command, made
            assert value in made.command or value in {"", "true", "false"}, made
        for piece in made.pieces:
            said = piece.text.strip("\"'.")
            if (
                piece.is_value
                and any(sign.isdigit() for sign in said)
                and not said.endswith(("st", "nd", "rd", "th", " values", " fields", "s"))
            ):
                assert said in made.command or made.name.endswith(("nth", "nthfield")), made


def test_every_operation_is_asked_in_eight_ways_and_more() -> None:
    for name, op in OPS.items():
        assert len(op.nouns) + len(op.own) >= 8, name
    for name, (_, _, wordings) in PLAIN.items():
        assert len(set(wordings)) >= 8, name
