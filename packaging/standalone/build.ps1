# Builds the program with its own Python into dist\, from this clone: a folder, or with -OneFile one file.
param([switch] $OneFile)
$ErrorActionPreference = "Stop"
Set-StrictMode -Version Latest
$PSNativeCommandUseErrorActionPreference = $true
Set-Location (Join-Path $PSScriptRoot "../..")

$scratch = Join-Path ([IO.Path]::GetTempPath()) ([IO.Path]::GetRandomFileName())
try {
    python -m venv "$scratch/venv"
    $python = "$scratch/venv/Scripts/python.exe"
    & $python -m pip install -q --require-hashes -r packaging/standalone/requirements.lock
    & $python -m pip install -q .
    $env:CMDGEN_ONE_FILE = if ($OneFile) { "1" } else { "0" }
    & "$scratch/venv/Scripts/pyinstaller.exe" --noconfirm --log-level ERROR --distpath dist --workpath "$scratch/work" packaging/standalone/cmdgen.spec
    $program = if ($OneFile) { "dist/cmdgen.exe" } else { "dist/cmdgen/cmdgen.exe" }
    $answer = & $program --print find big files
    if (-not $answer) { throw "the program does not answer" }
    Write-Output "$program answers: $answer"
}
finally {
    Remove-Item -Recurse -Force -ErrorAction SilentlyContinue $scratch
}
