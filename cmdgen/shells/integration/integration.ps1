# cmdgen in PowerShell with PSReadLine 2:  Invoke-Expression (& cmdgen shell init powershell | Out-String)
#
# @KEY_NAME@ turns the words on the line into a command on the line; your own Enter runs it, in this very session.  So
# does Enter after `@ALIAS@ words`.  Remove-CmdgenKeys takes everything out again.

if (Get-Module -Name PSReadLine) {
  $global:CmdgenAlias = '@ALIAS@'

  # Whether a line begins with the word of a request; blanks may stand in front.
  function global:Test-CmdgenWords($line) {
    $global:CmdgenAlias -and $line.TrimStart().StartsWith("$global:CmdgenAlias ") -and
      $line.TrimStart().Substring($global:CmdgenAlias.Length).Trim()
  }

  # One key is an answer.  Keys from before the question and several at once, as a paste sends them, are none.
  function global:Read-CmdgenAnswer($question) {
    $interrupts = -not [Console]::TreatControlCAsInput
    [Console]::TreatControlCAsInput = $true # Ctrl-C is a no, and the words stay
    try {
      while ([Console]::KeyAvailable) { $null = [Console]::ReadKey($true) }
      while ($true) {
        [Console]::Error.Write("$question [y/N] ")
        $key = [Console]::ReadKey($true).KeyChar
        $more = $false
        Start-Sleep -Milliseconds 50
        while ([Console]::KeyAvailable) {
          $more = $true
          $null = [Console]::ReadKey($true)
          if (-not [Console]::KeyAvailable) { Start-Sleep -Milliseconds 300 }
        }
        [Console]::Error.WriteLine()
        if (-not $more) { return $key -eq 'y' }
        [Console]::Error.WriteLine('Several characters at once are no answer: press one key.')
      }
    }
    finally {
      [Console]::TreatControlCAsInput = -not $interrupts
    }
  }

  function global:Invoke-CmdgenLine {
    $line = $null
    $cursor = $null
    [Microsoft.PowerShell.PSConsoleReadLine]::GetBufferState([ref]$line, [ref]$cursor)
    $words = $line
    if (Test-CmdgenWords $words) {
      $words = $words.TrimStart().Substring($global:CmdgenAlias.Length + 1)
    }
    if (-not $words.Trim()) { return }
    $program = (Get-Command -Name cmdgen -CommandType Application | Select-Object -First 1).Source
    # Base64, since Windows PowerShell does not quote arguments that hold quotes.
    $encoded = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($words))
    $answer = (& $program shell --widget powershell --columns $Host.UI.RawUI.WindowSize.Width --base64 -- $encoded) -join "`n"
    $failure = $LASTEXITCODE
    $notes = ''
    $at = $answer.IndexOf([char]0x1e)
    if ($at -ge 0) {
      $notes = $answer.Substring($at + 1)
      $answer = $answer.Substring(0, $at)
    }
    if ($notes) { [Console]::Error.WriteLine("`n$notes") }
    $wanted = $failure -eq 0
    if ($failure -eq 3 -or $failure -eq 4) {
      $wanted = Read-CmdgenAnswer 'Put it on the line all the same?'
    }
    if ($wanted) {
      # A blank in front may keep a line out of the history: then it keeps both out.
      $blanks = $line.Substring(0, $line.Length - $line.TrimStart().Length)
      if (-not $blanks) { [Microsoft.PowerShell.PSConsoleReadLine]::AddToHistory("$global:CmdgenAlias $words") }
      [Microsoft.PowerShell.PSConsoleReadLine]::Replace(0, $line.Length, "$blanks$answer")
    }
    [Microsoft.PowerShell.PSConsoleReadLine]::InvokePrompt()
  }

  Set-PSReadLineKeyHandler -Chord '@KEY@' -BriefDescription CmdgenLine -Description 'Turn the words into a command' -ScriptBlock {
    Invoke-CmdgenLine
  }

  if ($global:CmdgenAlias) {
    Set-PSReadLineKeyHandler -Chord Enter -BriefDescription CmdgenEnter -Description 'Accept the line, or turn words into a command' -ScriptBlock {
      $line = $null
      $cursor = $null
      [Microsoft.PowerShell.PSConsoleReadLine]::GetBufferState([ref]$line, [ref]$cursor)
      if (Test-CmdgenWords $line) {
        Invoke-CmdgenLine
      }
      else {
        [Microsoft.PowerShell.PSConsoleReadLine]::AcceptLine()
      }
    }
  }

  function global:cmdgen {
    $worked = $?
    $status = $global:LASTEXITCODE
    $program = (Get-Command -Name cmdgen -CommandType Application | Select-Object -First 1).Source
    if ($args.Count -ge 1 -and $args[0] -eq 'fix') {
      $last = Get-History -Count 1
      $env:CMDGEN_LAST_COMMAND = if ($last) { $last.CommandLine } else { '' }
      $env:CMDGEN_LAST_STATUS = if ($worked) { 0 } elseif ($status) { $status } else { 1 }
      try {
        & $program @args
      }
      finally {
        Remove-Item -Path Env:CMDGEN_LAST_COMMAND, Env:CMDGEN_LAST_STATUS -ErrorAction SilentlyContinue
      }
    }
    else {
      $input | & $program @args
    }
  }

  function global:Remove-CmdgenKeys {
    Remove-PSReadLineKeyHandler -Chord '@KEY@'
    Set-PSReadLineKeyHandler -Chord Enter -Function AcceptLine
    Remove-Item -Path Function:Invoke-CmdgenLine, Function:Test-CmdgenWords, Function:Read-CmdgenAnswer
    Remove-Item -Path Function:cmdgen, Function:Remove-CmdgenKeys
    Remove-Variable -Name CmdgenAlias -Scope Global
  }
}
