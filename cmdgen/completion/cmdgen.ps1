# Completion of cmdgen for PowerShell: cmdgen completion powershell | Out-String | Invoke-Expression

$script:CmdgenKnown = @{
    # made by scripts/completions.py
    'commands' = 'bench check completion config eval explain fix history hook init model rules scan serve shell status'
    'options ' = '-b --backend -m --model -s --shell -p --profile --config -y --yes --print --json --dry-run -x --explain -n --candidates -c --copy --context --timeout --max-wait --no-fallback --temperature --seed --offline --show-prompt --list-backends -v --verbose -q --quiet --version -h --help'
    'valued ' = '-b --backend -m --model -s --shell -p --profile --config -n --candidates --timeout --max-wait --temperature --seed'
    'values  -b' = 'embedded ollama vllm'
    'values  --backend' = 'embedded ollama vllm'
    'values  -m' = 'phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b @files'
    'values  --model' = 'phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b @files'
    'values  -s' = 'bash zsh sh fish powershell cmd'
    'values  --shell' = 'bash zsh sh fish powershell cmd'
    'values  -p' = 'offline ollama vllm fast quality paranoid @profiles'
    'values  --profile' = 'offline ollama vllm fast quality paranoid @profiles'
    'values  --config' = '@files'
    'options bench' = '-b --backend -m --model -p --profile --config --runs --json -h --help'
    'valued bench' = '-b --backend -m --model -p --profile --config --runs'
    'values bench -b' = 'embedded ollama vllm'
    'values bench --backend' = 'embedded ollama vllm'
    'values bench -m' = 'phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b @files'
    'values bench --model' = 'phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b @files'
    'values bench -p' = 'offline ollama vllm fast quality paranoid @profiles'
    'values bench --profile' = 'offline ollama vllm fast quality paranoid @profiles'
    'values bench --config' = '@files'
    'options check' = '-s --shell --json -h --help'
    'valued check' = '-s --shell'
    'values check -s' = 'bash zsh sh fish powershell cmd'
    'values check --shell' = 'bash zsh sh fish powershell cmd'
    'options completion' = '-h --help'
    'options config' = '--json --reveal -p --profile --config -h --help'
    'valued config' = '-p --profile --config'
    'values config -p' = 'offline ollama vllm fast quality paranoid @profiles'
    'values config --profile' = 'offline ollama vllm fast quality paranoid @profiles'
    'values config --config' = '@files'
    'options eval' = '-b --backend -m --model -p --profile --config -c --category --tasks --limit --predictions --show --json -h --help'
    'valued eval' = '-b --backend -m --model -p --profile --config -c --category --tasks --limit --predictions --show'
    'values eval -b' = 'embedded ollama vllm'
    'values eval --backend' = 'embedded ollama vllm'
    'values eval -m' = 'phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b @files'
    'values eval --model' = 'phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b @files'
    'values eval -p' = 'offline ollama vllm fast quality paranoid @profiles'
    'values eval --profile' = 'offline ollama vllm fast quality paranoid @profiles'
    'values eval --config' = '@files'
    'values eval -c' = 'archives containers data dates declined disk files git network packages permissions processes system text'
    'values eval --category' = 'archives containers data dates declined disk files git network packages permissions processes system text'
    'values eval --tasks' = '@folders'
    'values eval --predictions' = '@files'
    'values eval --show' = 'wrong all'
    'options explain' = '-s --shell --json -h --help'
    'valued explain' = '-s --shell'
    'values explain -s' = 'bash zsh sh fish powershell cmd'
    'values explain --shell' = 'bash zsh sh fish powershell cmd'
    'options fix' = '-b --backend -m --model -s --shell -p --profile --config --print --json --dry-run -h --help'
    'valued fix' = '-b --backend -m --model -s --shell -p --profile --config'
    'values fix -b' = 'embedded ollama vllm'
    'values fix --backend' = 'embedded ollama vllm'
    'values fix -m' = 'phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b @files'
    'values fix --model' = 'phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b @files'
    'values fix -s' = 'bash zsh sh fish powershell cmd'
    'values fix --shell' = 'bash zsh sh fish powershell cmd'
    'values fix -p' = 'offline ollama vllm fast quality paranoid @profiles'
    'values fix --profile' = 'offline ollama vllm fast quality paranoid @profiles'
    'values fix --config' = '@files'
    'options history' = '--limit --clear -y --yes --json --config -h --help'
    'valued history' = '--limit --config'
    'values history --config' = '@files'
    'options hook' = '-s --shell -h --help'
    'valued hook' = '-s --shell'
    'values hook -s' = 'bash zsh sh fish powershell cmd'
    'values hook --shell' = 'bash zsh sh fish powershell cmd'
    'options init' = '-b --backend --url -m --model --api-key-command --no-model --no-keys --remove-keys -y --yes --offline --config -h --help'
    'valued init' = '-b --backend --url -m --model --api-key-command --config'
    'values init -b' = 'embedded ollama vllm'
    'values init --backend' = 'embedded ollama vllm'
    'values init -m' = 'phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b @files'
    'values init --model' = 'phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b @files'
    'values init --config' = '@files'
    'options model' = '--json -y --yes -q --quiet --offline -p --profile --config -h --help'
    'valued model' = '-p --profile --config'
    'values model -p' = 'offline ollama vllm fast quality paranoid @profiles'
    'values model --profile' = 'offline ollama vllm fast quality paranoid @profiles'
    'values model --config' = '@files'
    'options rules' = '--json --pack -s --shell -h --help'
    'valued rules' = '--pack -s --shell'
    'values rules -s' = 'bash zsh sh fish powershell cmd'
    'values rules --shell' = 'bash zsh sh fish powershell cmd'
    'options scan' = '--format -s --shell --level -h --help'
    'valued scan' = '--format -s --shell --level'
    'values scan --format' = 'text json sarif'
    'values scan -s' = 'bash zsh sh fish powershell cmd'
    'values scan --shell' = 'bash zsh sh fish powershell cmd'
    'values scan --level' = 'moderate high critical'
    'options serve' = '--background --warm --stop --status --json --idle -m --model -p --profile --config -h --help'
    'valued serve' = '--idle -m --model -p --profile --config'
    'values serve -m' = 'phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b @files'
    'values serve --model' = 'phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b @files'
    'values serve -p' = 'offline ollama vllm fast quality paranoid @profiles'
    'values serve --profile' = 'offline ollama vllm fast quality paranoid @profiles'
    'values serve --config' = '@files'
    'options shell' = '--key --alias --guard -h --help'
    'valued shell' = '--key --alias'
    'options status' = '-b --backend -m --model -s --shell -p --profile --config --json -h --help'
    'valued status' = '-b --backend -m --model -s --shell -p --profile --config'
    'values status -b' = 'embedded ollama vllm'
    'values status --backend' = 'embedded ollama vllm'
    'values status -m' = 'phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b @files'
    'values status --model' = 'phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b @files'
    'values status -s' = 'bash zsh sh fish powershell cmd'
    'values status --shell' = 'bash zsh sh fish powershell cmd'
    'values status -p' = 'offline ollama vllm fast quality paranoid @profiles'
    'values status --profile' = 'offline ollama vllm fast quality paranoid @profiles'
    'values status --config' = '@files'
    'words completion' = 'bash fish powershell zsh'
    'words config' = 'show get set unset edit path profiles'
    'words config get' = 'backend backends fallback offline model models_dir engine device threads prefix_cache temperature seed samples examples own_examples prompt timeout_s connect_timeout_s request_timeout_s retries max_wait_s structured ollama.url ollama.model ollama.keep_alive ollama.auto_start vllm.url vllm.model vllm.api_key vllm.api_key_command shell yes_level allow_critical resident history shell_history hook_high hook_moderate hook_safe'
    'words config set' = 'backend backends fallback offline model models_dir engine device threads prefix_cache temperature seed samples examples own_examples prompt timeout_s connect_timeout_s request_timeout_s retries max_wait_s structured ollama.url ollama.model ollama.keep_alive ollama.auto_start vllm.url vllm.model vllm.api_key vllm.api_key_command shell yes_level allow_critical resident history shell_history hook_high hook_moderate hook_safe'
    'words config unset' = 'backend backends fallback offline model models_dir engine device threads prefix_cache temperature seed samples examples own_examples prompt timeout_s connect_timeout_s request_timeout_s retries max_wait_s structured ollama.url ollama.model ollama.keep_alive ollama.auto_start vllm.url vllm.model vllm.api_key vllm.api_key_command shell yes_level allow_critical resident history shell_history hook_high hook_moderate hook_safe'
    'words history' = 'undo'
    'words hook' = 'claude-code codex copilot cursor gemini shell'
    'words hook shell' = 'bash zsh'
    'words model' = 'available info list pull rm use'
    'words model info' = 'phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b'
    'words model pull' = 'phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b'
    'words model rm' = 'phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b'
    'words model use' = 'phi-3-mini qwen2.5-coder-0.5b qwen2.5-coder-1.5b qwen2.5-coder-3b qwen2.5-coder-7b starcoder2-3b'
    'words rules' = 'list show test'
    'words rules test' = '@files'
    'words scan' = '@files'
    'words shell' = 'init'
    'words shell init' = 'bash fish powershell zsh'
    # end
}

Register-ArgumentCompleter -Native -CommandName cmdgen -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $known = $script:CmdgenKnown
    $command = ''
    $previous = ''
    $expecting = ''
    $elements = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | Select-Object -Skip 1)
    foreach ($element in $elements) {
        $word = $element.ToString()
        if ($expecting) { $expecting = '' }
        elseif ($word -ceq '--') { return }
        elseif ($word.StartsWith('-')) {
            if (($known["valued $command"] -split ' ') -ccontains $word) { $expecting = $word }
        }
        elseif (-not $command) {
            if (($known['commands'] -split ' ') -cnotcontains $word) { return }  # the words of a request
            $command = $word
        }
        else { $previous += " $word" }
    }
    $question = if ($expecting) { "values $command $expecting" }
    elseif ($wordToComplete.StartsWith('-')) { "options $command" }
    elseif (-not $command) { 'commands' }
    else { "words $command$previous" }
    if (-not $known.ContainsKey($question)) { return }  # PowerShell then offers files
    foreach ($word in ($known[$question] -split ' ')) {
        if ($word -and -not $word.StartsWith('@') -and $word.StartsWith($wordToComplete)) {
            [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $word)
        }
    }
}
