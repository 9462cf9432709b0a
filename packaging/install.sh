#!/bin/sh
# Puts the standalone cmdgen of a release into ~/.local, after comparing its checksum; no administrator rights, no Python.
#
#   sh install.sh --from PLACE [--to FOLDER]   PLACE: address of the release's files, or a folder that has them
#   sh install.sh --uninstall [--to FOLDER]    takes the program away; settings, models and history stay
#
# The program goes to FOLDER/lib/cmdgen, and a link to it to FOLDER/bin/cmdgen (FOLDER is ~/.local unless it is named).
# An older version is replaced in one step, after the new one has started.
set -eu

say() { printf '%s\n' "$*"; }
fail() { printf 'install.sh: %s\n' "$*" >&2; exit 1; }
usage() { sed -n '2,8s/^# \{0,1\}//p' "$0"; }

from='' to=${HOME:?HOME is not set}/.local remove=''
while [ $# -gt 0 ]; do
  case $1 in
    --from) [ $# -gt 1 ] || fail "--from needs a place"; from=${2%/}; shift 2 ;;
    --to) [ $# -gt 1 ] || fail "--to needs a folder"; to=${2%/}; shift 2 ;;
    --uninstall) remove=1; shift ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
done
home=$to/lib/cmdgen link=$to/bin/cmdgen

if [ -n "$remove" ]; then
  [ -e "$home" ] || [ -L "$link" ] || fail "cmdgen is not in $to"
  if [ -L "$link" ] && [ "$(readlink "$link")" = "$home/cmdgen" ]; then rm -f "$link"; fi
  rm -rf "$home"
  rmdir "$to/lib" "$to/bin" 2>/dev/null || :  # if they are empty
  say "cmdgen is gone from $to.  What it wrote, if you want to delete that too:"
  say "  ${XDG_CONFIG_HOME:-$HOME/.config}/cmdgen  ${XDG_CACHE_HOME:-$HOME/.cache}/cmdgen  ${XDG_STATE_HOME:-$HOME/.local/state}/cmdgen"
  exit 0
fi

[ -n "$from" ] || fail "say where the release is: --from https://.../vX.Y.Z, or a folder"
case $(uname -s) in
  Linux) system=linux ;;
  Darwin) system=macos ;;
  *) fail "there is no standalone build for $(uname -s); pip install works where Python does" ;;
esac
case $(uname -m) in
  x86_64 | amd64) machine=x86_64 ;;
  aarch64 | arm64) machine=arm64 ;;
  *) fail "there is no standalone build for $(uname -m); pip install works where Python does" ;;
esac
archive=cmdgen-$system-$machine.tar.gz

mkdir -p "$to/lib" "$to/bin"
scratch=$(mktemp -d "$to/lib/.cmdgen.XXXXXX")  # beside the goal, so that the last step is a rename
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

if [ -t 2 ]; then speech=--progress-bar; else speech=-sS; fi
fetch() { # fetch NAME: into the scratch folder
  case $from in
    https://*) curl --proto '=https' --tlsv1.2 -fL "$speech" --retry 3 -o "$scratch/$1" "$from/$1" ;;
    http://*) fail "http is not safe; use https" ;;
    *) cp "$from/$1" "$scratch/$1" ;;
  esac || fail "cannot get $from/$1"
}
fetch SHA256SUMS
wanted=$(awk -v name="$archive" '$2 == name || $2 == "*" name { print $1 }' "$scratch/SHA256SUMS")
[ -n "$wanted" ] || fail "SHA256SUMS does not list $archive"
fetch "$archive"
if command -v sha256sum >/dev/null; then sum=$(sha256sum "$scratch/$archive"); else sum=$(shasum -a 256 "$scratch/$archive"); fi
[ "${sum%% *}" = "$wanted" ] || fail "$archive does not have the checksum of SHA256SUMS; nothing was installed"

tar -xzf "$scratch/$archive" -C "$scratch"
version=$("$scratch/cmdgen/cmdgen" --version) || fail "the program does not start on this machine; nothing was installed"
if [ -e "$home" ]; then mv "$home" "$scratch/old"; fi
mv "$scratch/cmdgen" "$home"
ln -sf "$home/cmdgen" "$link"
say "$version is in $link"
case :$PATH: in *:"$to/bin":*) ;; *) say "put $to/bin into PATH to call it as cmdgen" ;; esac
