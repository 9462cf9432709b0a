# cmdgen in interactive zsh:  eval "$(cmdgen shell init zsh)"
#
# @KEY_NAME@ turns the words on the line into a command on the line; your own Enter runs it, in this very shell.  So does
# Enter after `@ALIAS@ words`.  cmdgen_shell_remove takes everything out again.

if [[ -o interactive ]] && zmodload zsh/zle 2>/dev/null; then

typeset -g __cmdgen_line_status=0 __cmdgen_line_alias='@ALIAS@'
typeset -ga __cmdgen_line_widgets=(accept-line accept-and-hold accept-and-infer-next-history accept-line-and-down-history)

# Keeps what `cmdgen fix` wants to know; nothing else happens at a prompt.
__cmdgen_line_prompt() { __cmdgen_line_status=$? }

cmdgen() {
  emulate -L zsh
  if [[ ${1-} == fix ]]; then
    CMDGEN_LAST_COMMAND=${history[$((HISTCMD - 1))]-} CMDGEN_LAST_STATUS=$__cmdgen_line_status command cmdgen "$@"
  else
    command cmdgen "$@"
  fi
}

# Puts a command in place of the words.  The first part of the answer is the command, the rest what to say about it.
__cmdgen_line_replace() {
  emulate -L zsh
  setopt localtraps
  local words=$PREBUFFER$BUFFER answer= notes= reply= rest= modes=
  local -i failure=0
  [[ -z $__cmdgen_line_alias || $words != "$__cmdgen_line_alias "* ]] || words=${words#"$__cmdgen_line_alias "}
  [[ $words == *[![:space:]]* ]] || return 0
  trap ':' INT # Ctrl-C ends the program; the words stay on the line
  zle -I
  answer=$(command cmdgen shell --widget zsh --columns "${COLUMNS:-80}" -- "$words" </dev/null)
  failure=$?
  trap - INT
  [[ $answer != *$'\036'* ]] || { notes=${answer#*$'\036'}; answer=${answer%%$'\036'*} }
  [[ -z $notes ]] || builtin print -r -- "$notes" >/dev/tty
  case $failure in
  (0) ;;
  (3|4)
    # What was printed has put the terminal back to whole lines, and inside a widget read leaves that as it is.
    modes=$(command stty -g </dev/tty)
    command stty -icanon -echo min 1 time 0 </dev/tty
    while builtin read -rs -k1 -t 0.01 rest </dev/tty; do :; done # keys from before the question
    builtin print -rn -- 'Put it on the line all the same? [y/N] ' >/dev/tty
    builtin read -rs -k1 reply </dev/tty || reply=
    command stty "$modes" </dev/tty
    builtin print -r -- '' >/dev/tty
    [[ $reply == [yY] ]] || { zle reset-prompt; return 0 }
    ;;
  (*) zle reset-prompt; return 0 ;;
  esac
  builtin print -rs -- "$__cmdgen_line_alias $words"
  BUFFER=$answer CURSOR=${#answer}
  zle reset-prompt
}

# Enter: a line of words becomes a command, any other line is accepted.
__cmdgen_line_enter() {
  if [[ -n $__cmdgen_line_alias && -z $PREBUFFER && $BUFFER == "$__cmdgen_line_alias "*[![:space:]]* ]]; then
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
      zle -A "__cmdgen_line_before_$widget" "$widget"
      zle -D "__cmdgen_line_before_$widget"
    done
  fi
  precmd_functions=(${precmd_functions:#__cmdgen_line_prompt})
  (( ! $+functions[compdef] )) || compdef -d cmdgen
  unset -f __cmdgen_line_prompt __cmdgen_line_replace __cmdgen_line_enter __cmdgen_line_keys cmdgen cmdgen_shell_remove
  unset __cmdgen_line_status __cmdgen_line_alias __cmdgen_line_widgets
}

__cmdgen_line_keys

fi
