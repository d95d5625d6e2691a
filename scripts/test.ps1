# The same as `make test`: powershell -ExecutionPolicy Bypass -File scripts\test.ps1 [arguments of pytest]
# Edge or Chrome serves as the browser.
$ErrorActionPreference = "Stop"
& (Join-Path $PSScriptRoot "setup.ps1") requirements-dev.txt
Set-Location (Join-Path $PSScriptRoot "..")
$env:PYTHONUTF8 = "1"
& ".venv\Scripts\python.exe" -m pytest -n auto --maxprocesses 4 --dist worksteal @args
exit $LASTEXITCODE
