# Puts the standalone cmdgen of a release into %LOCALAPPDATA%\Programs\cmdgen, after comparing its checksum.
#
#   .\install.ps1 -From PLACE      PLACE: address of the release's files, or a folder that has them
#   .\install.ps1 -Uninstall       takes the program away; settings, models and history stay
param([string] $From, [switch] $Uninstall)
$ErrorActionPreference = "Stop"
Set-StrictMode -Version Latest

$target = Join-Path $env:LOCALAPPDATA "Programs\cmdgen"

function Set-UserPath([scriptblock] $Change) {
    $parts = @([Environment]::GetEnvironmentVariable("Path", "User") -split ";" | Where-Object { $_ -and $_ -ne $target })
    [Environment]::SetEnvironmentVariable("Path", ((& $Change $parts) -join ";"), "User")
}

if ($Uninstall) {
    if (-not (Test-Path $target)) { throw "cmdgen is not in $target" }
    Remove-Item -Recurse -Force $target
    Set-UserPath { param($parts) $parts }
    Write-Output "cmdgen is gone from $target.  What it wrote, if you want to delete that too: $env:LOCALAPPDATA\cmdgen"
    exit 0
}
if (-not $From) { throw "say where the release is: -From https://.../vX.Y.Z, or a folder" }
if ($env:PROCESSOR_ARCHITECTURE -ne "AMD64") { throw "there is no standalone build for $env:PROCESSOR_ARCHITECTURE" }

$archive = "cmdgen-windows-x86_64.zip"
$scratch = Join-Path ([IO.Path]::GetTempPath()) ([IO.Path]::GetRandomFileName())
New-Item -ItemType Directory $scratch | Out-Null
try {
    foreach ($name in "SHA256SUMS", $archive) {
        $file = Join-Path $scratch $name
        if ($From -like "https://*") { Invoke-WebRequest -UseBasicParsing "$From/$name" -OutFile $file }
        elseif ($From -like "http://*") { throw "http is not safe; use https" }
        else { Copy-Item (Join-Path $From $name) $file }
    }
    $line = Get-Content (Join-Path $scratch "SHA256SUMS") | Where-Object { ($_ -split "\s+\*?")[1] -eq $archive }
    if (-not $line) { throw "SHA256SUMS does not list $archive" }
    $sum = (Get-FileHash -Algorithm SHA256 (Join-Path $scratch $archive)).Hash
    if ($sum -ne ($line -split "\s+")[0]) { throw "$archive does not have the checksum of SHA256SUMS; nothing was installed" }

    Expand-Archive (Join-Path $scratch $archive) $scratch
    $version = & (Join-Path $scratch "cmdgen\cmdgen.exe") --version
    if ($LASTEXITCODE -ne 0) { throw "the program does not start on this machine; nothing was installed" }
    if (Test-Path $target) { Remove-Item -Recurse -Force $target }
    New-Item -ItemType Directory -Force (Split-Path $target) | Out-Null
    Move-Item (Join-Path $scratch "cmdgen") $target
    Set-UserPath { param($parts) $parts + $target }
    Write-Output "$version is in $target; open a new terminal to call it as cmdgen"
}
finally {
    Remove-Item -Recurse -Force $scratch
}
