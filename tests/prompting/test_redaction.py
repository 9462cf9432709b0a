from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmdgen.core.records import CommandRequest, Platform, Revision
from cmdgen.prompting.redaction import redact, redacted_request

GITHUB = "ghp_" + "a1B2c3D4" * 5
PRIVATE_KEY = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNz\naC1rZXk\n-----END OPENSSH PRIVATE KEY-----"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("curl https://joe:hunter2@example.com/x", "curl https://joe:<SECRET_1>@example.com/x"),
        ("connect to postgres://app:pw@db:5432/shop", "connect to postgres://app:<SECRET_1>@db:5432/shop"),
        ("curl -u joe:s3cret http://x", "curl -u joe:<SECRET_1> http://x"),
        ("curl -H 'Authorization: Bearer abcdef123456' x", "curl -H 'Authorization: Bearer <SECRET_1>' x"),
        ("header Authorization: Basic am9lOnB3", "header Authorization: Basic <SECRET_1>"),
        ("X-Api-Key: 12345abc", "X-Api-Key: <SECRET_1>"),
        ("Cookie: session=abc; theme=dark", "Cookie: <SECRET_1>"),
        (f"clone with {GITHUB} please", "clone with <SECRET_1> please"),
        ("use AKIAIOSFODNN7EXAMPLE", "use <SECRET_1>"),
        ("xoxb-123456789012-abcdefghij", "<SECRET_1>"),
        ("sk-proj-abcdefghijklmnop1234", "<SECRET_1>"),
        ("sk-ant-REDACTED-0123456789", "<SECRET_1>"),
        ("hf_abcdefghijklmnopqrstuvwxyz", "<SECRET_1>"),
        ("glpat-abcdefghij0123456789", "<SECRET_1>"),
        ("AIzaSyA-1234567890abcdefghijklmnopqrstu", "<SECRET_1>"),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc_def", "<SECRET_1>"),
        ("https://hooks.slack.com/services/T000/B000/XXXXyyyy", "<SECRET_1>"),
        (f"add this key:\n{PRIVATE_KEY}\nto the agent", "add this key:\n<SECRET_1>\nto the agent"),
        (PRIVATE_KEY[:50], "<SECRET_1>"),
        ("set PASSWORD=hunter2 in .env", "set PASSWORD=<SECRET_1> in .env"),
        ("DB_PASSWORD='two words' run", "DB_PASSWORD='<SECRET_1>' run"),
        ("AZURE_CLIENT_SECRET=x~y", "AZURE_CLIENT_SECRET=<SECRET_1>"),
        ('{"password": "x y", "user": "joe"}', '{"password": "<SECRET_1>", "user": "joe"}'),
        ("user: bob\npassword: letmein\n", "user: bob\npassword: <SECRET_1>\n"),
        ("log in with password hunter2!", "log in with password <SECRET_1>"),
        ("mysql --password s3cret99", "mysql --password <SECRET_1>"),
        ("sshpass -p hunter2 ssh host", "sshpass -p <SECRET_1> ssh host"),
        ("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "<SECRET_1>"),
        ("decrypt with 9fK2mQ7xT4vB8nL1pR6sW3yZ0aC5", "decrypt with <SECRET_1>"),
    ],
)
def test_a_secret_becomes_a_placeholder(text: str, expected: str) -> None:
    redaction = redact(text)
    assert redaction.text == expected
    assert redaction.count == 1


@pytest.mark.parametrize(
    "text",
    [
        "find big files",
        "find lines with password= in config files",
        "show lines that contain 'token:' in the log",
        "change the password of user bob",
        "generate a random password with 16 characters",
        "kubectl get secret my-secret-1 -o yaml",
        "max_tokens: 100 and token_count=5",
        "checkout commit 3f786850e387550fdab836ed7e6dc881de23001b",
        "compare with sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "list /home/me/Projects/MyApp2/src/Components/HeaderBar3",
        "rename IMG_20231105_123456789_PORTRAIT_edited.jpg",
        "the container 123e4567-e89b-12d3-a456-426614174000",
        "export TOKEN=$(cat token.txt)",
        "export PASSWORD=$PASSWORD",
        "set password=<PASSWORD>",
        "password=********",
        "docker login --username joe --password-stdin",
        "extract token 3 from each line",
        "git clone git@github.com:joe/repository-with-a-long-name.git",
        "rsync -av /data user@host.example.com:/backup/2024-05-06",
        "http://localhost:8080/path?x=1",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "12345678901234567890123456789012",
        "use Qwen2.5-Coder-1.5B-Instruct-Q4_K_M for it",
    ],
)
def test_everyday_requests_stay_as_they_are(text: str) -> None:
    assert redact(text).text == text
    assert redact(text).count == 0


def test_the_same_secret_has_the_same_placeholder_wherever_it_stands() -> None:
    redaction = redact(f"password=hunter2 then hunter2 and {GITHUB} and {GITHUB}")
    assert redaction.text == "password=<SECRET_2> then <SECRET_2> and <SECRET_1> and <SECRET_1>"
    assert redaction.count == 2


def test_every_part_of_a_request_is_cleaned_with_one_set_of_placeholders() -> None:
    request = CommandRequest(
        text=f"clone with {GITHUB}",
        dialect="bash",
        platform=Platform(system="linux", userland="gnu"),
        stdin_excerpt=f"{GITHUB}\nPASSWORD=hunter2\n",
        revisions=(Revision(command=f"git clone {GITHUB}", wish="password=hunter2"),),
    )
    safe, count = redacted_request(request)
    assert count == 2
    assert safe.text == "clone with <SECRET_1>"
    assert safe.stdin_excerpt == "<SECRET_1>\nPASSWORD=<SECRET_2>\n"
    assert safe.revisions == (Revision(command="git clone <SECRET_1>", wish="password=<SECRET_2>"),)
    assert safe.platform == request.platform


@given(st.text(max_size=300))
def test_any_text_can_be_cleaned_and_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = redact(text).text
    assert redact(once).text == once


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_known_token_never_survives_between_other_words(before: str, after: str) -> None:
    assert GITHUB not in redact(f"{before} {GITHUB} {after}").text
