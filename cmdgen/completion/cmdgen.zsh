#compdef cmdgen
# Completion of cmdgen for zsh: eval "$(cmdgen completion zsh)" behind compinit, or this text as _cmdgen in a folder of fpath.

# Sets reply to the words that are known for a question, as WORD or WORD:MEANING; starts no process.
__cmdgen_known() {
  reply=()
  case $1 in
  # made by scripts/completions.py
  'commands') reply=('bench:Measure how fast a backend and its model answer here: loading, first token, whole answer, memory' 'check:Say how risky a command is, and why' 'completion:Print the script that lets a shell complete cmdgen'\''s subcommands, options and their values' 'config:Show and change settings' 'eval:Ask the model for a command for each of many tasks, run it in a sandbox, and count how many are right' 'explain:Take a command apart: every program it would run, as the shell would see it, and what is risky' 'fix:Propose what was probably meant by the last command, which failed' 'history:Show what was asked, answered and run, the newest last' 'hook:Answer a coding agent that asks, as JSON on stdin, whether a shell command may run' 'init:Set cmdgen up: backend, model, keys of the shell; each part is tested before anything is written' 'model:Show, fetch, choose and remove models' 'rules:Show the rules that commands are screened with, and test own ones' 'scan:Screen shell scripts and makefiles, and say in which line what is dangerous' 'serve:Keep the model loaded and answer other calls of cmdgen, which then need not load it' 'shell:Print the code that brings cmdgen into your prompt line' 'status:Show which backend, engine and model would answer, the settings and where each comes from') ;;
  'options ') reply=('-b:Backend: embedded, ollama or vllm.' '--backend:Backend: embedded, ollama or vllm.' '-m:Model: a GGUF file.' '--model:Model: a GGUF file.' '-s:Shell: auto, bash, zsh, sh, fish, powershell, cmd.' '--shell:Shell: auto, bash, zsh, sh, fish, powershell, cmd.' '-p:Profile of the config file.' '--profile:Profile of the config file.' '--config:Config file to read.' '-y:Run without asking, up to the configured level (safe).' '--yes:Run without asking, up to the configured level (safe).' '--print:Print the command, run nothing; so it is without a terminal.' '--json:Print JSON; with -y it may run as well.' '--dry-run:Show everything, run nothing.' '-x:Say what each part of the command does.' '--explain:Say what each part of the command does.' '-n:Look for N different commands.' '--candidates:Look for N different commands.' '-c:Put the command on the clipboard too.' '--copy:Put the command on the clipboard too.' '--context:Show the model the names of the files here.' '--timeout:Time for one answer.' '--max-wait:Then the model in this process answers.' '--no-fallback:Nobody stands in for the chosen backend.' '--temperature:0 takes the likeliest tokens.' '--seed:Repeatable sampling.' '--offline:Only a backend that makes no network access may answer.' '--show-prompt:Print what the model would be sent, and stop.' '--list-backends:Print the backends and stop.' '-v:Say more: timings, settings.' '--verbose:Say more: timings, settings.' '-q:Only the command and what must be said.' '--quiet:Only the command and what must be said.' '--version:Print the version and stop.' '-h:Show this help.' '--help:Show this help.') ;;
  'valued ') reply=('-b' '--backend' '-m' '--model' '-s' '--shell' '-p' '--profile' '--config' '-n' '--candidates' '--timeout' '--max-wait' '--temperature' '--seed') ;;
  'values  -b') reply=('embedded' 'ollama' 'vllm') ;;
  'values  --backend') reply=('embedded' 'ollama' 'vllm') ;;
  'values  -m') reply=('phi-3-mini' 'qwen2.5-coder-0.5b' 'qwen2.5-coder-1.5b' 'qwen2.5-coder-3b' 'qwen2.5-coder-7b' 'starcoder2-3b' '@files') ;;
  'values  --model') reply=('phi-3-mini' 'qwen2.5-coder-0.5b' 'qwen2.5-coder-1.5b' 'qwen2.5-coder-3b' 'qwen2.5-coder-7b' 'starcoder2-3b' '@files') ;;
  'values  -s') reply=('bash' 'zsh' 'sh' 'fish' 'powershell' 'cmd') ;;
  'values  --shell') reply=('bash' 'zsh' 'sh' 'fish' 'powershell' 'cmd') ;;
  'values  -p') reply=('offline' 'ollama' 'vllm' 'fast' 'quality' 'paranoid' '@profiles') ;;
  'values  --profile') reply=('offline' 'ollama' 'vllm' 'fast' 'quality' 'paranoid' '@profiles') ;;
  'values  --config') reply=('@files') ;;
  'options bench') reply=('-b:Backend; may be repeated.' '--backend:Backend; may be repeated.' '-m:Model: a GGUF file.' '--model:Model: a GGUF file.' '-p:Profile of the config file.' '--profile:Profile of the config file.' '--config:Config file to read.' '--runs:Rounds (3).' '--json:Print JSON.' '-h:Show this help.' '--help:Show this help.') ;;
  'valued bench') reply=('-b' '--backend' '-m' '--model' '-p' '--profile' '--config' '--runs') ;;
  'values bench -b') reply=('embedded' 'ollama' 'vllm') ;;
  'values bench --backend') reply=('embedded' 'ollama' 'vllm') ;;
  'values bench -m') reply=('phi-3-mini' 'qwen2.5-coder-0.5b' 'qwen2.5-coder-1.5b' 'qwen2.5-coder-3b' 'qwen2.5-coder-7b' 'starcoder2-3b' '@files') ;;
  'values bench --model') reply=('phi-3-mini' 'qwen2.5-coder-0.5b' 'qwen2.5-coder-1.5b' 'qwen2.5-coder-3b' 'qwen2.5-coder-7b' 'starcoder2-3b' '@files') ;;
  'values bench -p') reply=('offline' 'ollama' 'vllm' 'fast' 'quality' 'paranoid' '@profiles') ;;
  'values bench --profile') reply=('offline' 'ollama' 'vllm' 'fast' 'quality' 'paranoid' '@profiles') ;;
  'values bench --config') reply=('@files') ;;
  'options check') reply=('-s:Shell: auto, bash, zsh, sh, fish, powershell, cmd.' '--shell:Shell: auto, bash, zsh, sh, fish, powershell, cmd.' '--json:Print JSON.' '-h:Show this help.' '--help:Show this help.') ;;
  'valued check') reply=('-s' '--shell') ;;
  'values check -s') reply=('bash' 'zsh' 'sh' 'fish' 'powershell' 'cmd') ;;
  'values check --shell') reply=('bash' 'zsh' 'sh' 'fish' 'powershell' 'cmd') ;;
  'options completion') reply=('-h:Show this help.' '--help:Show this help.') ;;
  'options config') reply=('--json:Print JSON: show, get, profiles.' '--reveal:get: print a key in full.' '-p:Profile of the config file.' '--profile:Profile of the config file.' '--config:Config file to read.' '-h:Show this help.' '--help:Show this help.') ;;
  'valued config') reply=('-p' '--profile' '--config') ;;
  'values config -p') reply=('offline' 'ollama' 'vllm' 'fast' 'quality' 'paranoid' '@profiles') ;;
  'values config --profile') reply=('offline' 'ollama' 'vllm' 'fast' 'quality' 'paranoid' '@profiles') ;;
  'values config --config') reply=('@files') ;;
  'options eval') reply=('-b:Backend: embedded, ollama or vllm.' '--backend:Backend: embedded, ollama or vllm.' '-m:Model: a GGUF file.' '--model:Model: a GGUF file.' '-p:Profile of the config file.' '--profile:Profile of the config file.' '--config:Config file to read.' '-c:Only this category; may be given again.' '--category:Only this category; may be given again.' '--tasks:Task files, or a published test set, in place of ours.' '--limit:At most so many tasks, spread over all.' '--predictions:Score these commands (JSON lines); ask no model.' '--show:List the answers: wrong or all.' '--json:Print JSON.' '-h:Show this help.' '--help:Show this help.') ;;
  'valued eval') reply=('-b' '--backend' '-m' '--model' '-p' '--profile' '--config' '-c' '--category' '--tasks' '--limit' '--predictions' '--show') ;;
  'values eval -b') reply=('embedded' 'ollama' 'vllm') ;;
  'values eval --backend') reply=('embedded' 'ollama' 'vllm') ;;
  'values eval -m') reply=('phi-3-mini' 'qwen2.5-coder-0.5b' 'qwen2.5-coder-1.5b' 'qwen2.5-coder-3b' 'qwen2.5-coder-7b' 'starcoder2-3b' '@files') ;;
  'values eval --model') reply=('phi-3-mini' 'qwen2.5-coder-0.5b' 'qwen2.5-coder-1.5b' 'qwen2.5-coder-3b' 'qwen2.5-coder-7b' 'starcoder2-3b' '@files') ;;
  'values eval -p') reply=('offline' 'ollama' 'vllm' 'fast' 'quality' 'paranoid' '@profiles') ;;
  'values eval --profile') reply=('offline' 'ollama' 'vllm' 'fast' 'quality' 'paranoid' '@profiles') ;;
  'values eval --config') reply=('@files') ;;
  'values eval -c') reply=('archives' 'containers' 'data' 'dates' 'declined' 'disk' 'files' 'git' 'network' 'packages' 'permissions' 'processes' 'system' 'text') ;;
  'values eval --category') reply=('archives' 'containers' 'data' 'dates' 'declined' 'disk' 'files' 'git' 'network' 'packages' 'permissions' 'processes' 'system' 'text') ;;
  'values eval --tasks') reply=('@folders') ;;
  'values eval --predictions') reply=('@files') ;;
  'values eval --show') reply=('wrong' 'all') ;;
  'options explain') reply=('-s:Shell: auto, bash, zsh, sh, fish, powershell, cmd.' '--shell:Shell: auto, bash, zsh, sh, fish, powershell, cmd.' '--json:Print JSON.' '-h:Show this help.' '--help:Show this help.') ;;
  'valued explain') reply=('-s' '--shell') ;;
  'values explain -s') reply=('bash' 'zsh' 'sh' 'fish' 'powershell' 'cmd') ;;
  'values explain --shell') reply=('bash' 'zsh' 'sh' 'fish' 'powershell' 'cmd') ;;
  'options fix') reply=('-b:Backend: embedded, ollama or vllm.' '--backend:Backend: embedded, ollama or vllm.' '-m:Model: a GGUF file.' '--model:Model: a GGUF file.' '-s:Shell: auto, bash, zsh, sh, fish, powershell, cmd.' '--shell:Shell: auto, bash, zsh, sh, fish, powershell, cmd.' '-p:Profile of the config file.' '--profile:Profile of the config file.' '--config:Config file to read.' '--print:Print the command, run nothing.' '--json:Print JSON.' '--dry-run:Show everything, run nothing.' '-h:Show this help.' '--help:Show this help.') ;;
  'valued fix') reply=('-b' '--backend' '-m' '--model' '-s' '--shell' '-p' '--profile' '--config') ;;
  'values fix -b') reply=('embedded' 'ollama' 'vllm') ;;
  'values fix --backend') reply=('embedded' 'ollama' 'vllm') ;;
  'values fix -m') reply=('phi-3-mini' 'qwen2.5-coder-0.5b' 'qwen2.5-coder-1.5b' 'qwen2.5-coder-3b' 'qwen2.5-coder-7b' 'starcoder2-3b' '@files') ;;
  'values fix --model') reply=('phi-3-mini' 'qwen2.5-coder-0.5b' 'qwen2.5-coder-1.5b' 'qwen2.5-coder-3b' 'qwen2.5-coder-7b' 'starcoder2-3b' '@files') ;;
  'values fix -s') reply=('bash' 'zsh' 'sh' 'fish' 'powershell' 'cmd') ;;
  'values fix --shell') reply=('bash' 'zsh' 'sh' 'fish' 'powershell' 'cmd') ;;
  'values fix -p') reply=('offline' 'ollama' 'vllm' 'fast' 'quality' 'paranoid' '@profiles') ;;
  'values fix --profile') reply=('offline' 'ollama' 'vllm' 'fast' 'quality' 'paranoid' '@profiles') ;;
  'values fix --config') reply=('@files') ;;
  'options history') reply=('--limit:Entries at most.' '--clear:Delete the history; asks first.' '-y:Clear without asking.' '--yes:Clear without asking.' '--json:Print one JSON object a line.' '--config:Config file to read.' '-h:Show this help.' '--help:Show this help.') ;;
  'valued history') reply=('--limit' '--config') ;;
  'values history --config') reply=('@files') ;;
  'options hook') reply=('-s:Shell: auto, bash, zsh, sh, fish, powershell, cmd.' '--shell:Shell: auto, bash, zsh, sh, fish, powershell, cmd.' '-h:Show this help.' '--help:Show this help.') ;;
  'valued hook') reply=('-s' '--shell') ;;
  'values hook -s') reply=('bash' 'zsh' 'sh' 'fish' 'powershell' 'cmd') ;;
  'values hook --shell') reply=('bash' 'zsh' 'sh' 'fish' 'powershell' 'cmd') ;;
  'options init') reply=('-b:embedded, ollama or vllm.' '--backend:embedded, ollama or vllm.' '--url:Address of the server.' '-m:Model to fetch or to ask for.' '--model:Model to fetch or to ask for.' '--api-key-command:Prints the server'\''s key.' '--no-model:Fetch no model.' '--no-keys:Leave the shell'\''s startup file alone.' '--remove-keys:Take the keys out of the shell again, and stop.' '-y:Ask nothing.' '--yes:Ask nothing.' '--offline:Open no network connection.' '--config:Config file to read.' '-h:Show this help.' '--help:Show this help.') ;;
  'valued init') reply=('-b' '--backend' '--url' '-m' '--model' '--api-key-command' '--config') ;;
  'values init -b') reply=('embedded' 'ollama' 'vllm') ;;
  'values init --backend') reply=('embedded' 'ollama' 'vllm') ;;
  'values init -m') reply=('phi-3-mini' 'qwen2.5-coder-0.5b' 'qwen2.5-coder-1.5b' 'qwen2.5-coder-3b' 'qwen2.5-coder-7b' 'starcoder2-3b' '@files') ;;
  'values init --model') reply=('phi-3-mini' 'qwen2.5-coder-0.5b' 'qwen2.5-coder-1.5b' 'qwen2.5-coder-3b' 'qwen2.5-coder-7b' 'starcoder2-3b' '@files') ;;
  'values init --config') reply=('@files') ;;
  'options model') reply=('--json:Print JSON.' '-y:rm: do not ask.' '--yes:rm: do not ask.' '-q:pull: no progress.' '--quiet:pull: no progress.' '--offline:Open no network connection.' '-p:Profile of the config file.' '--profile:Profile of the config file.' '--config:Config file to read.' '-h:Show this help.' '--help:Show this help.') ;;
  'valued model') reply=('-p' '--profile' '--config') ;;
  'values model -p') reply=('offline' 'ollama' 'vllm' 'fast' 'quality' 'paranoid' '@profiles') ;;
  'values model --profile') reply=('offline' 'ollama' 'vllm' 'fast' 'quality' 'paranoid' '@profiles') ;;
  'values model --config') reply=('@files') ;;
  'options rules') reply=('--json:Print JSON.' '--pack:Only rules of this pack.' '-s:Shell: auto, bash, zsh, sh, fish, powershell, cmd.' '--shell:Shell: auto, bash, zsh, sh, fish, powershell, cmd.' '-h:Show this help.' '--help:Show this help.') ;;
  'valued rules') reply=('--pack' '-s' '--shell') ;;
  'values rules -s') reply=('bash' 'zsh' 'sh' 'fish' 'powershell' 'cmd') ;;
  'values rules --shell') reply=('bash' 'zsh' 'sh' 'fish' 'powershell' 'cmd') ;;
  'options scan') reply=('--format:text, json or sarif.' '-s:Shell: auto, bash, zsh, sh, fish, powershell, cmd.' '--shell:Shell: auto, bash, zsh, sh, fish, powershell, cmd.' '--level:Least level that counts: moderate, high or critical.' '-h:Show this help.' '--help:Show this help.') ;;
  'valued scan') reply=('--format' '-s' '--shell' '--level') ;;
  'values scan --format') reply=('text' 'json' 'sarif') ;;
  'values scan -s') reply=('bash' 'zsh' 'sh' 'fish' 'powershell' 'cmd') ;;
  'values scan --shell') reply=('bash' 'zsh' 'sh' 'fish' 'powershell' 'cmd') ;;
  'values scan --level') reply=('moderate' 'high' 'critical') ;;
  'options serve') reply=('--background:Go on without this terminal; return once it answers.' '--warm:The same without a word and without waiting, for startup files.' '--stop:End it.' '--status:Say what it does.' '--json:With --status: print JSON.' '--idle:End after so long; 0 never does.' '-m:Model: a GGUF file.' '--model:Model: a GGUF file.' '-p:Profile of the config file.' '--profile:Profile of the config file.' '--config:Config file to read.' '-h:Show this help.' '--help:Show this help.') ;;
  'valued serve') reply=('--idle' '-m' '--model' '-p' '--profile' '--config') ;;
  'values serve -m') reply=('phi-3-mini' 'qwen2.5-coder-0.5b' 'qwen2.5-coder-1.5b' 'qwen2.5-coder-3b' 'qwen2.5-coder-7b' 'starcoder2-3b' '@files') ;;
  'values serve --model') reply=('phi-3-mini' 'qwen2.5-coder-0.5b' 'qwen2.5-coder-1.5b' 'qwen2.5-coder-3b' 'qwen2.5-coder-7b' 'starcoder2-3b' '@files') ;;
  'values serve -p') reply=('offline' 'ollama' 'vllm' 'fast' 'quality' 'paranoid' '@profiles') ;;
  'values serve --profile') reply=('offline' 'ollama' 'vllm' 'fast' 'quality' 'paranoid' '@profiles') ;;
  'values serve --config') reply=('@files') ;;
  'options shell') reply=('--key:Such as alt-g or ctrl-o.' '--alias:First word of a request; "" for none.' '--guard:Ask before a typed command of level high or above.' '-h:Show this help.' '--help:Show this help.') ;;
  'valued shell') reply=('--key' '--alias') ;;
  'options status') reply=('-b:Backend: embedded, ollama or vllm.' '--backend:Backend: embedded, ollama or vllm.' '-m:Model: a GGUF file.' '--model:Model: a GGUF file.' '-s:Shell: auto, bash, zsh, sh, fish, powershell, cmd.' '--shell:Shell: auto, bash, zsh, sh, fish, powershell, cmd.' '-p:Profile of the config file.' '--profile:Profile of the config file.' '--config:Config file to read.' '--json:Print JSON.' '-h:Show this help.' '--help:Show this help.') ;;
  'valued status') reply=('-b' '--backend' '-m' '--model' '-s' '--shell' '-p' '--profile' '--config') ;;
  'values status -b') reply=('embedded' 'ollama' 'vllm') ;;
  'values status --backend') reply=('embedded' 'ollama' 'vllm') ;;
  'values status -m') reply=('phi-3-mini' 'qwen2.5-coder-0.5b' 'qwen2.5-coder-1.5b' 'qwen2.5-coder-3b' 'qwen2.5-coder-7b' 'starcoder2-3b' '@files') ;;
  'values status --model') reply=('phi-3-mini' 'qwen2.5-coder-0.5b' 'qwen2.5-coder-1.5b' 'qwen2.5-coder-3b' 'qwen2.5-coder-7b' 'starcoder2-3b' '@files') ;;
  'values status -s') reply=('bash' 'zsh' 'sh' 'fish' 'powershell' 'cmd') ;;
  'values status --shell') reply=('bash' 'zsh' 'sh' 'fish' 'powershell' 'cmd') ;;
  'values status -p') reply=('offline' 'ollama' 'vllm' 'fast' 'quality' 'paranoid' '@profiles') ;;
  'values status --profile') reply=('offline' 'ollama' 'vllm' 'fast' 'quality' 'paranoid' '@profiles') ;;
  'values status --config') reply=('@files') ;;
  'words completion') reply=('bash' 'fish' 'powershell' 'zsh') ;;
  'words config') reply=('show' 'get' 'set' 'unset' 'edit' 'path' 'profiles') ;;
  'words config get') reply=('backend' 'backends' 'fallback' 'offline' 'model' 'models_dir' 'engine' 'device' 'threads' 'prefix_cache' 'temperature' 'seed' 'samples' 'examples' 'own_examples' 'prompt' 'timeout_s' 'connect_timeout_s' 'request_timeout_s' 'retries' 'max_wait_s' 'structured' 'ollama.url' 'ollama.model' 'ollama.keep_alive' 'ollama.auto_start' 'vllm.url' 'vllm.model' 'vllm.api_key' 'vllm.api_key_command' 'shell' 'yes_level' 'allow_critical' 'resident' 'history' 'shell_history' 'hook_high' 'hook_moderate' 'hook_safe') ;;
  'words config set') reply=('backend' 'backends' 'fallback' 'offline' 'model' 'models_dir' 'engine' 'device' 'threads' 'prefix_cache' 'temperature' 'seed' 'samples' 'examples' 'own_examples' 'prompt' 'timeout_s' 'connect_timeout_s' 'request_timeout_s' 'retries' 'max_wait_s' 'structured' 'ollama.url' 'ollama.model' 'ollama.keep_alive' 'ollama.auto_start' 'vllm.url' 'vllm.model' 'vllm.api_key' 'vllm.api_key_command' 'shell' 'yes_level' 'allow_critical' 'resident' 'history' 'shell_history' 'hook_high' 'hook_moderate' 'hook_safe') ;;
  'words config unset') reply=('backend' 'backends' 'fallback' 'offline' 'model' 'models_dir' 'engine' 'device' 'threads' 'prefix_cache' 'temperature' 'seed' 'samples' 'examples' 'own_examples' 'prompt' 'timeout_s' 'connect_timeout_s' 'request_timeout_s' 'retries' 'max_wait_s' 'structured' 'ollama.url' 'ollama.model' 'ollama.keep_alive' 'ollama.auto_start' 'vllm.url' 'vllm.model' 'vllm.api_key' 'vllm.api_key_command' 'shell' 'yes_level' 'allow_critical' 'resident' 'history' 'shell_history' 'hook_high' 'hook_moderate' 'hook_safe') ;;
  'words history') reply=('undo') ;;
  'words hook') reply=('claude-code' 'codex' 'copilot' 'cursor' 'gemini' 'shell') ;;
  'words hook shell') reply=('bash' 'zsh') ;;
  'words model') reply=('available' 'info' 'list' 'pull' 'rm' 'use') ;;
  'words model info') reply=('phi-3-mini' 'qwen2.5-coder-0.5b' 'qwen2.5-coder-1.5b' 'qwen2.5-coder-3b' 'qwen2.5-coder-7b' 'starcoder2-3b') ;;
  'words model pull') reply=('phi-3-mini' 'qwen2.5-coder-0.5b' 'qwen2.5-coder-1.5b' 'qwen2.5-coder-3b' 'qwen2.5-coder-7b' 'starcoder2-3b') ;;
  'words model rm') reply=('phi-3-mini' 'qwen2.5-coder-0.5b' 'qwen2.5-coder-1.5b' 'qwen2.5-coder-3b' 'qwen2.5-coder-7b' 'starcoder2-3b') ;;
  'words model use') reply=('phi-3-mini' 'qwen2.5-coder-0.5b' 'qwen2.5-coder-1.5b' 'qwen2.5-coder-3b' 'qwen2.5-coder-7b' 'starcoder2-3b') ;;
  'words rules') reply=('list' 'show' 'test') ;;
  'words rules test') reply=('@files') ;;
  'words scan') reply=('@files') ;;
  'words shell') reply=('init') ;;
  'words shell init') reply=('bash' 'fish' 'powershell' 'zsh') ;;
  # end
  esac
}

# Adds the profiles that the config file names to those that are built in.
__cmdgen_profiles() {
  local file line
  for file in "${CMDGEN_CONFIG:-}" "${XDG_CONFIG_HOME:-$HOME/.config}/cmdgen/config.toml" \
    "$HOME/Library/Application Support/cmdgen/config.toml"; do
    [[ -n $file && -r $file ]] || continue
    while IFS= read -r line; do
      [[ $line == '[profiles.'* ]] && reply+=(${${${line#\[profiles.}%%[].]*}//\"/})
    done <"$file"
    return
  done
}

__cmdgen_offer() {
  local kind=$1
  if (( ${reply[(Ie)@files]} )); then
    _files
  elif (( ${reply[(Ie)@folders]} )); then
    _files -/
  fi
  reply=(${reply:#@*})
  (( $#reply )) && _describe -t "$kind" "$kind" reply
}

_cmdgen() {
  local command= previous= expecting= word
  local -a reply
  for word in "${(@)words[2,CURRENT-1]}"; do
    if [[ -n $expecting ]]; then
      expecting=
    elif [[ $word == -- ]]; then
      return 1
    elif [[ $word == -* ]]; then
      __cmdgen_known "valued $command"
      (( ${reply[(Ie)$word]} )) && expecting=$word
    elif [[ -z $command ]]; then
      __cmdgen_known commands
      [[ -n ${(M)reply:#${word}:*} ]] || return 1 # the words of a request
      command=$word
    else
      previous+=" $word"
    fi
  done
  if [[ -z $expecting && $PREFIX == --*=* ]]; then
    expecting=${PREFIX%%=*}
    compset -P '*='
  fi
  if [[ -n $expecting ]]; then
    __cmdgen_known "values $command $expecting"
    (( ${reply[(Ie)@profiles]} )) && __cmdgen_profiles
    __cmdgen_offer value
  elif [[ $PREFIX == -* ]]; then
    __cmdgen_known "options $command"
    __cmdgen_offer option
  elif [[ -z $command ]]; then
    __cmdgen_known commands
    __cmdgen_offer command
  else
    __cmdgen_known "words $command$previous"
    __cmdgen_offer word
  fi
}

if [[ ${zsh_eval_context[-1]} == loadautofunc ]]; then
  _cmdgen "$@"
elif (( $+functions[compdef] )); then
  compdef _cmdgen cmdgen
fi
