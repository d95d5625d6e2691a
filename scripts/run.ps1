# The same as `make run`: powershell -ExecutionPolicy Bypass -File scripts\run.ps1 [-Port 8501] [-Address 127.0.0.1]
param([int]$Port = 8501, [string]$Address = "127.0.0.1")
$ErrorActionPreference = "Stop"
& (Join-Path $PSScriptRoot "setup.ps1") requirements.txt
Set-Location (Join-Path $PSScriptRoot "..")
$python = ".venv\Scripts\python.exe"
$env:PYTHONUTF8 = "1"

$database = if ($env:EVALUATION_DATABASE) { $env:EVALUATION_DATABASE } else { "data\evaluation.duckdb" }
if (-not (Test-Path $database)) {
    & $python manage.py init
    if ($LASTEXITCODE -ne 0) { throw "The database could not be made." }
}
& $python -m app.views.launch "--server.port=$Port" "--server.address=$Address"
exit $LASTEXITCODE
