# The cmdgen guard for interactive fish 3.4 or newer:  cmdgen hook shell fish | source
#
# Enter first looks at the whole text; a text that is not complete goes on in the next line, as always.
# cmdgen_guard on|off|skip|status|remove

if status is-interactive

set -g __cmdgen_state on
set -g __cmdgen_folder
set -g __cmdgen_pid
set -g __cmdgen_number 0
set -g __cmdgen_answer

function __cmdgen_start
    __cmdgen_stop
    set -l place /tmp
    set -q TMPDIR; and set place $TMPDIR
    set -g __cmdgen_folder (command mktemp -d $place/cmdgen-guard.XXXXXXXXXX 2>/dev/null)
    or return 1
    command mkfifo -m 600 $__cmdgen_folder/in $__cmdgen_folder/out
    or return 1
    # In a shell of its own: no job of yours that fish would warn of at its end.  When the process ends, that shell
    # says so in its place, as fish cannot wait for an answer with a time limit.
    command sh -c '
        exec </dev/null >/dev/null 2>&1
        (
            exec 4<>"$1/out"
            cmdgen hook shell fish --serve "$1" --owner "$2" 4>&-
            printf "0 gone\n\0" >&4
            while [ -p "$1/out" ] && kill -0 "$2"; do sleep 1; done
            rm -rf -- "$1"
        ) &' sh $__cmdgen_folder $fish_pid
    # It says so, and who it is, when it has opened the pipes.
    __cmdgen_read 0; and string match -q 'ready *' -- $__cmdgen_answer[1]
    or return 1
    set -g __cmdgen_pid (string replace 'ready ' '' -- $__cmdgen_answer[1])
end

function __cmdgen_stop
    # What is left of it ends with its folder.
    test -n "$__cmdgen_pid"; and command kill $__cmdgen_pid 2>/dev/null
    test -n "$__cmdgen_folder"; and command rm -rf -- $__cmdgen_folder
    set -g __cmdgen_pid
    set -g __cmdgen_folder
    return 0
end

# __cmdgen_read NUMBER: leaves the answer, WORD and lines of text, in __cmdgen_answer; fails when there is none.
function __cmdgen_read
    # More than once: a signal, such as that of a job that ends, may stop fish from waiting.
    for try in (seq 20)
        while read -l -z reply <$__cmdgen_folder/out
            # Else an answer that nobody waited for.
            if string match -q -- "$argv[1] *" $reply
                set -g __cmdgen_answer (string replace -- "$argv[1] " '' $reply | string split \n)
                return 0
            end
            string match -q -- "0 gone*" $reply
            and return 1
        end 2>/dev/null
        test -z "$__cmdgen_pid"; or command kill -0 $__cmdgen_pid 2>/dev/null
        or return 1
    end
    return 1
end

function __cmdgen_exchange
    test -n "$__cmdgen_folder" -a -p "$__cmdgen_folder/in"
    or return 1
    set -g __cmdgen_number (math $__cmdgen_number + 1)
    command kill -0 $__cmdgen_pid 2>/dev/null
    or return 1
    printf '%s\0' guard:$__cmdgen_number:1:$COLUMNS $PWD $argv[1] >$__cmdgen_folder/in
    __cmdgen_read $__cmdgen_number
end

function __cmdgen_screen
    set -g __cmdgen_answer pass
    __cmdgen_exchange $argv[1]; and return 0
    __cmdgen_start; and __cmdgen_exchange $argv[1]; and return 0
    __cmdgen_stop
    set -g __cmdgen_answer pass
    set -g __cmdgen_state dead
    printf '\ncmdgen: the guard does not answer: commands run unscreened in this shell (cmdgen_guard on starts it again)\n' >&2
    return 0
end

# The program asks: a paste or a key from before the question is no answer there, and Ctrl-C is a no.
function __cmdgen_question
    printf '\n' >/dev/tty
    printf '%s\n' $__cmdgen_answer[2..-1] >/dev/tty
    set -lx CMDGEN_RESIDENT off
    set -l columns 80
    set -q COLUMNS; and set columns $COLUMNS
    command cmdgen shell --widget question --columns $columns -- 'Run it?' </dev/tty >/dev/null 2>/dev/tty
end

# Draws the prompt anew, below what was printed.
function __cmdgen_repaint
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

function __cmdgen_enter
    set -l text (commandline | string collect)
    commandline --is-valid
    set -l validity $status
    # 2: not complete, so that execute only begins another line
    if test "$__cmdgen_state" = on -a $validity -ne 2
        and string match -qr '\S' -- "$text"
        __cmdgen_screen "$text"
        if test "$__cmdgen_answer[1]" = ask
            if not __cmdgen_question
                __cmdgen_repaint
                return 0
            end
            __cmdgen_repaint
        end
    else if test "$__cmdgen_state" = skip
        set -g __cmdgen_state on
    end
    commandline -f execute
end

function __cmdgen_keys
    # With the keys of vi, Enter in the normal mode begins the next line in the insert mode.
    set -l after default
    string match -q '*vi*' -- "$fish_key_bindings"; and set after insert
    # The words of a request are looked for first, where there is a key for them.
    set -l function __cmdgen_enter
    functions -q __cmdgen_line_enter; and test -n "$__cmdgen_line_alias"; and set function __cmdgen_line_enter
    for key in \r \n
        bind -M default -m $after $key $function
        bind -M insert $key $function
    end
end

function __cmdgen_no_keys
    for mode in default insert
        for key in \r \n
            bind -e -M $mode $key 2>/dev/null
        end
    end
end

function cmdgen_guard
    switch "$argv[1]"
        case on
            set -g __cmdgen_state on
            __cmdgen_keys
        case off
            set -g __cmdgen_state off
            __cmdgen_stop
        case skip
            set -g __cmdgen_state skip
        case '' status
            echo "cmdgen guard: $__cmdgen_state"
        case remove
            __cmdgen_stop
            __cmdgen_no_keys
            functions -e __cmdgen_start __cmdgen_stop __cmdgen_read __cmdgen_exchange __cmdgen_screen \
                __cmdgen_question __cmdgen_repaint __cmdgen_enter __cmdgen_keys __cmdgen_no_keys __cmdgen_key_bindings cmdgen_guard
            set -e __cmdgen_state __cmdgen_folder __cmdgen_pid __cmdgen_number __cmdgen_answer
            functions -q __cmdgen_line_keys; and __cmdgen_line_keys
            return 0
        case '*'
            echo 'cmdgen_guard on|off|skip|status|remove' >&2
            return 2
    end
end

# Changing to vi mode and back takes bindings away.
function __cmdgen_key_bindings --on-variable fish_key_bindings
    test "$__cmdgen_state" = on; and __cmdgen_keys
end

__cmdgen_keys

end
