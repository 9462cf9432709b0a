# Completion of cmdgen for bash: eval "$(cmdgen completion bash)"
# shellcheck shell=bash

# Sets REPLY to the words that are known for a question; starts no process.
__cmdgen_known() {
  REPLY=
  case $1 in
  # made by scripts/completions.py
  'commands') REPLY='bench check completion config eval explain fix history hook init model rules scan serve shell status' ;;
  'options ') REPLY='-b --backend -m --model -s --shell -p --profile --config -y --yes --print --json --dry-run -x --explain -n --candidates -c --copy --context --timeout --max-wait --no-fallback --temperature --seed --offline --show-prompt --list-backends -v --verbose -q --quiet --version -h --help' ;;
  'valued ') REPLY='-b --backend -m --model -s --shell -p --profile --config -n --candidates --timeout --max-wait --temperature --seed' ;;
  'values  -b') REPLY='embedded ollama vllm' ;;
  'values  --backend') REPLY='embedded ollama vllm' ;;
  'values  -m') REPLY='phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b @files' ;;
  'values  --model') REPLY='phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b @files' ;;
  'values  -s') REPLY='bash zsh sh fish powershell cmd' ;;
  'values  --shell') REPLY='bash zsh sh fish powershell cmd' ;;
  'values  -p') REPLY='offline ollama vllm fast quality paranoid @profiles' ;;
  'values  --profile') REPLY='offline ollama vllm fast quality paranoid @profiles' ;;
  'values  --config') REPLY='@files' ;;
  'options bench') REPLY='-b --backend -m --model -p --profile --config --runs --json -h --help' ;;
  'valued bench') REPLY='-b --backend -m --model -p --profile --config --runs' ;;
  'values bench -b') REPLY='embedded ollama vllm' ;;
  'values bench --backend') REPLY='embedded ollama vllm' ;;
  'values bench -m') REPLY='phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b @files' ;;
  'values bench --model') REPLY='phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b @files' ;;
  'values bench -p') REPLY='offline ollama vllm fast quality paranoid @profiles' ;;
  'values bench --profile') REPLY='offline ollama vllm fast quality paranoid @profiles' ;;
  'values bench --config') REPLY='@files' ;;
  'options check') REPLY='-s --shell --json -h --help' ;;
  'valued check') REPLY='-s --shell' ;;
  'values check -s') REPLY='bash zsh sh fish powershell cmd' ;;
  'values check --shell') REPLY='bash zsh sh fish powershell cmd' ;;
  'options completion') REPLY='-h --help' ;;
  'options config') REPLY='--json --reveal -p --profile --config -h --help' ;;
  'valued config') REPLY='-p --profile --config' ;;
  'values config -p') REPLY='offline ollama vllm fast quality paranoid @profiles' ;;
  'values config --profile') REPLY='offline ollama vllm fast quality paranoid @profiles' ;;
  'values config --config') REPLY='@files' ;;
  'options eval') REPLY='-b --backend -m --model -p --profile --config -c --category --tasks --limit --predictions --show --json -h --help' ;;
  'valued eval') REPLY='-b --backend -m --model -p --profile --config -c --category --tasks --limit --predictions --show' ;;
  'values eval -b') REPLY='embedded ollama vllm' ;;
  'values eval --backend') REPLY='embedded ollama vllm' ;;
  'values eval -m') REPLY='phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b @files' ;;
  'values eval --model') REPLY='phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b @files' ;;
  'values eval -p') REPLY='offline ollama vllm fast quality paranoid @profiles' ;;
  'values eval --profile') REPLY='offline ollama vllm fast quality paranoid @profiles' ;;
  'values eval --config') REPLY='@files' ;;
  'values eval -c') REPLY='archives containers data dates declined disk files git network packages permissions processes system text' ;;
  'values eval --category') REPLY='archives containers data dates declined disk files git network packages permissions processes system text' ;;
  'values eval --tasks') REPLY='@folders' ;;
  'values eval --predictions') REPLY='@files' ;;
  'values eval --show') REPLY='wrong all' ;;
  'options explain') REPLY='-s --shell --json -h --help' ;;
  'valued explain') REPLY='-s --shell' ;;
  'values explain -s') REPLY='bash zsh sh fish powershell cmd' ;;
  'values explain --shell') REPLY='bash zsh sh fish powershell cmd' ;;
  'options fix') REPLY='-b --backend -m --model -s --shell -p --profile --config --print --json --dry-run -h --help' ;;
  'valued fix') REPLY='-b --backend -m --model -s --shell -p --profile --config' ;;
  'values fix -b') REPLY='embedded ollama vllm' ;;
  'values fix --backend') REPLY='embedded ollama vllm' ;;
  'values fix -m') REPLY='phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b @files' ;;
  'values fix --model') REPLY='phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b @files' ;;
  'values fix -s') REPLY='bash zsh sh fish powershell cmd' ;;
  'values fix --shell') REPLY='bash zsh sh fish powershell cmd' ;;
  'values fix -p') REPLY='offline ollama vllm fast quality paranoid @profiles' ;;
  'values fix --profile') REPLY='offline ollama vllm fast quality paranoid @profiles' ;;
  'values fix --config') REPLY='@files' ;;
  'options history') REPLY='--limit --clear -y --yes --json --config -h --help' ;;
  'valued history') REPLY='--limit --config' ;;
  'values history --config') REPLY='@files' ;;
  'options hook') REPLY='-s --shell -h --help' ;;
  'valued hook') REPLY='-s --shell' ;;
  'values hook -s') REPLY='bash zsh sh fish powershell cmd' ;;
  'values hook --shell') REPLY='bash zsh sh fish powershell cmd' ;;
  'options init') REPLY='-b --backend --url -m --model --api-key-command --no-model --no-keys --remove-keys -y --yes --offline --config -h --help' ;;
  'valued init') REPLY='-b --backend --url -m --model --api-key-command --config' ;;
  'values init -b') REPLY='embedded ollama vllm' ;;
  'values init --backend') REPLY='embedded ollama vllm' ;;
  'values init -m') REPLY='phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b @files' ;;
  'values init --model') REPLY='phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b @files' ;;
  'values init --config') REPLY='@files' ;;
  'options model') REPLY='--json -y --yes -q --quiet --offline -p --profile --config -h --help' ;;
  'valued model') REPLY='-p --profile --config' ;;
  'values model -p') REPLY='offline ollama vllm fast quality paranoid @profiles' ;;
  'values model --profile') REPLY='offline ollama vllm fast quality paranoid @profiles' ;;
  'values model --config') REPLY='@files' ;;
  'options rules') REPLY='--json --pack -s --shell -h --help' ;;
  'valued rules') REPLY='--pack -s --shell' ;;
  'values rules -s') REPLY='bash zsh sh fish powershell cmd' ;;
  'values rules --shell') REPLY='bash zsh sh fish powershell cmd' ;;
  'options scan') REPLY='--format -s --shell --level -h --help' ;;
  'valued scan') REPLY='--format -s --shell --level' ;;
  'values scan --format') REPLY='text json sarif' ;;
  'values scan -s') REPLY='bash zsh sh fish powershell cmd' ;;
  'values scan --shell') REPLY='bash zsh sh fish powershell cmd' ;;
  'values scan --level') REPLY='moderate high critical' ;;
  'options serve') REPLY='--background --warm --stop --status --json --idle -m --model -p --profile --config -h --help' ;;
  'valued serve') REPLY='--idle -m --model -p --profile --config' ;;
  'values serve -m') REPLY='phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b @files' ;;
  'values serve --model') REPLY='phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b @files' ;;
  'values serve -p') REPLY='offline ollama vllm fast quality paranoid @profiles' ;;
  'values serve --profile') REPLY='offline ollama vllm fast quality paranoid @profiles' ;;
  'values serve --config') REPLY='@files' ;;
  'options shell') REPLY='--key --alias --guard -h --help' ;;
  'valued shell') REPLY='--key --alias' ;;
  'options status') REPLY='-b --backend -m --model -s --shell -p --profile --config --json -h --help' ;;
  'valued status') REPLY='-b --backend -m --model -s --shell -p --profile --config' ;;
  'values status -b') REPLY='embedded ollama vllm' ;;
  'values status --backend') REPLY='embedded ollama vllm' ;;
  'values status -m') REPLY='phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b @files' ;;
  'values status --model') REPLY='phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b @files' ;;
  'values status -s') REPLY='bash zsh sh fish powershell cmd' ;;
  'values status --shell') REPLY='bash zsh sh fish powershell cmd' ;;
  'values status -p') REPLY='offline ollama vllm fast quality paranoid @profiles' ;;
  'values status --profile') REPLY='offline ollama vllm fast quality paranoid @profiles' ;;
  'values status --config') REPLY='@files' ;;
  'words completion') REPLY='bash fish powershell zsh' ;;
  'words config') REPLY='show get set unset edit path profiles' ;;
  'words config get') REPLY='backend backends fallback offline model models_dir engine device threads prefix_cache temperature seed samples examples own_examples prompt timeout_s connect_timeout_s request_timeout_s retries max_wait_s structured ollama.url ollama.model ollama.keep_alive ollama.auto_start vllm.url vllm.model vllm.api_key vllm.api_key_command shell yes_level allow_critical resident history shell_history hook_high hook_moderate hook_safe' ;;
  'words config set') REPLY='backend backends fallback offline model models_dir engine device threads prefix_cache temperature seed samples examples own_examples prompt timeout_s connect_timeout_s request_timeout_s retries max_wait_s structured ollama.url ollama.model ollama.keep_alive ollama.auto_start vllm.url vllm.model vllm.api_key vllm.api_key_command shell yes_level allow_critical resident history shell_history hook_high hook_moderate hook_safe' ;;
  'words config unset') REPLY='backend backends fallback offline model models_dir engine device threads prefix_cache temperature seed samples examples own_examples prompt timeout_s connect_timeout_s request_timeout_s retries max_wait_s structured ollama.url ollama.model ollama.keep_alive ollama.auto_start vllm.url vllm.model vllm.api_key vllm.api_key_command shell yes_level allow_critical resident history shell_history hook_high hook_moderate hook_safe' ;;
  'words history') REPLY='undo' ;;
  'words hook') REPLY='claude-code codex copilot cursor gemini shell' ;;
  'words hook shell') REPLY='bash zsh' ;;
  'words model') REPLY='available info list pull rm use' ;;
  'words model info') REPLY='phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b' ;;
  'words model pull') REPLY='phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b' ;;
  'words model rm') REPLY='phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b' ;;
  'words model use') REPLY='phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b' ;;
  'words rules') REPLY='list show test' ;;
  'words rules test') REPLY='@files' ;;
  'words scan') REPLY='@files' ;;
  'words shell') REPLY='init' ;;
  'words shell init') REPLY='bash fish powershell zsh' ;;
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
      [[ $line =~ ^\[profiles\.\"?([A-Za-z0-9_-]+) ]] && REPLY+=" ${BASH_REMATCH[1]}"
    done <"$file"
    return
  done
}

__cmdgen_offer() { # WORDS CURRENT
  local word
  for word in $1; do
    case $word in
    @profiles) ;;
    @files) while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$2") ;;
    @folders) while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -d -- "$2") ;;
    *) [[ $word == "$2"* ]] && COMPREPLY+=("$word") ;;
    esac
  done
  case " $1 " in
  *" @files "* | *" @folders "*) compopt -o filenames 2>/dev/null ;;
  esac
  return 0
}

_cmdgen() {
  local current=${COMP_WORDS[COMP_CWORD]} command='' previous='' expecting='' word REPLY i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if [[ -n $expecting ]]; then
      [[ $word == = ]] || expecting=
    elif [[ $word == -- ]]; then
      return 0
    elif [[ $word == -* ]]; then
      __cmdgen_known "valued $command"
      [[ " $REPLY " == *" $word "* ]] && expecting=$word
    elif [[ -z $command ]]; then
      __cmdgen_known commands
      [[ " $REPLY " == *" $word "* ]] || return 0 # the words of a request
      command=$word
    else
      previous+=" $word"
    fi
  done
  [[ $current == = ]] && current=
  if [[ -n $expecting ]]; then
    __cmdgen_known "values $command $expecting"
    [[ $REPLY == *@profiles* ]] && __cmdgen_profiles
  elif [[ $current == -* ]]; then
    __cmdgen_known "options $command"
  elif [[ -z $command ]]; then
    __cmdgen_known commands
  else
    __cmdgen_known "words $command$previous"
  fi
  __cmdgen_offer "$REPLY" "$current"
}

complete -F _cmdgen cmdgen
