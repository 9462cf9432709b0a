"""From settings to one generator: who is asked, in which order, and who is never made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cmdgen.backends.remote.failures import RemoteFailureError
from cmdgen.backends.selection.selector import BackendSelector
from cmdgen.core.errors import BackendUnavailableError, ConfigurationError, UsageError
from cmdgen.core.records import CommandRequest, Sampling

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cmdgen.settings import Settings
    from tests.backends.selection.conftest import Clock, Server, Wanted

    Select = Callable[[Wanted], BackendSelector]


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def select(
    tmp_path: Path, clock: Clock, embedded: Server, vllm: Server, ollama: Server, told: list[str]
) -> Select:
    def make(wanted: Wanted) -> BackendSelector:
        everybody = [server.candidate for server in (embedded, ollama, vllm)]
        return BackendSelector(wanted, everybody, tmp_path, tell=told.append, clock=clock)

    return make


def _answer(selector: BackendSelector, request: CommandRequest) -> str:
    return selector.generator().generate(request, Sampling()).source.backend


def test_the_embedded_backend_comes_bare(
    select: Select, wanted: type[Wanted], embedded: Server, vllm: Server, ollama: Server, tmp_path: Path
) -> None:
    selector = select(wanted())
    assert selector.generator() is embedded
    assert selector.order() == ("embedded",)
    assert (vllm.made, ollama.made) == (0, 0)
    assert list(tmp_path.iterdir()) == []


def test_a_server_answers_and_the_embedded_backend_is_not_even_made(
    select: Select, wanted: type[Wanted], embedded: Server, request_: CommandRequest, told: list[str]
) -> None:
    selector = select(wanted(("vllm",)))
    assert selector.order() == ("vllm", "embedded")
    assert selector.generator().info().backend == "vllm"
    assert _answer(selector, request_) == "vllm"
    assert (embedded.made, told) == (0, [])


def test_a_dead_server_leads_to_the_embedded_backend(
    select: Select, wanted: type[Wanted], vllm: Server, request_: CommandRequest, told: list[str]
) -> None:
    vllm.is_well = False
    assert _answer(select(wanted(("vllm",))), request_) == "embedded"
    assert told == ["vllm is down (1 try in 0.0 s); the answer is from embedded (embedded-model)"]


def test_retries_are_those_of_the_settings(
    select: Select, wanted: type[Wanted], vllm: Server, request_: CommandRequest
) -> None:
    vllm.is_well = False
    _answer(select(wanted(("vllm",), retries=1)), request_)
    assert vllm.requests == 2


def test_without_fallback_only_the_first_is_asked(
    select: Select,
    wanted: type[Wanted],
    vllm: Server,
    embedded: Server,
    ollama: Server,
    request_: CommandRequest,
) -> None:
    vllm.is_well = False
    assert select(wanted(("vllm", "ollama"), fallback=False)).order() == ("vllm",)
    selector = select(wanted(("vllm",), fallback=False))
    for _ in range(5):  # an open circuit is no reason when nobody else may answer
        with pytest.raises(RemoteFailureError, match="vllm is down"):
            _answer(selector, request_)
    assert (vllm.requests, embedded.made, ollama.made) == (5, 0, 0)


def test_a_server_that_keeps_failing_is_skipped_until_it_is_named(
    select: Select,
    wanted: type[Wanted],
    vllm: Server,
    request_: CommandRequest,
    told: list[str],
    clock: Clock,
) -> None:
    vllm.is_well = False
    configured, named = wanted(("vllm",)), wanted(("vllm",), sources={"backend": "flag"})
    for _ in range(4):
        assert _answer(select(configured), request_) == "embedded"
    assert vllm.requests == 3
    assert told[-1].startswith(
        "vllm is skipped for another 30 s because its last 3 requests failed (not running)"
    )
    (state, *_) = select(configured).states()
    assert (state.name, state.skipped_s, state.failures, state.reason) == ("vllm", 30, 3, "not running")
    vllm.is_well = True
    assert _answer(select(named), request_) == "vllm"
    assert _answer(select(configured), request_) == "vllm"


def test_a_skipped_server_comes_back(
    select: Select, wanted: type[Wanted], vllm: Server, request_: CommandRequest, clock: Clock
) -> None:
    vllm.is_well = False
    for _ in range(3):
        _answer(select(wanted(("vllm",))), request_)
    vllm.is_well = True
    assert _answer(select(wanted(("vllm",))), request_) == "embedded"
    clock.now += 30
    assert _answer(select(wanted(("vllm",))), request_) == "vllm"


def test_several_servers_are_ranked_and_the_embedded_backend_stays_last(
    select: Select, wanted: type[Wanted], vllm: Server, ollama: Server, request_: CommandRequest
) -> None:
    settings = wanted(("embedded", "vllm", "ollama", "vllm"))
    assert select(settings).order() == ("vllm", "ollama", "embedded")
    vllm.is_well = False
    assert _answer(select(settings), request_) == "ollama"
    assert select(settings).order() == ("ollama", "vllm", "embedded")


def test_one_without_an_address_is_passed_over_among_others_and_an_error_alone(
    select: Select, wanted: type[Wanted], vllm: Server, request_: CommandRequest, told: list[str]
) -> None:
    vllm.is_configured, vllm.problem = False, ConfigurationError("vllm has no address")
    assert _answer(select(wanted(("vllm", "ollama"))), request_) == "ollama"
    assert _answer(select(wanted(("vllm", "embedded"))), request_) == "embedded"
    assert told == []
    with pytest.raises(ConfigurationError):
        _answer(select(wanted(("vllm",))), request_)


@pytest.mark.parametrize(
    ("name", "hint"), [("vlm", "did you mean vllm?"), ("x", "use one of: embedded, ollama, vllm")]
)
def test_an_unknown_name_is_told_with_the_nearest(
    select: Select, wanted: type[Wanted], name: str, hint: str
) -> None:
    with pytest.raises(UsageError, match=f"there is no backend '{name}'") as caught:
        select(wanted((name,), sources={"backend": "flag"})).generator()
    assert caught.value.hint == hint


def test_an_unknown_name_of_the_configuration_is_told_with_the_way_to_take_it_out(
    select: Select, wanted: type[Wanted]
) -> None:
    with pytest.raises(ConfigurationError, match=r"^backends .* there is no backend 'x'$") as caught:
        select(wanted(("vllm", "x"), sources={"backends": "file"})).generator()
    assert str(caught.value.hint).endswith("; cmdgen config unset backends takes it out")


@pytest.mark.parametrize("source", ["file", "profile"])
def test_offline_makes_no_server_and_the_embedded_backend_answers(
    select: Select,
    wanted: type[Wanted],
    vllm: Server,
    ollama: Server,
    embedded: Server,
    request_: CommandRequest,
    source: str,
) -> None:
    selector = select(wanted(("vllm", "ollama"), offline=True, sources={"backend": source}))
    assert selector.generator() is embedded
    assert [state.is_available for state in selector.states(fresh=True)] == [True, False, False]
    assert (vllm.made, ollama.made) == (0, 0)


@pytest.mark.parametrize(("source", "fallback"), [("flag", True), ("environment", True), ("file", False)])
def test_offline_and_a_server_that_must_answer_contradict_each_other(
    select: Select, wanted: type[Wanted], vllm: Server, source: str, fallback: bool
) -> None:
    settings = wanted(("vllm",), offline=True, fallback=fallback, sources={"backend": source})
    with pytest.raises(BackendUnavailableError, match="vllm needs a network, and --offline forbids that"):
        select(settings).generator()
    assert vllm.made == 0


def test_the_list_tells_how_each_backend_is(
    select: Select, wanted: type[Wanted], vllm: Server, request_: CommandRequest
) -> None:
    selector = select(wanted(("vllm",)))
    _answer(selector, request_)
    first, second, third = selector.states()
    assert [(state.name, state.place) for state in (first, second, third)] == [
        ("vllm", 0),
        ("embedded", 1),
        ("ollama", None),
    ]
    assert all(state.is_available for state in (first, second, third))
    assert first.url == "http://gpu:8000"
    assert first.latency_ms is not None
    assert first.latency_ms >= 0
    assert (first.success, second.latency_ms, second.url) == (1.0, None, None)
    vllm.is_well = False
    assert selector.states()[0].is_available
    assert not selector.states(fresh=True)[0].is_available


def test_too_slow_for_max_wait_is_no_illness_but_lowers_the_rank(
    select: Select, wanted: type[Wanted], request_: CommandRequest
) -> None:
    settings = wanted(("vllm", "ollama"), max_wait_s=0)
    for _ in range(4):
        assert _answer(select(settings), request_) == "embedded"
    states = {state.name: state for state in select(settings).states()}
    assert [states[name].failures for name in ("vllm", "ollama")] == [0, 0]
    assert all(states[name].success not in {None, 1.0} for name in ("vllm", "ollama"))


def test_without_a_state_folder_everything_works(
    wanted: type[Wanted], embedded: Server, vllm: Server, request_: CommandRequest
) -> None:
    vllm.is_well = False
    selector = BackendSelector(
        wanted(("vllm",)), [embedded.candidate, vllm.candidate], None, tell=lambda line: None
    )
    for _ in range(5):
        assert _answer(selector, request_) == "embedded"
    assert vllm.requests == 5


def _the_real_settings_fit(settings: Settings) -> BackendSelector:
    """Checked by mypy; never called."""
    return BackendSelector(settings, (), None, tell=print)
