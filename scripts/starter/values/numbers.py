"""Numbers: counts, columns, ports, process ids, modes."""

from __future__ import annotations

import random

from scripts.starter.values.value import Value
from scripts.starter.values.words import num_text


def s_n(rng: random.Random) -> Value:
    n = rng.choice(
        [
            1,
            2,
            3,
            4,
            5,
            5,
            6,
            7,
            8,
            9,
            10,
            10,
            10,
            12,
            15,
            20,
            20,
            25,
            30,
            40,
            50,
            100,
            200,
            500,
            1000,
            rng.randrange(1, 400),
        ]
    )
    return Value(num_text(n, rng), str(n), "raw")


def s_small(rng: random.Random) -> Value:
    n = rng.randrange(1, 10)
    return Value(num_text(n, rng), str(n), "raw")


def s_count(rng: random.Random) -> Value:
    """How many: words in front of a plural."""
    n = rng.choice([2, 3, 4, 5, 5, 6, 7, 8, 9, 10, 10, 12, 15, 20, 20, 25, 30, 50, 100])
    return Value(num_text(n, rng), str(n), "raw")


def s_col(rng: random.Random) -> Value:
    n = rng.randrange(1, 10)
    th = {
        1: ["first", "1st"],
        2: ["second", "2nd"],
        3: ["third", "3rd"],
        4: ["fourth", "4th"],
        5: ["fifth", "5th"],
        6: ["sixth", "6th"],
        7: ["seventh", "7th"],
        8: ["eighth", "8th"],
        9: ["ninth", "9th"],
    }[n]
    c = rng.choice(["column", "column", "field", "col"])
    return Value(
        rng.choice([f"{c} {n}", f"the {rng.choice(th)} {c}", f"{rng.choice(th)} {c}", f"{c} number {n}"]),
        str(n),
        "raw",
    )


def s_delim(rng: random.Random) -> Value:
    t, v = rng.choice(
        [
            ("comma", ","),
            ("comma", ","),
            ("colon", ":"),
            ("semicolon", ";"),
            ("pipe", "|"),
            ("tab", "\\t"),
            ("space", " "),
            ("dash", "-"),
        ]
    )
    return Value(t, v, "q" if v != "\\t" else "raw")


def s_port(rng: random.Random) -> Value:
    n = rng.choice(
        [
            22,
            80,
            443,
            3000,
            3306,
            5000,
            5432,
            6379,
            8000,
            8080,
            8081,
            8443,
            8888,
            9000,
            9090,
            9200,
            27017,
            rng.randrange(1024, 65535),
            rng.randrange(1024, 10000),
        ]
    )
    return Value(str(n), str(n), "raw")


def s_pid(rng: random.Random) -> Value:
    n = str(rng.randrange(300, 99999))
    return Value(n, n, "raw")


def s_mode(rng: random.Random) -> Value:
    n = rng.choice(["644", "600", "755", "700", "640", "750", "664", "400", "444", "775", "660"])
    return Value(n, n, "raw")


def s_pct(rng: random.Random) -> Value:
    n = rng.choice([10, 20, 25, 30, 40, 50, 60, 75, 80])
    t = "half" if n == 50 and rng.random() < 0.4 else rng.choice([f"{n}%", f"{n} percent"])
    return Value(t, f"{n}", "raw")


def s_range(rng: random.Random) -> Value:
    a = rng.randrange(1, 100)
    b = a + rng.choice([1, 5, 10, 10, 20, 50, 100])
    return Value(
        rng.choice([f"{a} to {b}", f"{a}-{b}", f"{a} through {b}", f"{a} and {b}"]), f"{a},{b}", "raw"
    )


def s_pw(rng: random.Random) -> Value:
    n = rng.choice([8, 10, 12, 16, 20, 24, 32, 64])
    return Value(str(n), str(n), "raw")


def s_res(rng: random.Random) -> Value:
    v = "%dx%d" % rng.choice(
        [(800, 600), (1024, 768), (1920, 1080), (640, 480), (1280, 720), (300, 200), (512, 512), (200, 200)]
    )
    return Value(v, v, "raw")
