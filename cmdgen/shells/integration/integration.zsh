# cmdgen in interactive zsh:  eval "$(cmdgen shell init zsh)"
#
# @KEY_NAME@ turns the words on the line into a command on the line; your own Enter runs it, in this very shell.  So does
# Enter after `@ALIAS@ words`.  cmdgen_shell_remove takes everything out again.

if [[ -o interactive ]] && zmodload zsh/zle 2>/dev/null; then

typeset -g __cmdgen_line_status=0 __cmdgen_line_alias='@ALIAS@'
typeset -ga __cmdgen_line_widgets=(accept-line accept-and-hold accept-and-infer-next-history accept-line-and-down-history)

# Keeps what `cmdgen fix` wants to know; nothing else happens at a prompt.
__cmdgen_line_prompt() { __cmdgen_line_status=$? }

# Runs cmdgen.  What it has run on consent goes into the history of this shell, behind the line that asked for it.
__cmdgen_line_run() {
  emulate -L zsh
  local file ran=
  local -i failure=0
  file=$(command mktemp "${TMPDIR:-/tmp}/cmdgen-ran.XXXXXXXXXX" 2>/dev/null) || file=
  CMDGEN_RAN=$file command cmdgen "$@"
  failure=$?
  if [[ -n $file ]]; then
    [[ ! -s $file ]] || ran=$(<"$file")
    command rm -f -- "$file"
    [[ -z $ran ]] || builtin print -rs -- "$ran"
  fi
  return $failure
}

cmdgen() {
  emulate -L zsh
  if [[ ${1-} == fix ]]; then
    CMDGEN_LAST_COMMAND=${history[$((HISTCMD - 1))]-} CMDGEN_LAST_STATUS=$__cmdgen_line_status __cmdgen_line_run "$@"
  else
    __cmdgen_line_run "$@"
  fi
}

# __cmdgen_line_asks LINE: whether it begins with the word of a request; blanks may stand in front.
__cmdgen_line_asks() {
  emulate -L zsh
  local line=${1#"${1%%[^[:blank:]]*}"}
  [[ -n $__cmdgen_line_alias && $line == "$__cmdgen_line_alias"[[:blank:]]*[^[:space:]]* ]]
}

# Puts a command in place of the words.  The first part of the answer is the command, the rest what to say about it.
__cmdgen_line_replace() {
  local kept_out=0
  [[ ! -o histignorespace ]] || kept_out=1
  emulate -L zsh
  setopt localtraps
  local line=$PREBUFFER$BUFFER words answer= notes= reply= blanks
  local -i failure=0
  words=$line
  ! __cmdgen_line_asks "$line" || words=${line#*"$__cmdgen_line_alias"[[:blank:]]}
  [[ $words == *[^[:space:]]* ]] || return 0
  trap ':' INT # Ctrl-C ends the program; the words stay on the line
  zle -I # the prompt is drawn anew, below what is written from here on
  answer=$(command cmdgen shell --widget zsh --columns "${COLUMNS:-80}" -- "$words" </dev/null)
  failure=$?
  [[ $answer != *$'\036'* ]] || { notes=${answer#*$'\036'}; answer=${answer%%$'\036'*} }
  zle -I # again, where a change of the terminal's size has drawn it already
  [[ -z $notes ]] || builtin print -r -- "$notes" >/dev/tty
  if [[ $failure == [34] ]]; then
    # The program asks: a paste or a key from before the question is no answer there.
    reply=$(CMDGEN_RESIDENT=off command cmdgen shell --widget question --columns "${COLUMNS:-80}" -- \
      'Put it on the line all the same?' </dev/tty 2>/dev/tty && builtin print yes)
    [[ $reply != yes ]] || failure=0
    zle -I
  fi
  (( failure == 0 )) || return 0
  # A blank in front may keep a line out of the history: then it keeps both out.
  blanks=${line%%[^[:blank:]]*}
  [[ -n $blanks && $kept_out == 1 ]] || builtin print -rs -- "$blanks$__cmdgen_line_alias $words"
  BUFFER=$blanks$answer
  CURSOR=${#BUFFER}
}

# Enter: a line of words becomes a command, any other line is accepted.
__cmdgen_line_enter() {
  if [[ -z $PREBUFFER ]] && __cmdgen_line_asks "$BUFFER"; then
    __cmdgen_line_replace
    return 0
  fi
  zle "__cmdgen_line_before_$WIDGET" -- "$@"
}

__cmdgen_line_keys() {
  emulate -L zsh
  local map widget
  typeset -ga precmd_functions
  # In front, since the others change the status.
  precmd_functions=(__cmdgen_line_prompt ${precmd_functions:#__cmdgen_line_prompt})
  zle -N cmdgen-line __cmdgen_line_replace
  for map in emacs viins vicmd; do bindkey -M $map '@KEY@' cmdgen-line; done
  [[ -n $__cmdgen_line_alias ]] || return 0
  for widget in $__cmdgen_line_widgets; do
    [[ ${widgets[$widget]-} != user:__cmdgen_line_enter ]] || continue
    zle -A "$widget" "__cmdgen_line_before_$widget"
    zle -N "$widget" __cmdgen_line_enter
  done
}

cmdgen_shell_remove() {
  emulate -L zsh
  local map widget
  for map in emacs viins vicmd; do bindkey -M $map -r '@KEY@'; done
  zle -D cmdgen-line
  if [[ -n $__cmdgen_line_alias ]]; then
    for widget in $__cmdgen_line_widgets; do
      # A guard that was loaded later lies on top, and stays.
      if [[ ${widgets[$widget]-} == user:__cmdgen_line_enter ]]; then
        zle -A "__cmdgen_line_before_$widget" "$widget"
      elif [[ ${widgets[__cmdgen_before_$widget]-} == user:__cmdgen_line_enter ]]; then
        zle -A "__cmdgen_line_before_$widget" "__cmdgen_before_$widget"
      fi
      zle -D "__cmdgen_line_before_$widget"
    done
  fi
  precmd_functions=(${precmd_functions:#__cmdgen_line_prompt})
  (( ! $+functions[compdef] )) || compdef -d cmdgen
  unset -f __cmdgen_line_prompt __cmdgen_line_run __cmdgen_line_asks __cmdgen_line_replace __cmdgen_line_enter \
    __cmdgen_line_keys cmdgen cmdgen_shell_remove
  for map in _cmdgen __cmdgen_known __cmdgen_profiles __cmdgen_offer; do
    (( ! $+functions[$map] )) || unset -f "$map"
  done
  unset __cmdgen_line_status __cmdgen_line_alias __cmdgen_line_widgets
}

__cmdgen_line_keys

fi
