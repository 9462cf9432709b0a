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

function cmdgen --wraps cmdgen
    if test "$argv[1]" = fix
        set -lx CMDGEN_LAST_STATUS $__cmdgen_line_status
        set -lx CMDGEN_LAST_COMMAND "$history[1]"
        command cmdgen $argv
    else
        command cmdgen $argv
    end
end

function __cmdgen_line_words
    set -l words (commandline --current-buffer | string collect)
    set -l head "$__cmdgen_line_alias "
    if test -n "$__cmdgen_line_alias"; and test (string sub -l (string length -- "$head") -- "$words" | string collect) = "$head"
        set words (string sub -s (math 1 + (string length -- "$head")) -- "$words" | string collect)
    end
    printf '%s' $words
end

# Puts a command in place of the words.  The first part of the answer is the command, the rest what to say about it.
function __cmdgen_line_replace
    set -l words (__cmdgen_line_words | string collect)
    test -n (string trim -- "$words" | string collect); or return 0
    set -l columns 80
    set -q COLUMNS; and set columns $COLUMNS
    printf '\n' >/dev/tty
    set -l answer (command cmdgen shell --widget fish --columns $columns -- "$words" </dev/null | string collect)
    set -l failure $pipestatus[1]
    set -l notes ''
    if string match -q -- '*'\x1e'*' "$answer"
        set -l parts (string split -m 1 -- \x1e "$answer")
        # A command of several lines is one text: split would have made a list of its lines.
        set notes (string replace -r -- '(?s)^[^\x1e]*\x1e' '' "$answer" | string collect)
        set answer (string replace -r -- '(?s)\x1e.*' '' "$answer" | string collect)
    end
    test -z "$notes"; or printf '%s\n' "$notes" >/dev/tty
    switch "$failure"
        case 0
        case 3 4
            set -l reply ''
            read -n 1 -P 'Put it on the line all the same? [y/N] ' reply </dev/tty
            if not string match -qi y -- "$reply"
                commandline -f repaint
                return 0
            end
        case '*'
            commandline -f repaint
            return 0
    end
    commandline --replace -- "$answer"
    commandline -f repaint
end

# Enter: a line of words becomes a command; any other line goes to the guard, if there is one, and is accepted.
function __cmdgen_line_enter
    set -l words (commandline --current-buffer | string collect)
    set -l head "$__cmdgen_line_alias "
    if test -n "$__cmdgen_line_alias"; and test (string sub -l (string length -- "$head") -- "$words" | string collect) = "$head"
        __cmdgen_line_replace
    else if functions -q __cmdgen_enter
        __cmdgen_enter
    else
        commandline -f execute
    end
end

for mode in default insert visual
    bind -M $mode @KEY@ __cmdgen_line_replace
    if test -n "$__cmdgen_line_alias"
        bind -M $mode \r __cmdgen_line_enter
        bind -M $mode \n __cmdgen_line_enter
    end
end

function cmdgen_shell_remove
    for mode in default insert visual
        bind -M $mode -e @KEY@
        bind -M $mode -e \r
        bind -M $mode -e \n
    end
    functions -e __cmdgen_line_postexec __cmdgen_line_words __cmdgen_line_replace __cmdgen_line_enter cmdgen cmdgen_shell_remove
    set -e __cmdgen_line_alias __cmdgen_line_status
end

end
