# cmdgen in interactive fish 3.1 or newer:  cmdgen shell init fish | source
#
# @KEY_NAME@ turns the words on the line into a command on the line; your own Enter runs it, in this very shell.  So does
# Enter after `@ALIAS@ words`.  cmdgen_shell_remove takes everything out again.

if status is-interactive

set -g __cmdgen_line_alias '@ALIAS@'
set -g __cmdgen_line_status 0

# Keeps what `cmdgen fix` wants to know; nothing else happens after a command.
function __cmdgen_line_postexec --on-event fish_postexec
    set -g __cmdgen_line_status $status
end

# Runs cmdgen.  What it has run on consent is in the history file then, which this session reads again.
function __cmdgen_line_run
    set -lx CMDGEN_RAN (command mktemp (set -q TMPDIR; and echo $TMPDIR; or echo /tmp)/cmdgen-ran.XXXXXXXXXX 2>/dev/null)
    # The name of your history, and whether this session keeps one, are known here only.
    set -q fish_history; and set -lx fish_history $fish_history
    set -q fish_private_mode; and set -lx CMDGEN_SHELL_HISTORY false
    command cmdgen $argv
    set -l failure $status
    if test -n "$CMDGEN_RAN"
        test -s $CMDGEN_RAN; and history merge
        command rm -f -- $CMDGEN_RAN
    end
    return $failure
end

function cmdgen --wraps cmdgen
    if test "$argv[1]" = fix
        set -lx CMDGEN_LAST_STATUS $__cmdgen_line_status
        set -lx CMDGEN_LAST_COMMAND "$history[1]"
        __cmdgen_line_run $argv
    else
        __cmdgen_line_run $argv
    end
end

# __cmdgen_line_asks LINE: whether it begins with the word of a request; blanks may stand in front.
function __cmdgen_line_asks
    test -n "$__cmdgen_line_alias"
    and string match -qr -- '^[ \t]*'(string escape --style=regex -- $__cmdgen_line_alias)'[ \t]+\S' "$argv[1]"
end

# Draws the prompt anew, below what was printed.
function __cmdgen_line_repaint
    # fish goes up first: by the lines of the prompt and by those above the cursor, which may be long ones.
    set -l prompt (fish_prompt)
    set -l width (string length --visible -- $prompt[-1] 2>/dev/null; or echo 0)
    set -l rows (math (count $prompt) + (commandline --line) - 2)
    for line in (commandline --cut-at-cursor --current-buffer)
        set rows (math "$rows + floor(($width + "(string length -- "$line")") / $COLUMNS)")
    end
    test $rows -gt 0; and string repeat -N -n $rows \n >/dev/tty
    commandline -f repaint
end

# Puts a command in place of the words.  The first part of the answer is the command, the rest what to say about it.
function __cmdgen_line_replace
    set -l line (commandline --current-buffer | string collect)
    set -l words $line
    if __cmdgen_line_asks "$line"
        set words (string replace -r -- '^[ \t]*'(string escape --style=regex -- $__cmdgen_line_alias)'[ \t]' '' "$line" | string collect)
    end
    test -n (string trim -- "$words" | string collect); or return 0
    set -l columns 80
    set -q COLUMNS; and set columns $COLUMNS
    printf '\n' >/dev/tty
    set -l answer (command cmdgen shell --widget fish --columns $columns -- "$words" </dev/null | string collect)
    set -l failure $pipestatus[1]
    set -l notes ''
    if string match -q -- '*'\x1e'*' "$answer"
        # A command of several lines is one text: split would make a list of its lines.
        set notes (string replace -r -- '(?s)^[^\x1e]*\x1e' '' "$answer" | string collect)
        set answer (string replace -r -- '(?s)\x1e.*' '' "$answer" | string collect)
    end
    test -z "$notes"; or printf '%s\n' "$notes" >/dev/tty
    if contains -- "$failure" 3 4
        # The program asks: a paste or a key from before the question is no answer there.
        set -lx CMDGEN_RESIDENT off
        command cmdgen shell --widget question --columns $columns -- 'Put it on the line all the same?' \
            </dev/tty >/dev/null 2>/dev/tty
        set failure $status
    end
    __cmdgen_line_repaint # which has to know the line as it stands there
    if test "$failure" = 0
        # A blank in front keeps a line out of the history.
        commandline --replace -- (string match -r -- '^[ \t]*' "$line")"$answer"
    end
    return 0
end

# Enter: a line of words becomes a command; any other line goes to the guard, if there is one, and is accepted.
function __cmdgen_line_enter
    if __cmdgen_line_asks (commandline --current-buffer | string collect)
        __cmdgen_line_replace
    else if functions -q __cmdgen_enter
        __cmdgen_enter
    else
        commandline -f execute
    end
end

# Changing to vi mode and back takes some bindings away.
function __cmdgen_line_keys --on-variable fish_key_bindings
    for mode in default insert visual
        bind -M $mode @KEY@ __cmdgen_line_replace
    end
    test -n "$__cmdgen_line_alias"; or return 0
    # With the keys of vi, Enter in the normal mode begins the next line in the insert mode.
    set -l after default
    string match -q '*vi*' -- "$fish_key_bindings"; and set after insert
    for key in \r \n
        bind -M default -m $after $key __cmdgen_line_enter
        bind -M insert $key __cmdgen_line_enter
        bind -M visual $key __cmdgen_line_enter
    end
end

__cmdgen_line_keys

function cmdgen_shell_remove
    for mode in default insert visual
        bind -M $mode -e @KEY@
        bind -M $mode -e \r
        bind -M $mode -e \n
    end
    complete -e -c cmdgen
    functions -e __cmdgen_line_postexec __cmdgen_line_run __cmdgen_line_asks __cmdgen_line_repaint \
        __cmdgen_line_replace __cmdgen_line_enter __cmdgen_line_keys cmdgen cmdgen_shell_remove \
        __cmdgen_after __cmdgen_in __cmdgen_profiles
    set -e __cmdgen_line_alias __cmdgen_line_status __cmdgen_valued
    # A guard keeps Enter; cmdgen_guard remove takes it away.
    functions -q __cmdgen_keys; and __cmdgen_keys
    return 0
end

end
