"""Texts: patterns, messages, variables, commands."""

from __future__ import annotations

import random

from scripts.starter.values.value import Value
from scripts.starter.values.words import word


def s_word(rng: random.Random) -> Value:
    """A pattern to search for; sometimes quoted, sometimes with a space."""
    r = rng.random()
    if r < 0.45:
        w = word(rng)
    elif r < 0.6:
        w = rng.choice(
            [
                "TODO",
                "FIXME",
                "error",
                "ERROR",
                "warning",
                "WARN",
                "failed",
                "Exception",
                "timeout",
                "password",
                "import",
                "DEBUG",
                "null",
                "connection refused",
                "404",
                "500",
                "out of memory",
                "permission denied",
                "localhost",
                "segfault",
                "main",
                "class",
                "function",
                "return",
                "console.log",
                "print",
                "foo",
                "bar",
                "hello",
                "DEPRECATED",
            ]
        )
    elif r < 0.75:
        w = word(rng) + rng.choice(["_", "-", " ", ""]) + word(rng)
    elif r < 0.85:
        w = word(rng).upper() if rng.random() < 0.5 else word(rng).capitalize()
    elif r < 0.93:
        w = word(rng) + rng.choice(["Id", "Name", "Count", "_id", "_key", "Handler", "Error", "Service"])
    else:
        w = word(rng) + " " + word(rng) + (" " + word(rng) if rng.random() < 0.3 else "")
    q = rng.random()
    if " " in w:
        t = f'"{w}"' if q < 0.6 else (f"'{w}'" if q < 0.9 else w)
    else:
        t = w if q < 0.55 else (f'"{w}"' if q < 0.8 else f"'{w}'")
        if q > 0.97:
            t = "the word " + w
    return Value(t, w, "q")


def s_text(rng: random.Random) -> Value:
    w = " ".join(word(rng) for _ in range(rng.choice([1, 2, 2, 3, 4])))
    if rng.random() < 0.2:
        w = w.capitalize()
    t = rng.choice([f'"{w}"', f"'{w}'", w])
    return Value(t, w, "q")


def s_message(rng: random.Random) -> Value:
    w = rng.choice(
        [
            "fix",
            "add",
            "update",
            "remove",
            "refactor",
            "initial commit",
            "wip",
            "bump",
            "improve",
            "document",
            "clean up",
            "Fix",
            "Add",
        ]
    )
    if " " not in w and w != "wip":
        w += " " + " ".join(word(rng) for _ in range(rng.choice([1, 2, 2, 3])))
    t = rng.choice([f'"{w}"', f"'{w}'", w, f'"{w}"'])
    return Value(t, w, "q")


def s_env(rng: random.Random) -> Value:
    v = rng.choice(
        [
            "PATH",
            "HOME",
            "EDITOR",
            "JAVA_HOME",
            "API_KEY",
            "DEBUG",
            "LANG",
            "NODE_ENV",
            "DATABASE_URL",
            word(rng).upper(),
            word(rng).upper() + "_" + word(rng).upper(),
        ]
    )
    return Value(rng.choice([v, v, "$" + v]), v, "raw")


def s_value(rng: random.Random) -> Value:
    v = rng.choice(
        [word(rng), "1", "true", "production", str(rng.randrange(9999)), "/opt/" + word(rng), "vim"]
    )
    return Value(v, v, "arg")


def s_key(rng: random.Random) -> Value:
    v = rng.choice(
        [
            "name",
            "id",
            "version",
            "status",
            "email",
            "title",
            "url",
            "price",
            "items",
            "users",
            "data",
            "message",
            word(rng),
            word(rng) + "_id",
        ]
    )
    return Value(v, v, "raw")


def s_expr(rng: random.Random) -> Value:
    a, b = rng.randrange(1, 1000), rng.randrange(1, 200)
    op, names = rng.choice(
        [("+", ["+", "plus"]), ("-", ["-", "minus"]), ("*", ["*", "times", "x"]), ("/", ["/", "divided by"])]
    )
    return Value(f"{a} {rng.choice(names)} {b}", f"{a} {op} {b}", "raw")


def s_cmd(rng: random.Random) -> Value:
    v = rng.choice(
        [
            "date",
            "df -h",
            "free -h",
            "uptime",
            "ls -l",
            "git status",
            "docker ps",
            "nvidia-smi",
            "make",
            "npm test",
            "pytest",
            "kubectl get pods",
            "who",
        ]
    )
    return Value(rng.choice([v, f'"{v}"', f"'{v}'", f"`{v}`"]), v, "raw")


def s_prog(rng: random.Random) -> Value:
    v = rng.choice(
        [
            "python3",
            "node",
            "git",
            "docker",
            "gcc",
            "java",
            "npm",
            "pip",
            "bash",
            "ffmpeg",
            "make",
            "go",
            "cargo",
            "curl",
            "kubectl",
            "terraform",
            "php",
            "ruby",
            "vim",
            word(rng),
        ]
    )
    return Value(v, v, "arg")


def s_fmt(rng: random.Random) -> Value:
    v = rng.choice(["jpg", "png", "webp", "gif", "bmp", "tiff"])
    return Value(v, v, "raw")
