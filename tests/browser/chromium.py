"""Where this machine keeps a browser of the Chromium family; run as a program it prints the path or fails."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

INSTALL = (
    "No Chromium found: apt-get install chromium fonts-noto-cjk (Windows: Edge or Chrome; or set CHROMIUM to its path)."
)
COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
WINDOWS_FOLDERS = ("PROGRAMFILES(X86)", "PROGRAMFILES", "LOCALAPPDATA")
WINDOWS_PROGRAMS = ("Microsoft/Edge/Application/msedge.exe", "Google/Chrome/Application/chrome.exe")


def find_chromium() -> str | None:
    """The first browser that starts."""
    return next((path for path in _candidates() if _starts(path)), None)


def _candidates() -> list[str]:
    found = [os.environ.get("CHROMIUM"), *(shutil.which(command) for command in COMMANDS)]
    if sys.platform == "win32":
        folders = [os.environ[name] for name in WINDOWS_FOLDERS if name in os.environ]
        found += [str(Path(folder) / program) for program in WINDOWS_PROGRAMS for folder in folders]
    return [path for path in found if path]


def _starts(path: str) -> bool:
    """Ubuntu's `chromium-browser` may be a stub that only asks for the snap, so being there is not enough."""
    if sys.platform == "win32":  # msedge.exe --version opens a window
        return Path(path).is_file()
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except OSError:
        return False


if __name__ == "__main__":
    chromium = find_chromium()
    if chromium is None:
        sys.exit(INSTALL)
    print(chromium)
