"""Users, hosts, addresses, repositories, containers."""

from __future__ import annotations

import random

from scripts.starter.values.value import Value
from scripts.starter.values.words import IMAGES, TLD, USERS, stem_plain, word


def s_user(rng: random.Random) -> Value:
    v = rng.choice(USERS) if rng.random() < 0.7 else word(rng) + rng.choice(["", "", "1", "2"])
    return Value(rng.choice([v, v, v, f"user {v}", f"the user {v}"]), v, "arg")


def s_uname(rng: random.Random) -> Value:
    v = rng.choice(USERS) if rng.random() < 0.6 else word(rng) + rng.choice(["", "", "1", "2"])
    return Value(v, v, "arg")


def s_group(rng: random.Random) -> Value:
    v = rng.choice(
        [
            "staff",
            "docker",
            "sudo",
            "www-data",
            "developers",
            "admins",
            "users",
            "wheel",
            "video",
            "audio",
            word(rng),
        ]
    )
    return Value(v, v, "arg")


def domain(rng: random.Random) -> str:
    return (
        word(rng)
        + (rng.choice(["", "-", ""]) + word(rng) if rng.random() < 0.3 else "")
        + "."
        + rng.choice(TLD)
    )


def s_host(rng: random.Random) -> Value:
    r = rng.random()
    if r < 0.3:
        v = rng.choice(
            [
                "google.com",
                "github.com",
                "example.com",
                "example.org",
                "localhost",
                "myserver",
                "wikipedia.org",
                "server1",
                "web01",
                "db01",
                "raspberrypi",
            ]
        )
    elif r < 0.5:
        v = s_ip(rng)[1]
    elif r < 0.8:
        v = rng.choice(["", "", "www.", "mail.", "api."]) + domain(rng)
    else:
        v = word(rng) + rng.choice(["", "1", "2", "01", "-prod", "-dev"])
    return Value(v, v, "arg")


def s_ip(rng: random.Random) -> Value:
    v = rng.choice(
        [
            "192.168.%d.%d" % (rng.randrange(3), rng.randrange(1, 255)),
            "10.0.%d.%d" % (rng.randrange(9), rng.randrange(1, 255)),
            "172.16.0.%d" % rng.randrange(1, 255),
            "8.8.8.8",
            "1.1.1.1",
            "%d.%d.%d.%d" % tuple(rng.randrange(1, 255) for _ in range(4)),
        ]
    )
    return Value(v, v, "arg")


def s_url(rng: random.Random) -> Value:
    v = (
        rng.choice(["https://", "https://", "http://"])
        + rng.choice(["", "www.", "api.", "cdn."])
        + domain(rng)
    )
    if rng.random() < 0.7:
        v += (
            "/"
            + rng.choice(["", word(rng) + "/"])
            + stem_plain(rng)
            + rng.choice(["", ".html", ".zip", ".tar.gz", ".json", ".pdf", ".csv", ".iso", ".txt"])
        )
    return Value(v, v, "arg")


def s_repo(rng: random.Random) -> Value:
    a, b = stem_plain(rng).lower(), stem_plain(rng)
    v = rng.choice(
        [
            f"https://github.com/{a}/{b}.git",
            f"https://github.com/{a}/{b}",
            f"git@github.com:{a}/{b}.git",
            f"https://gitlab.com/{a}/{b}.git",
        ]
    )
    return Value(v, v, "arg")


def s_branch(rng: random.Random) -> Value:
    v = rng.choice(
        [
            "main",
            "master",
            "develop",
            "dev",
            "staging",
            "feature/" + stem_plain(rng),
            "fix/" + stem_plain(rng),
            "release-%d.%d" % (rng.randrange(9), rng.randrange(9)),
            stem_plain(rng),
            word(rng),
            "hotfix-" + word(rng),
            "feature-" + word(rng),
        ]
    )
    return Value(v, v, "arg")


def s_tag(rng: random.Random) -> Value:
    v = (
        rng.choice(["v", "v", ""])
        + "%d.%d" % (rng.randrange(9), rng.randrange(20))
        + rng.choice(["", ".%d" % rng.randrange(10), ".%d" % rng.randrange(10)])
    )
    return Value(v, v, "arg")


def s_hash(rng: random.Random) -> Value:
    v = "".join(rng.choice("0123456789abcdef") for _ in range(rng.choice([7, 7, 8])))
    return Value(v, v, "arg")


def s_remote(rng: random.Random) -> Value:
    v = rng.choice(["origin", "origin", "upstream", "fork", word(rng)])
    return Value(v, v, "arg")


def s_container(rng: random.Random) -> Value:
    v = rng.choice(
        [
            word(rng),
            word(rng) + rng.choice(["_1", "-1", "-db", "-web", "-api"]),
            rng.choice(["web", "db", "redis", "postgres", "nginx", "app", "api"]),
        ]
    )
    return Value(rng.choice([v, v, v, f"container {v}", f"the {v} container"]), v, "arg")


def s_cname(rng: random.Random) -> Value:
    v = rng.choice(
        [
            word(rng),
            word(rng) + rng.choice(["-1", "-db", "-web", "-api", "-app"]),
            rng.choice(["web", "db", "cache", "app", "api"]),
        ]
    )
    return Value(v, v, "arg")


def s_pod(rng: random.Random) -> Value:
    v = rng.choice([word(rng), rng.choice(["web", "api", "redis", "nginx", "worker"])]) + rng.choice(
        ["", "-0", "-1", "-" + "".join(rng.choice("abcdefghjkmnpqrstvwxz0123456789") for _ in range(5))]
    )
    return Value(v, v, "arg")


def s_ns(rng: random.Random) -> Value:
    v = rng.choice(
        ["default", "kube-system", "production", "staging", "dev", "monitoring", "prod", word(rng)]
    )
    return Value(v, v, "arg")


def s_image(rng: random.Random) -> Value:
    v = rng.choice(IMAGES) if rng.random() < 0.7 else word(rng) + "/" + word(rng)
    if rng.random() < 0.35:
        v += ":" + rng.choice(["latest", "alpine", "3.11", "16", "1.25", "22.04", "slim", "v2"])
    return Value(v, v, "arg")
