# The cmdgen guard for interactive zsh:  eval "$(cmdgen hook shell zsh)"
#
# The widgets that accept a line are wrapped: each looks at the whole text first, the lines above it included.
# cmdgen_guard on|off|skip|status|remove

if [[ -o interactive ]] && zmodload zsh/zle 2>/dev/null; then

typeset -g __cmdgen_state=on __cmdgen_folder= __cmdgen_pid= __cmdgen_answer=
typeset -gi __cmdgen_number=0
typeset -ga __cmdgen_widgets=(accept-line accept-and-hold accept-and-infer-next-history accept-line-and-down-history)

__cmdgen_start() {
  emulate -L zsh
  __cmdgen_stop
  __cmdgen_folder=$(command mktemp -d "${TMPDIR:-/tmp}/cmdgen-guard.XXXXXXXXXX" 2>/dev/null) || return 1
  command mkfifo -m 600 "$__cmdgen_folder/in" "$__cmdgen_folder/out" || return 1
  # In a subshell: no job of yours, no message when it ends.
  __cmdgen_pid=$(command cmdgen hook shell zsh --serve "$__cmdgen_folder" --owner "$$" </dev/null >/dev/null 2>&1 & builtin print -r -- "$!")
  # It says so when it has opened the pipes: what is written before that would be lost.
  __cmdgen_read 0 30
}

__cmdgen_stop() {
  emulate -L zsh
  [[ -z $__cmdgen_pid ]] || builtin kill "$__cmdgen_pid" 2>/dev/null
  [[ -z $__cmdgen_folder ]] || command rm -rf -- "$__cmdgen_folder"
  __cmdgen_pid= __cmdgen_folder=
}

# __cmdgen_read NUMBER SECONDS: leaves the answer, "WORD newline text", in __cmdgen_answer; fails when there is none.
__cmdgen_read() {
  emulate -L zsh
  local reply=
  local -i waited=0
  while (( waited < $2 )); do
    if IFS= builtin read -r -t 1 -d $'\0' reply <>"$__cmdgen_folder/out"; then
      [[ $reply == "$1 "* ]] || continue # an answer that nobody waited for
      __cmdgen_answer=${reply#* }
      return 0
    fi
    builtin kill -0 "$__cmdgen_pid" 2>/dev/null || return 1
    (( ++waited ))
  done
  return 1
}

__cmdgen_exchange() {
  emulate -L zsh
  local comments=$2
  [[ -p $__cmdgen_folder/in && -p $__cmdgen_folder/out ]] || return 1
  builtin kill -0 "$__cmdgen_pid" 2>/dev/null || return 1
  (( ++__cmdgen_number ))
  # Opened for both directions: this never waits for a reader, and is not killed where there is none.
  builtin printf '%s\0' "guard:$__cmdgen_number:$comments:${COLUMNS:-80}" "$PWD" "$1" 1<>"$__cmdgen_folder/in" || return 1
  __cmdgen_read "$__cmdgen_number" 20
}

__cmdgen_screen() {
  emulate -L zsh
  __cmdgen_answer=pass
  __cmdgen_exchange "$@" && return 0
  __cmdgen_start && __cmdgen_exchange "$@" && return 0
  __cmdgen_stop
  __cmdgen_state=dead __cmdgen_answer=pass
  zle -I
  builtin print -r -- 'cmdgen: the guard does not answer: commands run unscreened in this shell (cmdgen_guard on starts it again)' >&2
  return 0
}

# The program asks: a paste or a key from before the question is no answer there.
__cmdgen_question() {
  emulate -L zsh
  setopt localtraps
  local reply=
  trap ':' INT # it is a no
  zle -I
  builtin print -r -- "${__cmdgen_answer#*$'\n'}" >/dev/tty
  reply=$(CMDGEN_RESIDENT=off command cmdgen shell --widget question --columns "${COLUMNS:-80}" -- 'Run it?' \
    </dev/tty 2>/dev/tty && builtin print yes)
  zle -I # again, where a change of the terminal's size has drawn the prompt already
  [[ $reply == yes ]]
}

__cmdgen_enter() {
  local comments=0
  [[ ! -o interactivecomments ]] || comments=1
  # The words of a request are no command; what is on top of this widget or below it takes them.
  if [[ -z $PREBUFFER ]] && (( $+functions[__cmdgen_line_asks] )) && __cmdgen_line_asks "$BUFFER"; then
    zle "__cmdgen_before_$WIDGET" -- "$@"
    return
  fi
  [[ ! -o banghist || ( $BUFFER != *\!* && $BUFFER != ^* ) ]] || zle expand-history
  emulate -L zsh
  if [[ $__cmdgen_state == on && $PREBUFFER$BUFFER == *[![:space:]]* ]]; then
    __cmdgen_screen "$PREBUFFER$BUFFER" $comments
    if [[ $__cmdgen_answer == ask* ]] && ! __cmdgen_question; then
      return 0
    fi
  elif [[ $__cmdgen_state == skip ]]; then
    __cmdgen_state=on
  fi
  zle "__cmdgen_before_$WIDGET" -- "$@"
}

__cmdgen_keys() {
  emulate -L zsh
  local widget
  for widget in $__cmdgen_widgets; do
    [[ ${widgets[$widget]-} != user:__cmdgen_enter ]] || continue
    zle -A "$widget" "__cmdgen_before_$widget"
    zle -N "$widget" __cmdgen_enter
  done
}

cmdgen_guard() {
  emulate -L zsh
  local widget
  case ${1-status} in
  (on)
    __cmdgen_state=on
    __cmdgen_keys
    ;;
  (off)
    __cmdgen_state=off
    __cmdgen_stop
    ;;
  (skip) __cmdgen_state=skip ;;
  (status) builtin print -r -- "cmdgen guard: $__cmdgen_state" ;;
  (remove)
    __cmdgen_stop
    for widget in $__cmdgen_widgets; do
      # The keys of cmdgen shell init may lie on top, and stay.
      if [[ ${widgets[$widget]-} == user:__cmdgen_enter ]]; then
        zle -A "__cmdgen_before_$widget" "$widget"
      elif [[ ${widgets[__cmdgen_line_before_$widget]-} == user:__cmdgen_enter ]]; then
        zle -A "__cmdgen_before_$widget" "__cmdgen_line_before_$widget"
      fi
      zle -D "__cmdgen_before_$widget"
    done
    unset -f __cmdgen_start __cmdgen_stop __cmdgen_read __cmdgen_exchange __cmdgen_screen __cmdgen_question __cmdgen_enter \
      __cmdgen_keys cmdgen_guard
    unset __cmdgen_state __cmdgen_folder __cmdgen_pid __cmdgen_answer __cmdgen_number __cmdgen_widgets
    ;;
  (*)
    builtin print -r -- 'cmdgen_guard on|off|skip|status|remove' >&2
    return 2
    ;;
  esac
}

__cmdgen_keys

fi
