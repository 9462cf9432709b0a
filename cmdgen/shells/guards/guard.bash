# The cmdgen guard for interactive bash 4.4 or newer:  eval "$(cmdgen hook shell bash)"
#
# Enter runs a key macro of two steps: the guard looks at the whole line, then the line is accepted or stays.  A DEBUG
# trap would see one simple command at a time and never the pipeline that it is part of, so `curl URL | sh` would pass.
# cmdgen_guard on|off|skip|status|remove

if [[ $- == *i* ]] && ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 404)); then

__cmdgen_state=on __cmdgen_folder= __cmdgen_pid= __cmdgen_number=0 __cmdgen_pending= __cmdgen_answer=

__cmdgen_start() {
  __cmdgen_stop
  __cmdgen_folder=$(command mktemp -d "${TMPDIR:-/tmp}/cmdgen-guard.XXXXXXXXXX" 2>/dev/null) || return 1
  command mkfifo -m 600 "$__cmdgen_folder/in" "$__cmdgen_folder/out" || return 1
  # In a subshell: no job of yours, no message when it ends.
  __cmdgen_pid=$(command cmdgen hook shell bash --serve "$__cmdgen_folder" --owner "$$" </dev/null >/dev/null 2>&1 & builtin echo "$!")
  # It says so when it has opened the pipes: what is written before that would be lost.
  __cmdgen_read 0 30
}

__cmdgen_stop() {
  [[ -z $__cmdgen_pid ]] || builtin kill "$__cmdgen_pid" 2>/dev/null
  [[ -z $__cmdgen_folder ]] || command rm -rf -- "$__cmdgen_folder"
  __cmdgen_pid= __cmdgen_folder=
}

# __cmdgen_read NUMBER SECONDS: leaves the answer, "WORD newline text", in __cmdgen_answer; fails when there is none.
__cmdgen_read() {
  local reply=
  local waited=0
  while (( waited < $2 )); do
    if IFS= builtin read -r -t 1 -d '' reply <>"$__cmdgen_folder/out"; then
      [[ $reply == "$1 "* ]] || continue # an answer that nobody waited for
      __cmdgen_answer=${reply#* }
      return 0
    fi
    builtin kill -0 "$__cmdgen_pid" 2>/dev/null || return 1
    ((++waited))
  done
  return 1
}

__cmdgen_exchange() {
  [[ -p $__cmdgen_folder/in && -p $__cmdgen_folder/out ]] || return 1
  builtin kill -0 "$__cmdgen_pid" 2>/dev/null || return 1
  ((++__cmdgen_number))
  # Opened for both directions: this never waits for a reader, and is not killed where there is none.
  builtin printf '%s\0' "guard:$__cmdgen_number:1:${COLUMNS:-80}" "$PWD" "$1" 1<>"$__cmdgen_folder/in" || return 1
  __cmdgen_read "$__cmdgen_number" 20
}

__cmdgen_screen() {
  __cmdgen_answer=pass
  __cmdgen_exchange "$1" && return
  __cmdgen_start && __cmdgen_exchange "$1" && return
  __cmdgen_stop
  __cmdgen_state=dead __cmdgen_answer=pass
  builtin printf '\ncmdgen: the guard does not answer: commands run unscreened in this shell (cmdgen_guard on starts it again)\n' >&2
}

__cmdgen_next() {
  local map
  for map in emacs-standard vi-insert vi-command; do
    builtin bind -m "$map" "\"\C-x[g2\": $1"
    builtin bind -m "$map" "\"\C-x[g4\": ${2:-$1}"
  done
}

__cmdgen_question() {
  local reply= rest=
  while IFS= builtin read -rsn1 -t 0.01 rest; do :; done </dev/tty # keys from before the question
  builtin printf '%s\nRun it? [y/N] ' "${__cmdgen_answer#*$'\n'}" >/dev/tty
  IFS= builtin read -rsn1 reply </dev/tty
  builtin printf '%s\n' "$reply" >/dev/tty
  [[ $reply == [yY] ]]
}

__cmdgen_enter() {
  local - line=${READLINE_LINE-} whole worst=
  set +o errexit +o nounset +o xtrace +o verbose
  __cmdgen_next redraw-current-line # also where Ctrl-C ends what follows
  if [[ $__cmdgen_state == on && $line$__cmdgen_pending == *[![:space:]]* ]]; then
    if [[ $- == *H* && $line == *[!^]* ]]; then
      # What `!!` stands for.  A mistake in it is told by the shell, which then runs nothing.
      [[ $line != *!* && $line != ^* ]] || line=$(builtin history -p "$line" 2>/dev/null) || line=${READLINE_LINE-}
    fi
    whole=$__cmdgen_pending$line
    __cmdgen_screen "$whole"
    worst=$__cmdgen_answer
    # Nobody tells for certain whether this line goes on from the one before, so it counts by itself as well.
    if [[ -n $__cmdgen_pending && $worst != ask* && $__cmdgen_state == on ]]; then
      __cmdgen_screen "$line"
    fi
    if [[ $__cmdgen_answer == ask* ]] && ! __cmdgen_question; then
      return 0
    fi
    __cmdgen_pending=$whole$'\n'
  elif [[ $__cmdgen_state == skip ]]; then
    __cmdgen_state=on
  fi
  __cmdgen_next accept-line operate-and-get-next
  return 0
}

# A new command begins: nothing is pending.
__cmdgen_prompt() { __cmdgen_pending=; }

__cmdgen_keys() {
  local map
  for map in emacs-standard vi-insert vi-command; do
    builtin bind -m "$map" -x '"\C-x[g1": __cmdgen_enter || :'
    builtin bind -m "$map" '"\C-m": "\C-x[g1\C-x[g2"'
    builtin bind -m "$map" '"\C-j": "\C-x[g1\C-x[g2"'
  done
  builtin bind -m emacs-standard '"\C-o": "\C-x[g1\C-x[g4"'
  __cmdgen_next redraw-current-line
}

cmdgen_guard() {
  case ${1-status} in
  on)
    __cmdgen_state=on
    __cmdgen_keys
    ;;
  off)
    __cmdgen_state=off
    __cmdgen_stop
    ;;
  skip) __cmdgen_state=skip ;;
  status) builtin printf 'cmdgen guard: %s\n' "$__cmdgen_state" ;;
  remove)
    local map
    __cmdgen_stop
    for map in emacs-standard vi-insert vi-command; do
      builtin bind -m "$map" '"\C-m": accept-line'
      builtin bind -m "$map" '"\C-j": accept-line'
      builtin bind -m "$map" -r '\C-x[g1'
      builtin bind -m "$map" -r '\C-x[g2'
      builtin bind -m "$map" -r '\C-x[g4'
    done
    builtin bind -m emacs-standard '"\C-o": operate-and-get-next'
    if [[ ${PROMPT_COMMAND@a} == *a* ]]; then
      for map in "${!PROMPT_COMMAND[@]}"; do
        [[ ${PROMPT_COMMAND[map]} != __cmdgen_prompt ]] || unset "PROMPT_COMMAND[map]"
      done
    else
      PROMPT_COMMAND=${PROMPT_COMMAND//__cmdgen_prompt/:}
    fi
    unset -f __cmdgen_start __cmdgen_stop __cmdgen_exchange __cmdgen_screen __cmdgen_next __cmdgen_question \
      __cmdgen_enter __cmdgen_prompt __cmdgen_keys cmdgen_guard
    unset -v __cmdgen_state __cmdgen_folder __cmdgen_pid __cmdgen_number __cmdgen_pending __cmdgen_answer
    ;;
  *)
    builtin printf 'cmdgen_guard on|off|skip|status|remove\n' >&2
    return 2
    ;;
  esac
}

if [[ ${PROMPT_COMMAND[*]-} != *__cmdgen_prompt* ]]; then
  if [[ ${PROMPT_COMMAND@a} == *a* ]]; then
    PROMPT_COMMAND+=(__cmdgen_prompt)
  else
    PROMPT_COMMAND=${PROMPT_COMMAND:+$PROMPT_COMMAND$'\n'}__cmdgen_prompt
  fi
fi
__cmdgen_keys

elif [[ $- == *i* ]]; then
  builtin printf 'cmdgen: the guard needs bash 4.4 or newer\n' >&2
fi
