# Completion of cmdgen for fish: cmdgen completion fish | source

# Whether the words so far are those of this subcommand, or of none; options and their values do not count.
function __cmdgen_after
    set -l words (commandline -opc)
    set -l found
    set -l expecting 0
    for word in $words[2..-1]
        if test $expecting = 1
            set expecting 0
        else if test "$word" = --
            return 1
        else if contains -- $word $__cmdgen_valued
            set expecting 1
        else if not string match -q -- '-*' $word
            set -a found $word
        end
    end
    test "$found" = "$argv"
end

# Whether this subcommand, or the request, is being written, whatever stands behind it.
function __cmdgen_in
    set -l expecting 0
    for word in (commandline -opc)[2..-1]
        if test $expecting = 1
            set expecting 0
        else if test "$word" = --
            return 1
        else if contains -- $word $__cmdgen_valued
            set expecting 1
        else if not string match -q -- '-*' $word
            test "$word" = "$argv"
            return
        end
    end
    test -z "$argv"
end

# The profiles that the config file names.
function __cmdgen_profiles
    set -l folder ~/.config
    set -q XDG_CONFIG_HOME; and set folder $XDG_CONFIG_HOME
    for file in $CMDGEN_CONFIG $folder/cmdgen/config.toml ~/Library/'Application Support'/cmdgen/config.toml
        test -r $file; or continue
        string match -r -g '^\[profiles\."?([A-Za-z0-9_-]+)' <$file
        return
    end
end

complete -c cmdgen -e
complete -c cmdgen -f
# made by scripts/completions.py
set -g __cmdgen_valued --alias --api-key-command --backend --candidates --category --config --format --idle --key --level --limit --max-wait --model --pack --predictions --profile --runs --seed --shell --show --tasks --temperature --timeout --url -b -c -m -n -p -s
complete -c cmdgen -n __cmdgen_after -a bench -d 'Measure how fast a backend and its model answer here: loading, first token, whole answer, memory'
complete -c cmdgen -n __cmdgen_after -a check -d 'Say how risky a command is, and why'
complete -c cmdgen -n __cmdgen_after -a completion -d 'Print the script that lets a shell complete cmdgen\'s subcommands, options and their values'
complete -c cmdgen -n __cmdgen_after -a config -d 'Show and change settings'
complete -c cmdgen -n __cmdgen_after -a eval -d 'Ask the model for a command for each of many tasks, run it in a sandbox, and count how many are right'
complete -c cmdgen -n __cmdgen_after -a explain -d 'Take a command apart: every program it would run, as the shell would see it, and what is risky'
complete -c cmdgen -n __cmdgen_after -a fix -d 'Propose what was probably meant by the last command, which failed'
complete -c cmdgen -n __cmdgen_after -a history -d 'Show what was asked, answered and run, the newest last'
complete -c cmdgen -n __cmdgen_after -a hook -d 'Answer a coding agent that asks, as JSON on stdin, whether a shell command may run'
complete -c cmdgen -n __cmdgen_after -a init -d 'Set cmdgen up: backend, model, keys of the shell; each part is tested before anything is written'
complete -c cmdgen -n __cmdgen_after -a model -d 'Show, fetch, choose and remove models'
complete -c cmdgen -n __cmdgen_after -a rules -d 'Show the rules that commands are screened with, and test own ones'
complete -c cmdgen -n __cmdgen_after -a scan -d 'Screen shell scripts and makefiles, and say in which line what is dangerous'
complete -c cmdgen -n __cmdgen_after -a serve -d 'Keep the model loaded and answer other calls of cmdgen, which then need not load it'
complete -c cmdgen -n __cmdgen_after -a shell -d 'Print the code that brings cmdgen into your prompt line'
complete -c cmdgen -n __cmdgen_after -a status -d 'Show which backend, engine and model would answer, the settings and where each comes from'
complete -c cmdgen -n '__cmdgen_after completion' -f -a 'bash fish powershell zsh'
complete -c cmdgen -n '__cmdgen_after config' -f -a 'show get set unset edit path profiles'
complete -c cmdgen -n '__cmdgen_after config get' -f -a 'backend backends fallback offline model models_dir engine device threads prefix_cache temperature seed samples examples own_examples prompt timeout_s connect_timeout_s request_timeout_s retries max_wait_s structured ollama.url ollama.model ollama.keep_alive ollama.auto_start vllm.url vllm.model vllm.api_key vllm.api_key_command shell yes_level allow_critical resident history shell_history hook_high hook_moderate hook_safe'
complete -c cmdgen -n '__cmdgen_after config set' -f -a 'backend backends fallback offline model models_dir engine device threads prefix_cache temperature seed samples examples own_examples prompt timeout_s connect_timeout_s request_timeout_s retries max_wait_s structured ollama.url ollama.model ollama.keep_alive ollama.auto_start vllm.url vllm.model vllm.api_key vllm.api_key_command shell yes_level allow_critical resident history shell_history hook_high hook_moderate hook_safe'
complete -c cmdgen -n '__cmdgen_after config unset' -f -a 'backend backends fallback offline model models_dir engine device threads prefix_cache temperature seed samples examples own_examples prompt timeout_s connect_timeout_s request_timeout_s retries max_wait_s structured ollama.url ollama.model ollama.keep_alive ollama.auto_start vllm.url vllm.model vllm.api_key vllm.api_key_command shell yes_level allow_critical resident history shell_history hook_high hook_moderate hook_safe'
complete -c cmdgen -n '__cmdgen_after history' -f -a 'undo'
complete -c cmdgen -n '__cmdgen_after hook' -f -a 'claude-code codex copilot cursor gemini shell'
complete -c cmdgen -n '__cmdgen_after hook shell' -f -a 'bash zsh'
complete -c cmdgen -n '__cmdgen_after model' -f -a 'available info list pull rm use'
complete -c cmdgen -n '__cmdgen_after model info' -f -a 'phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b'
complete -c cmdgen -n '__cmdgen_after model pull' -f -a 'phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b'
complete -c cmdgen -n '__cmdgen_after model rm' -f -a 'phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b'
complete -c cmdgen -n '__cmdgen_after model use' -f -a 'phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b'
complete -c cmdgen -n '__cmdgen_after rules' -f -a 'list show test'
complete -c cmdgen -n '__cmdgen_after rules test' -F
complete -c cmdgen -n '__cmdgen_after scan' -F
complete -c cmdgen -n '__cmdgen_after shell' -f -a 'init'
complete -c cmdgen -n '__cmdgen_after shell init' -f -a 'bash fish powershell zsh'
complete -c cmdgen -n __cmdgen_in -s b -l backend -r -f -a 'embedded ollama vllm' -d 'Backend: embedded, ollama or vllm.'
complete -c cmdgen -n __cmdgen_in -s m -l model -r -F -a 'phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b' -d 'Model: a GGUF file.'
complete -c cmdgen -n __cmdgen_in -s s -l shell -r -f -a 'bash zsh sh fish powershell cmd' -d 'Shell: auto, bash, zsh, sh, fish, powershell, cmd.'
complete -c cmdgen -n __cmdgen_in -s p -l profile -r -f -a 'offline ollama vllm fast quality paranoid (__cmdgen_profiles)' -d 'Profile of the config file.'
complete -c cmdgen -n __cmdgen_in -l config -r -F -d 'Config file to read.'
complete -c cmdgen -n __cmdgen_in -s y -l yes -d 'Run without asking, up to the configured level (safe).'
complete -c cmdgen -n __cmdgen_in -l print -d 'Print the command, run nothing; so it is without a terminal.'
complete -c cmdgen -n __cmdgen_in -l json -d 'Print JSON; with -y it may run as well.'
complete -c cmdgen -n __cmdgen_in -l dry-run -d 'Show everything, run nothing.'
complete -c cmdgen -n __cmdgen_in -s x -l explain -d 'Say what each part of the command does.'
complete -c cmdgen -n __cmdgen_in -s n -l candidates -r -f -d 'Look for N different commands.'
complete -c cmdgen -n __cmdgen_in -s c -l copy -d 'Put the command on the clipboard too.'
complete -c cmdgen -n __cmdgen_in -l context -d 'Show the model the names of the files here.'
complete -c cmdgen -n __cmdgen_in -l timeout -r -f -d 'Time for one answer.'
complete -c cmdgen -n __cmdgen_in -l max-wait -r -f -d 'Then the model in this process answers.'
complete -c cmdgen -n __cmdgen_in -l no-fallback -d 'Nobody stands in for the chosen backend.'
complete -c cmdgen -n __cmdgen_in -l temperature -r -f -d '0 takes the likeliest tokens.'
complete -c cmdgen -n __cmdgen_in -l seed -r -f -d 'Repeatable sampling.'
complete -c cmdgen -n __cmdgen_in -l offline -d 'Only a backend that makes no network access may answer.'
complete -c cmdgen -n __cmdgen_in -l show-prompt -d 'Print what the model would be sent, and stop.'
complete -c cmdgen -n __cmdgen_in -l list-backends -d 'Print the backends and stop.'
complete -c cmdgen -n __cmdgen_in -s v -l verbose -d 'Say more: timings, settings.'
complete -c cmdgen -n __cmdgen_in -s q -l quiet -d 'Only the command and what must be said.'
complete -c cmdgen -n __cmdgen_in -l version -d 'Print the version and stop.'
complete -c cmdgen -n __cmdgen_in -s h -l help -d 'Show this help.'
complete -c cmdgen -n '__cmdgen_in bench' -s b -l backend -r -f -a 'embedded ollama vllm' -d 'Backend; may be repeated.'
complete -c cmdgen -n '__cmdgen_in bench' -s m -l model -r -F -a 'phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b' -d 'Model: a GGUF file.'
complete -c cmdgen -n '__cmdgen_in bench' -s p -l profile -r -f -a 'offline ollama vllm fast quality paranoid (__cmdgen_profiles)' -d 'Profile of the config file.'
complete -c cmdgen -n '__cmdgen_in bench' -l config -r -F -d 'Config file to read.'
complete -c cmdgen -n '__cmdgen_in bench' -l runs -r -f -d 'Rounds (3).'
complete -c cmdgen -n '__cmdgen_in bench' -l json -d 'Print JSON.'
complete -c cmdgen -n '__cmdgen_in bench' -s h -l help -d 'Show this help.'
complete -c cmdgen -n '__cmdgen_in check' -s s -l shell -r -f -a 'bash zsh sh fish powershell cmd' -d 'Shell: auto, bash, zsh, sh, fish, powershell, cmd.'
complete -c cmdgen -n '__cmdgen_in check' -l json -d 'Print JSON.'
complete -c cmdgen -n '__cmdgen_in check' -s h -l help -d 'Show this help.'
complete -c cmdgen -n '__cmdgen_in completion' -s h -l help -d 'Show this help.'
complete -c cmdgen -n '__cmdgen_in config' -l json -d 'Print JSON: show, get, profiles.'
complete -c cmdgen -n '__cmdgen_in config' -l reveal -d 'get: print a key in full.'
complete -c cmdgen -n '__cmdgen_in config' -s p -l profile -r -f -a 'offline ollama vllm fast quality paranoid (__cmdgen_profiles)' -d 'Profile of the config file.'
complete -c cmdgen -n '__cmdgen_in config' -l config -r -F -d 'Config file to read.'
complete -c cmdgen -n '__cmdgen_in config' -s h -l help -d 'Show this help.'
complete -c cmdgen -n '__cmdgen_in eval' -s b -l backend -r -f -a 'embedded ollama vllm' -d 'Backend: embedded, ollama or vllm.'
complete -c cmdgen -n '__cmdgen_in eval' -s m -l model -r -F -a 'phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b' -d 'Model: a GGUF file.'
complete -c cmdgen -n '__cmdgen_in eval' -s p -l profile -r -f -a 'offline ollama vllm fast quality paranoid (__cmdgen_profiles)' -d 'Profile of the config file.'
complete -c cmdgen -n '__cmdgen_in eval' -l config -r -F -d 'Config file to read.'
complete -c cmdgen -n '__cmdgen_in eval' -s c -l category -r -f -a 'archives containers data dates declined disk files git network packages permissions processes system text' -d 'Only this category; may be given again.'
complete -c cmdgen -n '__cmdgen_in eval' -l tasks -r -f -a '(__fish_complete_directories)' -d 'Task files, or a published test set, in place of ours.'
complete -c cmdgen -n '__cmdgen_in eval' -l limit -r -f -d 'At most so many tasks, spread over all.'
complete -c cmdgen -n '__cmdgen_in eval' -l predictions -r -F -d 'Score these commands (JSON lines); ask no model.'
complete -c cmdgen -n '__cmdgen_in eval' -l show -r -f -a 'wrong all' -d 'List the answers: wrong or all.'
complete -c cmdgen -n '__cmdgen_in eval' -l json -d 'Print JSON.'
complete -c cmdgen -n '__cmdgen_in eval' -s h -l help -d 'Show this help.'
complete -c cmdgen -n '__cmdgen_in explain' -s s -l shell -r -f -a 'bash zsh sh fish powershell cmd' -d 'Shell: auto, bash, zsh, sh, fish, powershell, cmd.'
complete -c cmdgen -n '__cmdgen_in explain' -l json -d 'Print JSON.'
complete -c cmdgen -n '__cmdgen_in explain' -s h -l help -d 'Show this help.'
complete -c cmdgen -n '__cmdgen_in fix' -s b -l backend -r -f -a 'embedded ollama vllm' -d 'Backend: embedded, ollama or vllm.'
complete -c cmdgen -n '__cmdgen_in fix' -s m -l model -r -F -a 'phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b' -d 'Model: a GGUF file.'
complete -c cmdgen -n '__cmdgen_in fix' -s s -l shell -r -f -a 'bash zsh sh fish powershell cmd' -d 'Shell: auto, bash, zsh, sh, fish, powershell, cmd.'
complete -c cmdgen -n '__cmdgen_in fix' -s p -l profile -r -f -a 'offline ollama vllm fast quality paranoid (__cmdgen_profiles)' -d 'Profile of the config file.'
complete -c cmdgen -n '__cmdgen_in fix' -l config -r -F -d 'Config file to read.'
complete -c cmdgen -n '__cmdgen_in fix' -l print -d 'Print the command, run nothing.'
complete -c cmdgen -n '__cmdgen_in fix' -l json -d 'Print JSON.'
complete -c cmdgen -n '__cmdgen_in fix' -l dry-run -d 'Show everything, run nothing.'
complete -c cmdgen -n '__cmdgen_in fix' -s h -l help -d 'Show this help.'
complete -c cmdgen -n '__cmdgen_in history' -l limit -r -f -d 'Entries at most.'
complete -c cmdgen -n '__cmdgen_in history' -l clear -d 'Delete the history; asks first.'
complete -c cmdgen -n '__cmdgen_in history' -s y -l yes -d 'Clear without asking.'
complete -c cmdgen -n '__cmdgen_in history' -l json -d 'Print one JSON object a line.'
complete -c cmdgen -n '__cmdgen_in history' -l config -r -F -d 'Config file to read.'
complete -c cmdgen -n '__cmdgen_in history' -s h -l help -d 'Show this help.'
complete -c cmdgen -n '__cmdgen_in hook' -s s -l shell -r -f -a 'bash zsh sh fish powershell cmd' -d 'Shell: auto, bash, zsh, sh, fish, powershell, cmd.'
complete -c cmdgen -n '__cmdgen_in hook' -s h -l help -d 'Show this help.'
complete -c cmdgen -n '__cmdgen_in init' -s b -l backend -r -f -a 'embedded ollama vllm' -d 'embedded, ollama or vllm.'
complete -c cmdgen -n '__cmdgen_in init' -l url -r -f -d 'Address of the server.'
complete -c cmdgen -n '__cmdgen_in init' -s m -l model -r -F -a 'phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b' -d 'Model to fetch or to ask for.'
complete -c cmdgen -n '__cmdgen_in init' -l api-key-command -r -f -d 'Prints the server\'s key.'
complete -c cmdgen -n '__cmdgen_in init' -l no-model -d 'Fetch no model.'
complete -c cmdgen -n '__cmdgen_in init' -l no-keys -d 'Leave the shell\'s startup file alone.'
complete -c cmdgen -n '__cmdgen_in init' -l remove-keys -d 'Take the keys out of the shell again, and stop.'
complete -c cmdgen -n '__cmdgen_in init' -s y -l yes -d 'Ask nothing.'
complete -c cmdgen -n '__cmdgen_in init' -l offline -d 'Open no network connection.'
complete -c cmdgen -n '__cmdgen_in init' -l config -r -F -d 'Config file to read.'
complete -c cmdgen -n '__cmdgen_in init' -s h -l help -d 'Show this help.'
complete -c cmdgen -n '__cmdgen_in model' -l json -d 'Print JSON.'
complete -c cmdgen -n '__cmdgen_in model' -s y -l yes -d 'rm: do not ask.'
complete -c cmdgen -n '__cmdgen_in model' -s q -l quiet -d 'pull: no progress.'
complete -c cmdgen -n '__cmdgen_in model' -l offline -d 'Open no network connection.'
complete -c cmdgen -n '__cmdgen_in model' -s p -l profile -r -f -a 'offline ollama vllm fast quality paranoid (__cmdgen_profiles)' -d 'Profile of the config file.'
complete -c cmdgen -n '__cmdgen_in model' -l config -r -F -d 'Config file to read.'
complete -c cmdgen -n '__cmdgen_in model' -s h -l help -d 'Show this help.'
complete -c cmdgen -n '__cmdgen_in rules' -l json -d 'Print JSON.'
complete -c cmdgen -n '__cmdgen_in rules' -l pack -r -f -d 'Only rules of this pack.'
complete -c cmdgen -n '__cmdgen_in rules' -s s -l shell -r -f -a 'bash zsh sh fish powershell cmd' -d 'Shell: auto, bash, zsh, sh, fish, powershell, cmd.'
complete -c cmdgen -n '__cmdgen_in rules' -s h -l help -d 'Show this help.'
complete -c cmdgen -n '__cmdgen_in scan' -l format -r -f -a 'text json sarif' -d 'text, json or sarif.'
complete -c cmdgen -n '__cmdgen_in scan' -s s -l shell -r -f -a 'bash zsh sh fish powershell cmd' -d 'Shell: auto, bash, zsh, sh, fish, powershell, cmd.'
complete -c cmdgen -n '__cmdgen_in scan' -l level -r -f -a 'moderate high critical' -d 'Least level that counts: moderate, high or critical.'
complete -c cmdgen -n '__cmdgen_in scan' -s h -l help -d 'Show this help.'
complete -c cmdgen -n '__cmdgen_in serve' -l background -d 'Go on without this terminal; return once it answers.'
complete -c cmdgen -n '__cmdgen_in serve' -l warm -d 'The same without a word and without waiting, for startup files.'
complete -c cmdgen -n '__cmdgen_in serve' -l stop -d 'End it.'
complete -c cmdgen -n '__cmdgen_in serve' -l status -d 'Say what it does.'
complete -c cmdgen -n '__cmdgen_in serve' -l json -d 'With --status: print JSON.'
complete -c cmdgen -n '__cmdgen_in serve' -l idle -r -f -d 'End after so long; 0 never does.'
complete -c cmdgen -n '__cmdgen_in serve' -s m -l model -r -F -a 'phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b' -d 'Model: a GGUF file.'
complete -c cmdgen -n '__cmdgen_in serve' -s p -l profile -r -f -a 'offline ollama vllm fast quality paranoid (__cmdgen_profiles)' -d 'Profile of the config file.'
complete -c cmdgen -n '__cmdgen_in serve' -l config -r -F -d 'Config file to read.'
complete -c cmdgen -n '__cmdgen_in serve' -s h -l help -d 'Show this help.'
complete -c cmdgen -n '__cmdgen_in shell' -l key -r -f -d 'Such as alt-g or ctrl-o.'
complete -c cmdgen -n '__cmdgen_in shell' -l alias -r -f -d 'First word of a request; "" for none.'
complete -c cmdgen -n '__cmdgen_in shell' -l guard -d 'Ask before a typed command of level high or above.'
complete -c cmdgen -n '__cmdgen_in shell' -s h -l help -d 'Show this help.'
complete -c cmdgen -n '__cmdgen_in status' -s b -l backend -r -f -a 'embedded ollama vllm' -d 'Backend: embedded, ollama or vllm.'
complete -c cmdgen -n '__cmdgen_in status' -s m -l model -r -F -a 'phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b' -d 'Model: a GGUF file.'
complete -c cmdgen -n '__cmdgen_in status' -s s -l shell -r -f -a 'bash zsh sh fish powershell cmd' -d 'Shell: auto, bash, zsh, sh, fish, powershell, cmd.'
complete -c cmdgen -n '__cmdgen_in status' -s p -l profile -r -f -a 'offline ollama vllm fast quality paranoid (__cmdgen_profiles)' -d 'Profile of the config file.'
complete -c cmdgen -n '__cmdgen_in status' -l config -r -F -d 'Config file to read.'
complete -c cmdgen -n '__cmdgen_in status' -l json -d 'Print JSON.'
complete -c cmdgen -n '__cmdgen_in status' -s h -l help -d 'Show this help.'
# end
