"""Topics: nouns, file names, fields of numbers, of text, and of yes and no."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Final

from scripts.starter import values as pool
from scripts.starter.compose.kit import Draft


@dataclass(frozen=True, slots=True)
class Topic:
    """A kind of records.

    Attributes:
        nouns: the plural words for them; the first is the usual file name and key.
        numbers: fields that hold numbers.
        texts: fields that hold text, with values as they occur.
        flags: fields that are true or false.
    """

    nouns: tuple[str, ...]
    numbers: tuple[str, ...]
    texts: dict[str, tuple[str, ...]]
    flags: tuple[str, ...]


_CITIES: Final = (
    "Paris",
    "London",
    "Berlin",
    "Madrid",
    "Rome",
    "Vienna",
    "Oslo",
    "Tokyo",
    "Lima",
    "Boston",
    "Cairo",
    "Delhi",
)
_LANDS: Final = (
    "France",
    "Germany",
    "Spain",
    "Italy",
    "Japan",
    "Brazil",
    "India",
    "Norway",
    "Poland",
    "Kenya",
    "US",
    "UK",
)
_STATES: Final = (
    "active",
    "inactive",
    "pending",
    "done",
    "open",
    "closed",
    "failed",
    "ok",
    "shipped",
    "cancelled",
    "paid",
    "unpaid",
)
_PEOPLE: Final = (
    "Alice",
    "Bob",
    "Carol",
    "Dave",
    "Eve",
    "Frank",
    "Grace",
    "Heidi",
    "Ivan",
    "Judy",
    "Smith",
    "Miller",
)
_KINDS: Final = (
    "books",
    "toys",
    "food",
    "music",
    "sport",
    "garden",
    "office",
    "fruit",
    "drinks",
    "tools",
    "games",
    "clothes",
)
_TEAMS: Final = ("sales", "support", "engineering", "marketing", "finance", "legal", "IT", "HR", "research")
_COLOURS: Final = ("red", "green", "blue", "black", "white", "yellow")
_LEVELS: Final = ("error", "warning", "info", "debug", "critical", "ERROR", "WARN", "INFO")
TOPICS: Final = (
    Topic(("users", "users", "accounts"), ("age", "id", "score", "logins", "points"), {"name": _PEOPLE, "city": _CITIES, "country": _LANDS, "role": ("admin", "editor", "guest", "owner"), "status": _STATES, "email": ()},
          ("active", "admin", "verified", "enabled")),
    Topic(("people", "persons", "people"), ("age", "height", "weight", "income"), {"name": _PEOPLE, "city": _CITIES, "country": _LANDS, "gender": ("male", "female"), "job": ("teacher", "doctor", "driver", "engineer")},
          ("married", "member")),
    Topic(("products", "products", "items", "articles"), ("price", "stock", "rating", "weight", "quantity", "discount"), {"name": ("lamp", "chair", "table", "phone", "laptop"), "category": _KINDS, "brand": ("Acme", "Sony", "Bosch", "Lego"), "color": _COLOURS, "supplier": ()},
          ("available", "sold_out", "featured", "in_stock")),
    Topic(("orders", "orders", "sales", "purchases"), ("amount", "total", "quantity", "price", "id"), {"customer": _PEOPLE, "status": _STATES, "region": ("north", "south", "east", "west", "EU", "US"), "product": ("lamp", "chair", "phone"), "country": _LANDS, "date": ()},
          ("paid", "shipped", "express")),
    Topic(("employees", "employees", "staff members", "workers"), ("salary", "age", "years", "bonus"), {"name": _PEOPLE, "department": _TEAMS, "city": _CITIES, "title": ("manager", "clerk", "engineer"), "manager": _PEOPLE},
          ("active", "remote", "fulltime")),
    Topic(("books", "books", "titles"), ("pages", "year", "price", "rating"), {"title": (), "author": ("Orwell", "Austen", "Tolkien", "Kafka"), "genre": ("crime", "poetry", "fantasy", "history"), "language": ("english", "german", "french", "en", "de")},
          ("read", "available", "borrowed")),
    Topic(("movies", "movies", "films"), ("year", "rating", "length", "votes"), {"title": (), "director": ("Kubrick", "Nolan", "Lynch"), "genre": ("drama", "comedy", "horror", "action"), "country": _LANDS},
          ("seen", "favorite")),
    Topic(("servers", "servers", "hosts", "machines"), ("cpu", "memory", "port", "load", "disk"), {"name": ("web1", "db1", "cache"), "status": ("up", "down", "running", "stopped"), "region": ("eu", "us", "asia"), "os": ("linux", "windows", "debian")},
          ("enabled", "online", "healthy")),
    Topic(("tasks", "tasks", "todos", "tickets", "issues"), ("priority", "id", "hours", "estimate"), {"title": (), "status": ("open", "closed", "done", "blocked", "new"), "owner": _PEOPLE, "project": ("atlas", "nova", "web")},
          ("done", "completed", "urgent", "archived")),
    Topic(("students", "students", "pupils"), ("grade", "score", "age", "points", "credits"), {"name": _PEOPLE, "class": ("math", "biology", "art", "physics"), "school": (), "subject": ("math", "physics", "art")},
          ("passed", "enrolled")),
    Topic(("events", "events", "log entries", "messages"), ("duration", "bytes", "status", "code"), {"level": _LEVELS, "user": ("alice", "bob", "root"), "type": ("login", "logout", "click", "view"), "service": ("api", "web", "auth")},
          ("handled", "success")),
    Topic(("songs", "songs", "tracks"), ("duration", "plays", "year", "bpm"), {"title": (), "artist": ("Queen", "Abba", "Bach"), "album": (), "genre": ("rock", "jazz", "pop", "folk")},
          ("liked", "downloaded")),
    Topic(("cities", "cities", "towns"), ("population", "area", "elevation"), {"name": _CITIES, "country": _LANDS, "region": ("north", "south", "coast"), "continent": ("Europe", "Asia", "Africa")},
          ("capital", "coastal")),
    Topic(("payments", "payments", "invoices", "transactions"), ("amount", "total", "fee", "balance", "tax"), {"customer": _PEOPLE, "method": ("card", "cash", "paypal"), "currency": ("EUR", "USD", "GBP"), "status": _STATES},
          ("paid", "refunded", "overdue")),
)  # fmt: skip


def text_value(topic: Topic, field: str, rng: random.Random) -> str:
    """A value that the field may have: one of its own, or a made-up name."""
    known = topic.texts.get(field, ())
    if known and rng.random() < 0.7:
        return rng.choice(known)
    word = pool.word(rng)
    return word.capitalize() if rng.random() < 0.3 else word


def number(rng: random.Random) -> int:
    """A limit as people name one."""
    return rng.choice((1, 2, 3, 5, 10, 18, 20, 25, 30, 40, 50, 60, 65, 75, 80, 90, 100, 120, 150, 200, 250, 300, 500, 750, 1000, 2000, 5000,
                       10000, 50000, rng.randrange(1, 100), rng.randrange(1, 100), rng.randrange(100, 3000)))  # fmt: skip


def draw_text(d: Draft, topic: Topic, field: str, key: str) -> None:
    """Draw a value that the field may have; it is said with or without quotes."""
    value = text_value(topic, field, d.rng)
    d.put(key, d.one((value, value, f'"{value}"', f"'{value}'")), value)


def draw_limits(d: Draft, key: str) -> None:
    """Draw a lower and an upper limit, ``key`` and the same with a 2 behind it."""
    low = number(d.rng)
    d.put(key, str(low))
    d.put(key + "2", str(low + number(d.rng)))
