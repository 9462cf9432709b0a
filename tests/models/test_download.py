"""Downloads from a local hub through the real client library."""

from __future__ import annotations

import errno
import hashlib
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from cmdgen.models.download import MOST_PATIENCE_S, WAITS_S, Downloader
from cmdgen.models.hub import Hub, RemoteFile
from cmdgen.models.hub_errors import DownloadError, cannot_write
from cmdgen.models.store import starter_path
from tests.models.local_hub import COMMIT, Fault, LocalHub

REPOSITORY = "acme/Coder-GGUF"
FILE = "coder-Q4_K_M.gguf"
AGAIN = "cmdgen model pull it"


class Recorder:
    """Writes down what it is told."""

    def __init__(self) -> None:
        self.begun: list[tuple[str, int | None, int]] = []
        self.came = 0
        self.ended = 0
        self.notes: list[str] = []

    def begin(self, name: str, size_bytes: int | None, done_bytes: int) -> None:
        self.begun.append((name, size_bytes, done_bytes))

    def advance(self, count: int) -> None:
        self.came += count

    def end(self) -> None:
        self.ended += 1

    def note(self, text: str) -> None:
        self.notes.append(text)


class Case:
    """One downloader with everything around it."""

    def __init__(self, hub: LocalHub, folder: Path) -> None:
        self.hub = hub
        self.part = folder / ".partial" / "x.part"
        self.progress = Recorder()
        self.waited: list[float] = []
        self.client = Hub(endpoint=hub.hub_url, stall_timeout_s=1.0)
        self.downloader = Downloader(
            hub=self.client, progress=self.progress, again=AGAIN, sleep=self.waited.append
        )

    def describe(self, file: str = FILE) -> RemoteFile:
        return self.downloader.patiently(lambda: self.client.describe(REPOSITORY, "main", file))

    def fetch(self, file: str = FILE) -> bytes:
        self.downloader.fetch(self.describe(file), self.part)
        return self.part.read_bytes()

    def keep(self, content: bytes) -> None:
        self.part.parent.mkdir(parents=True)
        self.part.write_bytes(content)

    def refusal(self, action: Callable[[], object] | None = None) -> DownloadError:
        with pytest.raises(DownloadError) as caught:
            (action or self.fetch)()
        assert "\n" not in caught.value.message
        assert caught.value.hint
        assert caught.value.exit_code == 69
        return caught.value


@pytest.fixture
def case(hub: LocalHub, tmp_path: Path) -> Case:
    return Case(hub, tmp_path)


@pytest.fixture(scope="module")
def whole() -> bytes:
    return starter_path().read_bytes()


# -- what should happen ---------------------------------------------------------------------------------


def test_a_file_is_described_by_what_the_hub_publishes(case: Case, whole: bytes) -> None:
    remote = case.describe()
    assert remote.commit == COMMIT
    assert remote.size_bytes == len(whole)
    assert remote.expected.sha256 == hashlib.sha256(whole).hexdigest()
    assert not case.hub.requests("storage")


def test_a_file_arrives_whole_with_its_progress(case: Case, whole: bytes) -> None:
    assert case.fetch() == whole
    assert case.progress.begun == [(FILE, len(whole), 0)]
    assert (case.progress.came, case.progress.ended) == (len(whole), 1)
    assert case.hub.ranges_asked == [None]


def test_the_bytes_are_asked_for_at_the_commit_that_was_described(case: Case) -> None:
    case.fetch()
    assert f"/resolve/{COMMIT}/" in case.hub.requests("hub")[-1].path


def test_an_earlier_beginning_is_gone_on_with(case: Case, whole: bytes) -> None:
    case.keep(whole[:4_000_000])
    assert case.fetch() == whole
    assert case.hub.ranges_asked == ["bytes=4000000-"]
    assert case.progress.begun == [(FILE, len(whole), 4_000_000)]


def test_a_whole_part_needs_no_bytes_at_all(case: Case, whole: bytes) -> None:
    case.keep(whole)
    assert case.fetch() == whole
    assert case.hub.ranges_asked == []


def test_a_connection_that_breaks_is_gone_on_with_at_once(case: Case, whole: bytes) -> None:
    case.hub.cuts = [1_000_000, 2_000_000, 1]
    assert case.fetch() == whole
    assert [asked is not None for asked in case.hub.ranges_asked] == [False, True, True, True]
    assert case.progress.came == len(whole)


def test_a_storage_without_ranges_begins_at_the_beginning(case: Case, whole: bytes) -> None:
    case.hub.ranges = False
    case.keep(whole[:1000])
    assert case.fetch() == whole
    assert case.hub.ranges_asked == ["bytes=1000-"]


def test_a_part_that_is_too_long_is_thrown_away(case: Case, whole: bytes) -> None:
    case.keep(whole + b"more")
    assert case.fetch() == whole
    assert case.hub.ranges_asked == [None]


def test_a_damaged_beginning_is_noticed_and_fetched_again(case: Case, whole: bytes) -> None:
    case.keep(b"X" + whole[1:5_000_000])
    assert case.fetch() == whole
    assert case.hub.ranges_asked == ["bytes=5000000-", None]
    assert any("starting again" in note for note in case.progress.notes)


def test_a_small_file_is_checked_by_gits_own_name(case: Case) -> None:
    case.hub.add(REPOSITORY, "config.json", b'{"a": 1}', small=True)
    assert case.describe("config.json").expected.kind == "git"
    assert case.fetch("config.json") == b'{"a": 1}'


def test_a_mirror_without_checksums_is_checked_by_size(case: Case, whole: bytes) -> None:
    case.hub.plain_etag = "5f3e-abc"
    assert case.describe().expected.kind == "size"
    assert case.fetch() == whole


def test_the_token_goes_to_the_hub_and_never_to_the_storage(
    case: Case, whole: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    case.hub.token = "hf_secret"
    assert case.fetch() == whole
    assert {request.headers.get("authorization") for request in case.hub.requests("hub")} == {
        "Bearer hf_secret"
    }
    assert all("authorization" not in request.headers for request in case.hub.requests("storage"))


# -- what goes wrong and passes --------------------------------------------------------------------------


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_what_may_pass_is_tried_again(case: Case, whole: bytes, status: int) -> None:
    case.hub.hub_faults = [(status, {})]
    case.hub.storage_faults = [(status, {}), (status, {})]
    assert case.fetch() == whole
    assert case.waited == [WAITS_S[0], WAITS_S[0], WAITS_S[1]]
    assert str(status) in case.progress.notes[0]


def test_retry_after_is_obeyed(case: Case, whole: bytes) -> None:
    case.hub.storage_faults = [(429, {"Retry-After": "7"})]
    assert case.fetch() == whole
    assert case.waited == [7.0]


def test_nobody_waits_for_an_hour(case: Case) -> None:
    case.hub.storage_faults = [(429, {"Retry-After": str(MOST_PATIENCE_S * 60)})]
    error = case.refusal()
    assert "asked too often (HTTP 429)" in error.message
    assert "come back in 3600 s" in error.message
    assert case.waited == []


# -- what goes wrong and stays ----------------------------------------------------------------------------


def test_a_hub_that_keeps_failing_is_given_up_and_the_beginning_is_kept(case: Case, whole: bytes) -> None:
    case.hub.cuts = [3_000_000]
    case.hub.storage_faults = []
    remote = case.describe()
    case.hub.cuts = [3_000_000] + [0] * 10
    error = case.refusal(lambda: case.downloader.fetch(remote, case.part))
    assert "are kept" in error.message
    assert AGAIN in (error.hint or "")
    kept = case.part.read_bytes()
    assert 0 < len(kept) <= 3_000_000
    assert whole.startswith(kept)
    assert case.waited == [WAITS_S[0], *WAITS_S[1:]]


def test_a_file_that_is_shorter_than_announced_is_refused(case: Case, whole: bytes) -> None:
    case.hub.announced_bytes = len(whole) + 10
    error = case.refusal()
    assert "ends before the size that the hub announces" in error.message
    assert not case.part.exists()


def test_a_damaged_file_is_refused_and_deleted(case: Case) -> None:
    case.hub.damage = True
    error = case.refusal()
    assert "arrived damaged" in error.message
    assert not case.part.exists()


def test_a_stalled_connection_is_noticed(case: Case) -> None:
    case.hub.stalls = threading.Event()
    hub = Hub(endpoint=case.hub.hub_url, stall_timeout_s=0.05)
    downloader = Downloader(hub=hub, progress=case.progress, again=AGAIN, sleep=case.waited.append)
    remote = case.describe()
    try:
        error = case.refusal(lambda: downloader.fetch(remote, case.part))
    finally:
        case.hub.stalls.set()
    assert "no byte came for 0.05 s" in error.message


@pytest.mark.parametrize(
    ("fault", "words", "to_do"),
    [
        ((401, {"X-Error-Code": "RepoNotFound"}), "has no public", "check the spelling"),
        ((403, {"X-Error-Code": "GatedRepo"}), "is gated", "hf auth login"),
        ((401, {"X-Error-Code": "GatedRepo"}), "is gated", "accept them at"),
        (
            (401, {"X-Error-Message": "Invalid credentials in Authorization header"}),
            "refuses the token",
            "HF_TOKEN",
        ),
        ((403, {"X-Error-Message": "not for you"}), "forbids", "token may read it"),
        ((404, {"X-Error-Code": "EntryNotFound"}), "has no file", "tree/main"),
        ((404, {"X-Error-Code": "RevisionNotFound"}), "does not have that revision", "look at"),
        ((404, {"X-Error-Code": "RepoNotFound"}), "has no public", "check the spelling"),
        ((404, {}), "has no public", "check the spelling"),
        ((410, {}), "answered 410", "look at"),
        ((503, {}), "it failed (HTTP 503)", "try again later"),
    ],
)
@pytest.mark.parametrize("moment", ["describing", "reading"])
def test_each_refusal_of_the_hub_says_what_and_what_to_do(
    case: Case, fault: Fault, words: str, to_do: str, moment: str
) -> None:
    remote = None if moment == "describing" else case.describe()
    case.hub.always = fault
    error = case.refusal(case.fetch if remote is None else lambda: case.downloader.fetch(remote, case.part))
    assert words in error.message
    assert to_do in (error.hint or "")


def test_a_hub_that_is_not_there_is_told_soon_with_the_systems_reason(tmp_path: Path) -> None:
    waited: list[float] = []
    hub = Hub(endpoint="http://127.0.0.1:1")
    downloader = Downloader(hub=hub, progress=Recorder(), again=AGAIN, sleep=waited.append)
    with pytest.raises(DownloadError) as caught:
        downloader.patiently(lambda: hub.describe(REPOSITORY, "main", FILE))
    assert "127.0.0.1:1 cannot be reached: " in caught.value.message
    assert "refused" in caught.value.message
    assert "HF_ENDPOINT" in (caught.value.hint or "")
    assert len(waited) == 2


def test_the_list_of_files_of_a_hub_that_is_not_there_is_told_as_soon_and_in_our_words_only(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    waited: list[float] = []
    hub = Hub(endpoint="http://127.0.0.1:1")
    progress = Recorder()
    downloader = Downloader(hub=hub, progress=progress, again=AGAIN, sleep=waited.append)
    with pytest.raises(DownloadError, match=r"127\.0\.0\.1:1 cannot be reached: "):
        downloader.patiently(lambda: hub.files(REPOSITORY, "main"))
    assert len(waited) == len(progress.notes) == 2
    assert (caplog.records, capfd.readouterr().err) == ([], "")


@pytest.mark.parametrize("status", [429, 503])
def test_the_list_of_files_is_asked_for_again_by_nobody_but_us(case: Case, status: int) -> None:
    case.hub.hub_faults = [(status, {})]
    files = case.downloader.patiently(lambda: case.client.files(REPOSITORY, "main"))
    assert list(files) == [FILE]
    assert case.waited == [WAITS_S[0]]
    assert len(case.hub.requests("hub")) == 2


def test_a_list_of_files_may_have_several_pages(case: Case) -> None:
    case.hub.add(REPOSITORY, "folder/a.gguf", b"12")
    case.hub.add(REPOSITORY, "b.gguf", b"3")
    case.hub.page_entries = 1
    files = case.client.files(REPOSITORY, "main")
    assert [*files] == [FILE, "folder/a.gguf", "b.gguf"]
    assert files["folder/a.gguf"] == 2
    assert len(case.hub.requests("hub")) == 3


def test_what_is_no_list_of_files_is_an_error_not_a_crash(case: Case) -> None:
    case.hub.always = (200, {})
    error = case.refusal(lambda: case.client.files(REPOSITORY, "main"))
    assert "does not answer like a model hub: it sends no list of files" in error.message


def test_a_name_that_cannot_be_resolved_says_so(tmp_path: Path) -> None:
    hub = Hub(endpoint="http://no-such-host.invalid")
    downloader = Downloader(hub=hub, progress=Recorder(), again=AGAIN, sleep=lambda _: None)
    with pytest.raises(DownloadError, match=r"no-such-host\.invalid cannot be reached"):
        downloader.patiently(lambda: hub.describe(REPOSITORY, "main", FILE))


def test_a_server_that_is_no_hub_is_an_error_not_a_crash(case: Case) -> None:
    case.hub.always = (200, {})
    assert "does not answer like a model hub" in case.refusal().message


def test_a_disk_that_is_too_small_is_noticed_before_a_byte_is_fetched(case: Case) -> None:
    case.hub.announced_bytes = 10**16
    error = case.refusal()
    assert "is full" in error.message
    assert "10000000.07 GB are needed" in error.message
    assert "CMDGEN_MODELS_DIR" in (error.hint or "")
    assert case.hub.ranges_asked == []


def test_a_folder_that_cannot_be_made_says_so(case: Case) -> None:
    case.part.parent.parent.joinpath(".partial").write_text("a file in the way")
    error = case.refusal()
    assert "cannot be written to" in error.message


def test_every_word_of_the_system_for_a_full_disk_is_known() -> None:
    for number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        assert "is full" in cannot_write(OSError(number, "no"), "/models", AGAIN).message
    assert "is full" not in cannot_write(OSError(errno.EACCES, "no"), "/models", AGAIN).message
