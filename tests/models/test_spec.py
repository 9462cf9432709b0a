from __future__ import annotations

from pathlib import Path

import pytest

from cmdgen.core.errors import UsageError
from cmdgen.models.spec import HubSpec, LocalSpec, ModelSpec, NamedSpec, StarterSpec, parse

REPOSITORY = "Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF"
FILE = "qwen2.5-coder-1.5b-instruct-q8_0.gguf"
COMMIT = "f86cb2c1fa58255f8052cc32aeede1b7482d4361"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("starter", StarterSpec()),
        ("Starter", StarterSpec()),
        ("phi-3-mini", NamedSpec(name="phi-3-mini")),
        (" phi-3-mini ", NamedSpec(name="phi-3-mini")),
        ("qwen2.5-coder-1.5b:Q8_0", NamedSpec(name="qwen2.5-coder-1.5b", quantisation="Q8_0")),
        ("qwen2.5-coder-1.5b@mlx", NamedSpec(name="qwen2.5-coder-1.5b", backend="mlx")),
        ("x:Q4_K_M@ollama", NamedSpec(name="x", quantisation="Q4_K_M", backend="ollama")),
        (f"hf.co/{REPOSITORY}", HubSpec(repository=REPOSITORY)),
        (f"https://huggingface.co/{REPOSITORY}/", HubSpec(repository=REPOSITORY)),
        (f"https://huggingface.co/{REPOSITORY}/tree/main", HubSpec(repository=REPOSITORY)),
        (f"hf.co/{REPOSITORY}:q8_0", HubSpec(repository=REPOSITORY, quantisation="q8_0")),
        (f"hf.co/{REPOSITORY}:IQ4_XS", HubSpec(repository=REPOSITORY, quantisation="IQ4_XS")),
        (f"hf.co/{REPOSITORY}:{FILE}", HubSpec(repository=REPOSITORY, file=FILE)),
        (f"hf.co/{REPOSITORY}:sub/{FILE}", HubSpec(repository=REPOSITORY, file=f"sub/{FILE}")),
        (
            f"https://huggingface.co/{REPOSITORY}/resolve/{COMMIT}/{FILE}?download=true",
            HubSpec(repository=REPOSITORY, revision=COMMIT, file=FILE),
        ),
        (f"https://huggingface.co/{REPOSITORY}/blob/main/{FILE}", HubSpec(repository=REPOSITORY, file=FILE)),
        ("./x.gguf", LocalSpec(path=Path("x.gguf"))),
        ("x.GGUF", LocalSpec(path=Path("x.GGUF"))),
        ("/a/b", LocalSpec(path=Path("/a/b"))),
    ],
)
def test_every_form_is_understood(text: str, meant: ModelSpec) -> None:
    assert parse(text) == meant


def test_a_home_directory_is_filled_in() -> None:
    spec = parse("~/x.gguf")
    assert isinstance(spec, LocalSpec)
    assert spec.path == Path.home() / "x.gguf"


@pytest.mark.parametrize(
    ("text", "words", "command"),
    [
        ("", "empty", "cmdgen model available"),
        ("x@vlm", "embedded, mlx, ollama", "cmdgen model pull x"),
        (":Q8_0", "has no name", "cmdgen model available"),
        ("@ollama", "has no name", "cmdgen model available"),
        (REPOSITORY, "neither a file nor a name", f"cmdgen model pull hf.co/{REPOSITORY}"),
        ("hf.co/onlyone", "OWNER/REPO", "cmdgen model pull hf.co/"),
        ("hf.co/a/b/c", "OWNER/REPO", "cmdgen model pull hf.co/"),
        ("hf.co/../b", "OWNER/REPO", "cmdgen model pull hf.co/"),
        (f"hf.co/{REPOSITORY}:weights.bin", "neither a .gguf file", "cmdgen model pull hf.co/"),
        (f"hf.co/{REPOSITORY}:../../x.gguf", "neither a .gguf file", "cmdgen model pull hf.co/"),
        (f"hf.co/{REPOSITORY}:/etc/x.gguf", "neither a .gguf file", "cmdgen model pull hf.co/"),
    ],
)
def test_what_is_none_of_them_is_answered_with_the_command_to_type(
    text: str, words: str, command: str
) -> None:
    with pytest.raises(UsageError) as caught:
        parse(text)
    assert words in caught.value.message
    assert command in (caught.value.hint or "")
