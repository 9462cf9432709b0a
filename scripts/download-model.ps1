<#
.SYNOPSIS
Fetches the default model without Python: into the folder where cmdgen looks, resumable, checked, in one step.

.DESCRIPTION
Without parameters it fetches Qwen2.5-Coder-1.5B-Instruct, Q4_K_M, 1.12 GB.  Interrupted, the same call goes on where
it ended.  HF_ENDPOINT names another hub, HF_TOKEN a token, HTTPS_PROXY a proxy, CMDGEN_MODELS_DIR the folder.
Needs curl, which comes with Windows 10 and later.

.EXAMPLE
scripts/download-model.ps1
#>
[CmdletBinding()]
param(
    [ValidatePattern('^[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._-]*$')]
    [string] $Repository = 'Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF',
    [ValidatePattern('^[A-Za-z0-9][A-Za-z0-9._-]*$')]
    [string] $Revision = 'f86cb2c1fa58255f8052cc32aeede1b7482d4361',
    [ValidatePattern('^[A-Za-z0-9][A-Za-z0-9._-]*\.gguf$')]
    [string] $File = 'qwen2.5-coder-1.5b-instruct-q4_k_m.gguf',
    [ValidatePattern('^[0-9a-f]{64}$')]
    [string] $Sha256 = 'cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046',
    [string] $To = ''
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

function Stop-With([string] $What, [string] $ToDo) {
    [Console]::Error.WriteLine("download-model: $What")
    [Console]::Error.WriteLine("  $ToDo")
    exit 69
}

function Test-Checksum([string] $Path) {
    if (-not (Test-Path -LiteralPath $Path -PathType Leaf)) { return $false }
    return (Get-FileHash -LiteralPath $Path -Algorithm SHA256).Hash -eq $Sha256
}

if (-not $To) { $To = $env:CMDGEN_MODELS_DIR }
if (-not $To) { $To = Join-Path $env:LOCALAPPDATA 'cmdgen\Cache\models' }
$flat = $Repository.Replace('/', '--')
$target = Join-Path (Join-Path $To $flat) $File
$partial = Join-Path $To '.partial'
$part = Join-Path $partial ($flat + '--' + $File + '.' + $Sha256.Substring(0, 16) + '.part')
$hub = 'https://huggingface.co'
if ($env:HF_ENDPOINT) { $hub = $env:HF_ENDPOINT.TrimEnd('/') }
$url = "$hub/$Repository/resolve/$Revision/$File"

if (Test-Checksum $target) {
    Write-Output "$target is here already"
    exit 0
}
New-Item -ItemType Directory -Force -Path (Split-Path -Parent $target) | Out-Null
New-Item -ItemType Directory -Force -Path $partial | Out-Null

# A part that is whole already is answered with 416, which curl calls an error; the checksum decides.
if (-not (Test-Checksum $part)) {
    $options = @(
        '--fail', '--location', '--show-error', '--retry', '5', '--retry-delay', '1', '--connect-timeout', '10',
        '--speed-limit', '1', '--speed-time', '30', '--continue-at', '-', '--output', $part
    )
    if ($env:HF_TOKEN) {
        # From stdin, so that the token is in no list of processes; curl does not send it on to another host.
        "Authorization: Bearer $env:HF_TOKEN" | & curl.exe @options --header '@-' $url
    } else {
        & curl.exe @options $url
    }
    $status = $LASTEXITCODE
    if ($status -eq 22) { Stop-With "$url is refused" 'check the name, and HF_TOKEN if the model is not public' }
    if ($status -eq 23) { Stop-With "the disk of $To is full, or it cannot be written to" 'make room, then call this again' }
    if ($status -eq 33 -or $status -eq 36) {
        Remove-Item -LiteralPath $part -Force -ErrorAction SilentlyContinue
        Stop-With "$url cannot be gone on with" 'call this again: it begins anew'
    }
    if ($status -ne 0) {
        Stop-With "$url could not be fetched (curl ended with $status)" 'what came is kept; call this again to go on'
    }
}
if (-not (Test-Checksum $part)) {
    Remove-Item -LiteralPath $part -Force -ErrorAction SilentlyContinue
    Stop-With "$File arrived damaged: its checksum is not $Sha256" 'it was deleted; call this again, or without proxy and mirror'
}
Move-Item -LiteralPath $part -Destination $target -Force
Write-Output "$target is here, checksum verified"
Write-Output "use it: cmdgen --model '$target' REQUEST"
