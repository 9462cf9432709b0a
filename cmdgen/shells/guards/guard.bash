# The cmdgen guard for interactive bash 4.4 or newer:  eval "$(cmdgen hook shell bash)"
#
# Enter runs a key macro of two steps: the guard looks at the whole line, then the line is accepted or stays.  A DEBUG
# trap would see one simple command at a time and never the pipeline that it is part of, so `curl URL | sh` would pass.
# cmdgen_guard on|off|skip|status|remove

# shellcheck disable=SC1007,SC2128,SC2178  # NAME= next to others; PROMPT_COMMAND may be either
if [[ $- == *i* ]] && ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 404)); then

__cmdgen_state=on __cmdgen_folder= __cmdgen_pid= __cmdgen_number=0 __cmdgen_pending= __cmdgen_more=0 __cmdgen_answer=

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

# The program asks: a paste or a key from before the question is no answer there.
__cmdgen_question() {
  local trapped reply
  builtin printf '%s\n' "${__cmdgen_answer#*$'\n'}" >/dev/tty
  trapped=$(builtin trap -p INT)
  builtin trap ':' INT # it is a no
  reply=$(CMDGEN_RESIDENT=off command cmdgen shell --widget question --columns "${COLUMNS:-80}" -- 'Run it?' \
    </dev/tty 2>/dev/tty && builtin echo yes)
  builtin trap - INT
  [[ -z $trapped ]] || builtin eval "$trapped"
  [[ $reply == yes ]]
}

__cmdgen_enter() {
  local - line=${READLINE_LINE-} whole verdict
  set +o errexit +o nounset +o xtrace +o verbose
  __cmdgen_next redraw-current-line # also where Ctrl-C ends what follows
  if [[ $__cmdgen_state == on && $line$__cmdgen_pending == *[![:space:]]* ]]; then
    if [[ $- == *H* && $line == *[!^]* ]]; then
      # What `!!` stands for.  A mistake in it is told by the shell, which then runs nothing.
      [[ $line != *!* && $line != ^* ]] || line=$(builtin history -p "$line" 2>/dev/null) || line=${READLINE_LINE-}
    fi
    whole=$__cmdgen_pending$line
    __cmdgen_screen "$whole"
    verdict=$__cmdgen_answer
    # Whether this line goes on from the one before is certain only if that one was not complete and no prompt came
    # since.  Else it counts by itself as well.
    if [[ -n $__cmdgen_pending && $verdict != ask* && $__cmdgen_state == on ]] &&
      [[ $__cmdgen_more != 1 || ${PROMPT_COMMAND[*]-} != *__cmdgen_prompt* ]]; then
      __cmdgen_screen "$line"
    fi
    if [[ $__cmdgen_answer == ask* ]] && ! __cmdgen_question; then
      return 0
    fi
    __cmdgen_more=0
    [[ $verdict != more* ]] || __cmdgen_more=1
    __cmdgen_pending=$whole$'\n'
  elif [[ $__cmdgen_state == skip ]]; then
    __cmdgen_state=on
  fi
  __cmdgen_next accept-line operate-and-get-next
  return 0
}

# A new command begins: nothing is pending.
__cmdgen_prompt() {
  builtin set -- "$?"
  __cmdgen_pending= __cmdgen_more=0
  return "$1"
}

__cmdgen_keys() {
  local map
  for map in emacs-standard vi-insert vi-command; do
    builtin bind -m "$map" -x '"\C-x[g1": __cmdgen_enter || :'
    builtin bind -m "$map" '"\C-m": "\C-x[g1\C-x[g2"'
    builtin bind -m "$map" '"\C-j": "\C-x[g1\C-x[g2"'
  done
  builtin bind -m emacs-standard '"\C-o": "\C-x[g1\C-x[g4"'
  __cmdgen_next redraw-current-line
  # The words of requests, which are looked for first.
  ! builtin declare -F __cmdgen_line_keys >/dev/null || __cmdgen_line_keys
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
    if [[ $(builtin declare -p PROMPT_COMMAND 2>/dev/null) == 'declare -a'* ]]; then
      for map in "${!PROMPT_COMMAND[@]}"; do
        [[ ${PROMPT_COMMAND[map]} != __cmdgen_prompt ]] || unset "PROMPT_COMMAND[map]"
      done
    else
      PROMPT_COMMAND=${PROMPT_COMMAND-}
      PROMPT_COMMAND=${PROMPT_COMMAND//__cmdgen_prompt/:}
    fi
    unset -f __cmdgen_start __cmdgen_stop __cmdgen_read __cmdgen_exchange __cmdgen_screen __cmdgen_next \
      __cmdgen_question __cmdgen_enter __cmdgen_prompt __cmdgen_keys cmdgen_guard
    unset -v __cmdgen_state __cmdgen_folder __cmdgen_pid __cmdgen_number __cmdgen_pending __cmdgen_more __cmdgen_answer
    ! builtin declare -F __cmdgen_line_keys >/dev/null || __cmdgen_line_keys
    ;;
  *)
    builtin printf 'cmdgen_guard on|off|skip|status|remove\n' >&2
    return 2
    ;;
  esac
}

if [[ ${PROMPT_COMMAND[*]-} != *__cmdgen_prompt* ]]; then
  # In front: Ctrl-C while another one is slow ends those behind it.
  if [[ $(builtin declare -p PROMPT_COMMAND 2>/dev/null) == 'declare -a'* ]]; then
    PROMPT_COMMAND=(__cmdgen_prompt "${PROMPT_COMMAND[@]}")
  else
    PROMPT_COMMAND=__cmdgen_prompt${PROMPT_COMMAND:+$'\n'$PROMPT_COMMAND}
  fi
fi
__cmdgen_keys

elif [[ $- == *i* ]]; then
  builtin printf 'cmdgen: the guard needs bash 4.4 or newer\n' >&2
fi
