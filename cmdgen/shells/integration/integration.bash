# cmdgen in interactive bash 4.4 or newer:  eval "$(cmdgen shell init bash)"
#
# @KEY_NAME@ turns the words on the line into a command on the line; your own Enter runs it, in this very shell.  So does
# Enter after `@ALIAS@ words`.  cmdgen_shell_remove takes everything out again.

# shellcheck disable=SC1007,SC2128,SC2178  # NAME= next to others; PROMPT_COMMAND may be either
if [[ $- == *i* ]] && ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 404)); then

__cmdgen_line_status=0 __cmdgen_line_alias='@ALIAS@'

# Keeps what `cmdgen fix` wants to know; nothing else happens at a prompt.
__cmdgen_line_prompt() { __cmdgen_line_status=$?; return $__cmdgen_line_status; }

# Runs cmdgen.  What it has run on consent goes into the history of this shell, behind the line that asked for it.
__cmdgen_line_run() {
  local - file status=0 ran=
  set +o errexit +o nounset +o xtrace +o verbose
  file=$(command mktemp "${TMPDIR:-/tmp}/cmdgen-ran.XXXXXXXXXX" 2>/dev/null) || file=
  CMDGEN_RAN=$file command cmdgen "$@"
  status=$?
  if [[ -n $file ]]; then
    [[ ! -s $file ]] || ran=$(<"$file")
    command rm -f -- "$file"
    if [[ -n $ran && -o history ]]; then
      set +o history # else it would take the place of the line that asked
      builtin history -s -- "$ran"
    fi
  fi
  return $status
}

cmdgen() {
  local last=$? line=
  if [[ ${1-} == fix ]]; then
    line=$(HISTTIMEFORMAT= builtin fc -ln -1 -1 2>/dev/null) || line=
    line=${line#"${line%%[![:space:]]*}"}
    CMDGEN_LAST_COMMAND=$line CMDGEN_LAST_STATUS=${__cmdgen_line_status:-$last} __cmdgen_line_run "$@"
  else
    __cmdgen_line_run "$@"
  fi
}

# __cmdgen_line_asks LINE: whether it begins with the word of a request; blanks may stand in front.
__cmdgen_line_asks() {
  local line=${1#"${1%%[![:blank:]]*}"}
  [[ -n $__cmdgen_line_alias && $line == "$__cmdgen_line_alias"[[:blank:]]*[![:space:]]* ]]
}

# Puts a command in place of the words.  The first part of the answer is the command, the rest what to say about it.
__cmdgen_line_replace() {
  local - line=${READLINE_LINE-} words answer= status=0 notes= reply= trapped blanks
  set +o errexit +o nounset +o xtrace +o verbose
  words=$line
  ! __cmdgen_line_asks "$line" || words=${line#*"$__cmdgen_line_alias"[[:blank:]]}
  [[ $words == *[![:space:]]* ]] || return 0
  builtin printf '%s\n' "$line" >/dev/tty # readline has wiped the line; what was asked stays to be read
  trapped=$(builtin trap -p INT)
  builtin trap ':' INT # Ctrl-C ends the program; the words stay on the line
  answer=$(command cmdgen shell --widget bash --columns "${COLUMNS:-80}" -- "$words" </dev/null)
  status=$?
  [[ $answer != *$'\036'* ]] || notes=${answer#*$'\036'} answer=${answer%%$'\036'*}
  [[ -z $notes ]] || builtin printf '%s\n' "$notes" >/dev/tty
  if [[ $status == [34] ]]; then
    # The program asks: a paste or a key from before the question is no answer there.
    reply=$(CMDGEN_RESIDENT=off command cmdgen shell --widget question --columns "${COLUMNS:-80}" -- \
      'Put it on the line all the same?' </dev/tty 2>/dev/tty && builtin echo yes)
    [[ $reply == yes ]] && status=0
  fi
  builtin trap - INT
  [[ -z $trapped ]] || builtin eval "$trapped"
  ((status == 0)) || return 0
  # A blank in front may keep a line out of the history: then it keeps both out.
  blanks=${line%%[![:blank:]]*}
  builtin history -s -- "$blanks$__cmdgen_line_alias $words"
  READLINE_LINE=$blanks$answer READLINE_POINT=$((${#blanks} + ${#answer}))
}

__cmdgen_line_next() {
  local map
  for map in emacs-standard vi-insert vi-command; do builtin bind -m "$map" "\"\C-x[q2\": $1"; done
}

# Enter: a line of words becomes a command; any other line goes to the guard, if there is one, and is accepted.
__cmdgen_line_enter() {
  if __cmdgen_line_asks "${READLINE_LINE-}"; then
    __cmdgen_line_next redraw-current-line
    __cmdgen_line_replace
  elif builtin declare -F __cmdgen_enter >/dev/null; then
    __cmdgen_line_next '"\C-x[g1\C-x[g2"'
  else
    __cmdgen_line_next accept-line
  fi
  return 0
}

__cmdgen_line_keys() {
  local map
  for map in emacs-standard vi-insert vi-command; do
    # A macro, since bash 5.2 loses a short key that runs shell code in more than one map.
    builtin bind -m "$map" -x '"\C-x[q3": __cmdgen_line_replace || :'
    builtin bind -m "$map" '"@KEY@": "\C-x[q3"'
    [[ -n $__cmdgen_line_alias ]] || continue
    builtin bind -m "$map" -x '"\C-x[q1": __cmdgen_line_enter || :'
    builtin bind -m "$map" '"\C-m": "\C-x[q1\C-x[q2"'
    builtin bind -m "$map" '"\C-j": "\C-x[q1\C-x[q2"'
  done
  [[ -z $__cmdgen_line_alias ]] || __cmdgen_line_next accept-line
}

cmdgen_shell_remove() {
  local map
  for map in emacs-standard vi-insert vi-command; do
    builtin bind -m "$map" -r '@KEY@'
    builtin bind -m "$map" -r '\C-x[q3'
    [[ -n $__cmdgen_line_alias ]] || continue
    builtin bind -m "$map" '"\C-m": accept-line'
    builtin bind -m "$map" '"\C-j": accept-line'
    builtin bind -m "$map" -r '\C-x[q1'
    builtin bind -m "$map" -r '\C-x[q2'
  done
  if [[ $(builtin declare -p PROMPT_COMMAND 2>/dev/null) == 'declare -a'* ]]; then
    for map in "${!PROMPT_COMMAND[@]}"; do
      [[ ${PROMPT_COMMAND[map]} != __cmdgen_line_prompt ]] || unset "PROMPT_COMMAND[map]"
    done
  else
    PROMPT_COMMAND=${PROMPT_COMMAND-}
    PROMPT_COMMAND=${PROMPT_COMMAND//__cmdgen_line_prompt/:}
  fi
  builtin complete -r cmdgen 2>/dev/null
  unset -f __cmdgen_line_prompt __cmdgen_line_run __cmdgen_line_asks __cmdgen_line_replace __cmdgen_line_next \
    __cmdgen_line_enter __cmdgen_line_keys cmdgen cmdgen_shell_remove \
    _cmdgen __cmdgen_known __cmdgen_profiles __cmdgen_offer
  unset -v __cmdgen_line_status __cmdgen_line_alias
  # A guard keeps Enter; cmdgen_guard remove takes it away.
  ! builtin declare -F __cmdgen_keys >/dev/null || __cmdgen_keys
}

if [[ ${PROMPT_COMMAND[*]-} != *__cmdgen_line_prompt* ]]; then
  # In front, since the others change the status.
  if [[ $(builtin declare -p PROMPT_COMMAND 2>/dev/null) == 'declare -a'* ]]; then
    PROMPT_COMMAND=(__cmdgen_line_prompt "${PROMPT_COMMAND[@]}")
  else
    PROMPT_COMMAND=__cmdgen_line_prompt${PROMPT_COMMAND:+$'\n'$PROMPT_COMMAND}
  fi
fi
__cmdgen_line_keys

elif [[ $- == *i* ]]; then
  builtin printf 'cmdgen: the keys need bash 4.4 or newer\n' >&2
fi
