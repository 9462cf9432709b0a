"""Similar requests are found by their words, by their spelling, and by the kind of their values."""

from __future__ import annotations

import json

import pytest

from cmdgen.prompting.retrieval import Index, Retriever, terms

REQUESTS = [
    "show disk usage of this folder",
    "find files bigger than 100 MB in /var/log",
    "convert orders.csv to json",
    "convert config.json to csv",
    "delete the branch feature",
    "extract site.tar.gz into the web folder",
    "who is logged in",
]


def best(request: str, requests: list[str] = REQUESTS) -> str:
    number, _ = next(Retriever(requests).ranked(request))
    return requests[number]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Show the FILES", ["show", "the", "files"]),
        ("copy notes.txt to ~/backup/2024", ["copy", ".txt", "to", "/"]),
        ("unpack a.tar.gz, please", ["unpack", ".tar.gz", "please"]),
        ("ping 10.0.0.1 5 times", ["ping", "1.1.1.1", "1", "times"]),
        ("grep \"two words\" and 'one' here", ["grep", '"', "and", '"', "here"]),
        ("what's in https://example.org/x?y=1", ["whats", "in", "://"]),
        ("zeige große Dateien", ["zeige", "große", "dateien"]),
        ("", []),
    ],
)
def test_values_stand_for_their_kind(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


def test_words_in_common_count_and_rare_ones_most() -> None:
    assert best("which users are logged in right now") == "who is logged in"
    assert best("files in /tmp bigger than 5 MB") == REQUESTS[1]


def test_a_slip_of_the_fingers_and_another_ending_still_match() -> None:
    assert best("extarct photos.tar.gz") == REQUESTS[5]
    assert best("deleting branches") == REQUESTS[4]


def test_the_order_of_words_decides_between_equal_words() -> None:
    both = ["copy the json to csv file", "copy the csv to json file"]
    assert best("csv to json", both) == both[1]
    assert best("json to csv", both) == both[0]


def test_similarities_fall_from_one_and_can_have_a_limit() -> None:
    retriever = Retriever(REQUESTS)
    found = list(retriever.ranked(REQUESTS[0]))
    shares = [share for _, share in found]
    assert found[0][0] == 0
    assert shares[0] == pytest.approx(1.0, abs=0.01)
    assert shares == sorted(shares, reverse=True)
    assert list(retriever.ranked(REQUESTS[0], at_least=0.9)) == found[:1]
    assert list(retriever.ranked("xylophone concerto")) == []
    assert list(retriever.ranked("...")) == []


def test_what_is_not_accepted_is_not_found() -> None:
    numbers = [
        number for number, _ in Retriever(REQUESTS).ranked("convert", accept=lambda number: number != 2)
    ]
    assert numbers == [3]


def test_an_index_that_went_through_json_finds_the_same() -> None:
    index = Index.of(REQUESTS)
    stored = json.loads(json.dumps({"places": index.places, "lengths": index.lengths}))
    again = Retriever(REQUESTS, Index(places=stored["places"], lengths=stored["lengths"]))
    for request in (*REQUESTS, "find big files", "csv"):
        assert list(again.ranked(request)) == list(Retriever(REQUESTS).ranked(request))


def test_there_may_be_nothing_to_find() -> None:
    assert list(Retriever([]).ranked("anything")) == []
