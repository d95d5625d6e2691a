# The same as `make test`; Edge or Chrome serves as the browser. Arguments go to pytest.
$ErrorActionPreference = "Stop"
& (Join-Path $PSScriptRoot "setup.ps1") requirements-dev.txt
Set-Location (Join-Path $PSScriptRoot "..")
$env:PYTHONUTF8 = "1"
& ".venv\Scripts\python.exe" -m pytest @args
exit $LASTEXITCODE
