from __future__ import annotations

import subprocess
import sys

import pytest

pytest.importorskip("llama_cpp.llama_cpp", reason="llama-cpp-python is not installed")


def test_loading_the_c_functions_leaves_the_heavy_part_of_the_package_out() -> None:
    code = (
        "import sys\n"
        "from cmdgen.backends.embedded.llama_cpp_api import load_api\n"
        "api = load_api()\n"
        "print(sorted({'numpy', 'jinja2', 'diskcache', 'llama_cpp'} & set(sys.modules)))\n"
        "import llama_cpp\n"
        "print(llama_cpp.Llama.__name__, llama_cpp.llama_cpp is api)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\nLlama True\n"


def test_a_package_that_was_imported_before_is_used_as_it_is() -> None:
    code = (
        "import llama_cpp\n"
        "from cmdgen.backends.embedded.llama_cpp_api import load_api\n"
        "print(load_api() is llama_cpp.llama_cpp)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "True\n"
