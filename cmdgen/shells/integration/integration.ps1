# cmdgen in PowerShell with PSReadLine 2:  Invoke-Expression (& cmdgen shell init powershell | Out-String)
#
# @KEY_NAME@ turns the words on the line into a command on the line; your own Enter runs it, in this very session.  So
# does Enter after `@ALIAS@ words`.  Remove-CmdgenKeys takes everything out again.

if (Get-Module -Name PSReadLine) {
  $global:CmdgenAlias = '@ALIAS@'

  function global:Invoke-CmdgenLine {
    $line = $null
    $cursor = $null
    [Microsoft.PowerShell.PSConsoleReadLine]::GetBufferState([ref]$line, [ref]$cursor)
    $words = $line
    if ($global:CmdgenAlias -and $words.StartsWith("$global:CmdgenAlias ")) {
      $words = $words.Substring($global:CmdgenAlias.Length + 1)
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
      [Console]::Error.Write('Put it on the line all the same? [y/N] ')
      $wanted = [Console]::ReadKey($true).KeyChar -eq 'y'
      [Console]::Error.WriteLine()
    }
    if ($wanted) {
      [Microsoft.PowerShell.PSConsoleReadLine]::AddToHistory("$global:CmdgenAlias $words")
      [Microsoft.PowerShell.PSConsoleReadLine]::Replace(0, $line.Length, $answer)
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
      if ($line.StartsWith("$global:CmdgenAlias ")) {
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
    Remove-Item -Path Function:Invoke-CmdgenLine, Function:cmdgen, Function:Remove-CmdgenKeys
    Remove-Variable -Name CmdgenAlias -Scope Global
  }
}
