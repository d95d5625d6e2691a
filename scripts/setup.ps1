# Makes .venv and installs one requirements file into it; does nothing when that file is installed already.
# Usage: scripts\setup.ps1 [requirements.txt | requirements-dev.txt]
param([string]$Wanted = "requirements.txt")
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..")
$python = ".venv\Scripts\python.exe"
$stamp = ".venv\installed-$Wanted"

if (-not (Test-Path $python)) {
    $chosen = if ($env:PYTHON) { $env:PYTHON } else { "python" }
    if (-not (Get-Command $chosen -ErrorAction SilentlyContinue)) {
        throw "Python 3.11 or newer is missing: install it from python.org with 'Add to PATH', or set PYTHON to its path."
    }
    & $chosen -c "import sys; sys.exit(sys.version_info < (3, 11))"
    if ($LASTEXITCODE -ne 0) { throw "$chosen is not a Python 3.11 or newer; set PYTHON to the path of one." }
    Write-Host "Making .venv"
    & $chosen -m venv .venv
    if ($LASTEXITCODE -ne 0) { throw "The virtual environment could not be made." }
}

$content = [IO.File]::ReadAllText((Resolve-Path "requirements.txt"))
if ($Wanted -ne "requirements.txt") { $content += [IO.File]::ReadAllText((Resolve-Path $Wanted)) }
if ((Test-Path $stamp) -and ([IO.File]::ReadAllText((Resolve-Path $stamp)) -eq $content)) { return }
Write-Host "Installing $Wanted"
Remove-Item ".venv\installed-*"
& $python -m pip install --quiet --disable-pip-version-check --no-input -r $Wanted
if ($LASTEXITCODE -ne 0) { throw "The packages could not be installed." }
Copy-Item "requirements.txt" ".venv\installed-requirements.txt"
[IO.File]::WriteAllText((Join-Path (Get-Location) $stamp), $content)
