#!/usr/bin/env bash
# Fetches the default model without Python: into the folder where cmdgen looks, resumable, checked, in one step.
#
#   scripts/download-model.sh              the default model, about 1.1 GB
#   scripts/download-model.sh --help
#
# Needs bash, curl, and sha256sum or shasum.  Interrupted, the same call goes on where it ended.
set -euo pipefail

repository=Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF
revision=f86cb2c1fa58255f8052cc32aeede1b7482d4361
file=qwen2.5-coder-1.5b-instruct-q4_k_m.gguf
sha256=cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046

usage() {
  cat <<'USAGE'
usage: scripts/download-model.sh [--repository OWNER/REPO --revision REV --file FILE.gguf --sha256 HEX] [--to FOLDER]

Without options it fetches Qwen2.5-Coder-1.5B-Instruct, Q4_K_M, 1.12 GB.

  --to FOLDER   folder of the models; otherwise $CMDGEN_MODELS_DIR, else the one that cmdgen uses
  HF_ENDPOINT   another hub, or a mirror of it
  HF_TOKEN      token for models that are not public
  HTTPS_PROXY   proxy, as curl reads it

Exit status: 0 it is there, 2 wrong usage, 69 it could not be fetched.
USAGE
}

fail() {
  printf 'download-model: %s\n  %s\n' "$1" "$2" >&2
  exit "${3:-69}"
}

models_folder() {
  if [[ -n ${CMDGEN_MODELS_DIR:-} ]]; then
    printf '%s\n' "$CMDGEN_MODELS_DIR"
  elif [[ $(uname -s) == Darwin ]]; then
    printf '%s\n' "$HOME/Library/Caches/cmdgen/models"
  else
    printf '%s\n' "${XDG_CACHE_HOME:-$HOME/.cache}/cmdgen/models"
  fi
}

checksum() {
  if command -v sha256sum >/dev/null; then
    sha256sum <"$1"
  else
    shasum -a 256 <"$1"
  fi | cut -d ' ' -f 1
}

folder=
while (($#)); do
  case $1 in
    -h | --help) usage && exit 0 ;;
    --repository | --revision | --file | --sha256 | --to)
      (($# > 1)) || fail "$1 needs a value" "see --help" 2
      case $1 in
        --repository) repository=$2 ;;
        --revision) revision=$2 ;;
        --file) file=$2 ;;
        --sha256) sha256=$2 ;;
        --to) folder=$2 ;;
      esac
      shift 2
      ;;
    *) fail "unknown option $1" "see --help" 2 ;;
  esac
done
[[ $repository =~ ^[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._-]*$ ]] ||
  fail "$repository is no OWNER/REPO" "see --help" 2
[[ $file =~ ^[A-Za-z0-9][A-Za-z0-9._-]*\.gguf$ ]] || fail "$file is no name of a .gguf file" "see --help" 2
[[ $revision =~ ^[A-Za-z0-9][A-Za-z0-9._-]*$ ]] || fail "$revision is no revision" "see --help" 2
[[ $sha256 =~ ^[0-9a-f]{64}$ ]] || fail "$sha256 is no SHA-256" "it has 64 hexadecimal digits" 2
command -v curl >/dev/null || fail "curl is not installed" "install it, or use: cmdgen model pull qwen2.5-coder-1.5b"
command -v sha256sum >/dev/null || command -v shasum >/dev/null ||
  fail "neither sha256sum nor shasum is installed" "install coreutils"

folder=${folder:-$(models_folder)}
target=$folder/${repository/\//--}/$file
part=$folder/.partial/${repository/\//--}--$file.${sha256:0:16}.part
url=${HF_ENDPOINT:-https://huggingface.co}
url=${url%/}/$repository/resolve/$revision/$file

if [[ -f $target && $(checksum "$target") == "$sha256" ]]; then
  printf '%s is here already\n' "$target"
  exit 0
fi
mkdir -p "${target%/*}" "${part%/*}" || fail "$folder cannot be written to" "name another with --to"

options=(--fail --location --show-error --retry 5 --retry-delay 1 --connect-timeout 10
  --speed-limit 1 --speed-time 30 --continue-at - --output "$part")
[[ -t 2 ]] || options+=(--silent)
# From stdin, so that the token is in no list of processes; curl does not send it on to another host.
[[ -z ${HF_TOKEN:-} ]] || options+=(--header @-)

# A part that was whole already is answered with 416, which curl calls an error; the checksum decides.
if [[ ! -s $part || $(checksum "$part") != "$sha256" ]]; then
  status=0
  printf 'Authorization: Bearer %s\n' "${HF_TOKEN:-}" | curl "${options[@]}" "$url" || status=$?
  case $status in
    0) ;;
    22) fail "$url is refused" "check the name, and HF_TOKEN if the model is not public" ;;
    23) fail "the disk of $folder is full, or $folder cannot be written to" "make room, then call this again" ;;
    33 | 36) rm -f "$part" && fail "$url cannot be gone on with" "call this again: it begins anew" ;;
    *) fail "$url could not be fetched (curl ended with $status)" "what came is kept; call this again to go on" ;;
  esac
fi
if [[ $(checksum "$part") != "$sha256" ]]; then
  rm -f "$part"
  fail "$file arrived damaged: its checksum is not $sha256" "it was deleted; call this again, or without proxy and mirror"
fi
mv -f "$part" "$target"
printf '%s is here, checksum verified\nuse it: cmdgen --model %q REQUEST\n' "$target" "$target"
