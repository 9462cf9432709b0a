"""Logs and tables with contents that tasks can ask about: every ranking in them is without ties."""

from __future__ import annotations

from functools import cache
from typing import Final

_ADDRESSES: Final = (
    ("203.0.113.7", 23),
    ("198.51.100.23", 17),
    ("192.0.2.44", 11),
    ("203.0.113.99", 7),
    ("198.51.100.5", 4),
    ("10.0.0.12", 2),
)
"""Who asks, and how often."""
_PAGES: Final = (
    "/",
    "/index.html",
    "/",
    "/login",
    "/products",
    "/",
    "/api/users",
    "/style.css",
    "/products",
    "/login",
    "/",
)
_CLIENTS: Final = ("Mozilla/5.0 (X11; Linux x86_64)", "curl/8.4.0", "Mozilla/5.0 (Windows NT 10.0)")


@cache
def access_log(day: int = 12) -> str:
    """Return 64 lines in the combined log format of one day of March 2024."""
    asking = [address for address, times in _ADDRESSES for _ in range(times)]
    lines = []
    for number in range(len(asking)):
        address = asking[(number * 37 + day) % len(asking)]  # 37 has no factor in common with the 64 lines
        page = _PAGES[(number * 5 + day) % len(_PAGES)]
        status = 500 if number % 16 == 9 else 404 if number % 9 == 4 else 301 if number % 13 == 6 else 200
        method = "POST" if page == "/login" and number % 2 else "GET"
        size = 0 if status == 301 else 180 + (number * 7919) % 5000
        moment = f"{day:02}/Mar/2024:{8 + number // 8:02}:{number * 7 % 60:02}:{number * 13 % 60:02} +0000"
        client = _CLIENTS[number % 7 % 3]
        lines.append(f'{address} - - [{moment}] "{method} {page} HTTP/1.1" {status} {size} "-" "{client}"\n')
    return "".join(lines)


@cache
def app_log(day: int = 12) -> str:
    """Return 60 lines of an application's log with levels, of one day of March 2024."""
    levels = ("INFO", "INFO", "DEBUG", "INFO", "WARN", "INFO", "ERROR", "INFO", "DEBUG", "INFO")
    texts = {
        "INFO": ("[web] request handled in {} ms", "[auth] user {} logged in", "[web] page {} served"),
        "DEBUG": ("[cache] hit for key {}", "[db] query took {} ms"),
        "WARN": ("[disk] {} percent used", "[web] slow request: {} ms"),
        "ERROR": (
            "[db] connection timed out after {} s",
            "[web] cannot open file {}",
            "[mail] delivery failed, code {}",
        ),
    }
    lines = []
    for number in range(60):
        level = levels[(number * 3 + day) % len(levels)] if number % 7 else "INFO"
        choice = texts[level][number % len(texts[level])].format((number * 37 + day) % 100)
        lines.append(
            f"2024-03-{day:02} {8 + number // 6:02}:{number * 11 % 60:02}:{number * 17 % 60:02} {level} {choice}\n"
        )
    return "".join(lines)


def users_csv() -> str:
    """Return a table of users, by number."""
    return (
        "id,name,email,age,city\n"
        "1,Alice,alice@example.com,34,Berlin\n"
        "2,Bob,bob@example.org,28,Paris\n"
        "3,Carol,carol@example.com,45,Rome\n"
        "4,Dave,dave@example.net,23,Berlin\n"
        "5,Eve,eve@example.com,39,Madrid\n"
        "6,Frank,frank@example.org,52,Berlin\n"
        "7,Grace,grace@example.com,31,Paris\n"
        "8,Heidi,heidi@example.net,27,Vienna\n"
    )


def sales_csv() -> str:
    """Return a table of sales, by day."""
    return (
        "date,region,product,quantity,price\n"
        "2024-01-05,north,widget,10,2.50\n"
        "2024-01-09,south,gadget,3,19.99\n"
        "2024-01-17,north,gadget,7,19.99\n"
        "2024-02-02,east,widget,25,2.50\n"
        "2024-02-11,west,doohickey,1,149.00\n"
        "2024-02-20,south,widget,40,2.40\n"
        "2024-03-03,north,widget,12,2.60\n"
        "2024-03-15,east,gadget,5,18.99\n"
        "2024-03-28,south,doohickey,2,139.00\n"
    )
