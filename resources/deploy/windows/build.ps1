# Build both executables on a 64-bit Windows 10 (1809 or newer) and lay out the folder that is handed out.
#
#   powershell -ExecutionPolicy Bypass -File resources\deploy\windows\build.ps1 [-Python py] [-Out dist]
#
# Needs Python 3.11 to 3.13 (64 bit, from python.org) and the source. No administrator. What is made needs
# neither Python nor an administrator:
#
#   dist\Bilik\           copy this folder to a PC or a stick
#   dist\Bilik.zip        the same as one file, and Bilik.zip.sha256 its digest
param(
    [string]$Python = 'py',
    [string]$Out = 'dist'
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$env:PYTHONUTF8 = '1'
$env:PIP_DISABLE_PIP_VERSION_CHECK = '1'

function Invoke-Checked {
    # A program that fails ends the script: PowerShell alone would go on.
    param([string]$Program, [string[]]$Arguments)
    & $Program @Arguments
    if ($LASTEXITCODE -ne 0) { throw "$Program $($Arguments -join ' ') ended with code $LASTEXITCODE" }
}

$root = (Resolve-Path (Join-Path $PSScriptRoot '..\..\..')).Path
Push-Location $root
try {
    if (-not [Environment]::Is64BitOperatingSystem) { throw 'Bilik is built for 64-bit Windows only.' }
    $venv = Join-Path $root '.venv\Scripts\python.exe'
    if (-not (Test-Path $venv)) { Invoke-Checked $Python @('-m', 'venv', '.venv') }
    Invoke-Checked $venv @('-m', 'pip', 'install', '--quiet', '--require-hashes', '-r', 'requirements.lock')
    Invoke-Checked $venv @('-m', 'pip', 'install', '--quiet', '--no-deps', '--no-build-isolation', '-e', '.')
    Invoke-Checked $venv @('-m', 'PyInstaller', 'build.spec', '--noconfirm', '--log-level', 'WARN',
        '--distpath', $Out, '--workpath', 'build\pyinstaller')
    # The sitting by keyboard needs the virtual screen of Linux; everything else is tried here as well.
    Invoke-Checked $venv @('-m', 'tests.bundle', '--dist', $Out, '--only', 'sizes', 'contents', 'self-tests', 'rehearsal')

    $folder = Join-Path $Out 'Bilik'
    if (Test-Path $folder) { Remove-Item -Recurse -Force $folder }
    New-Item -ItemType Directory -Path $folder | Out-Null
    Copy-Item -Recurse (Join-Path $Out 'bilik-kiosk') $folder
    Copy-Item -Recurse (Join-Path $Out 'bilik-office') $folder
    foreach ($name in 'start.cmd', 'office.cmd', 'account.reg', 'restore.reg', 'lockdown.ps1', 'README.id.md', 'README.en.md') {
        Copy-Item (Join-Path $PSScriptRoot $name) $folder
    }
    Copy-Item (Join-Path $root 'resources\deploy\keys.json') $folder
    Copy-Item (Join-Path $root 'LICENSE') $folder

    $zip = Join-Path $Out 'Bilik.zip'
    if (Test-Path $zip) { Remove-Item -Force $zip }
    Compress-Archive -Path $folder -DestinationPath $zip
    $digest = (Get-FileHash -Algorithm SHA256 $zip).Hash.ToLowerInvariant()
    [IO.File]::WriteAllText("$((Resolve-Path $Out).Path)\Bilik.zip.sha256", "$digest  Bilik.zip`n")
    Write-Output "Made $zip, SHA-256 $digest"
}
finally {
    Pop-Location
}
