#!/bin/sh
# Makes .venv and installs one requirements file into it; does nothing when that file is installed already.
# Usage: scripts/setup.sh requirements.txt | requirements-dev.txt     PYTHON=python3.12 selects the interpreter.
set -eu
cd "$(dirname "$0")/.."
wanted=$1
python=.venv/bin/python
# The stamp is the text that was installed, not its date: a checkout changes dates, an interrupted install leaves no stamp.
stamp=.venv/installed-$wanted

stop() {
    printf '%s\n' "$1" >&2
    exit 1
}

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        new_enough "$PYTHON" || stop "PYTHON=$PYTHON is not a Python 3.11 or newer."
        echo "$PYTHON"
        return
    fi
    for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
        if new_enough "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    stop "Python 3.11 or newer is missing: apt-get install python3 python3-venv (older release: python3.11 python3.11-venv)"
}

base_of() {
    "$1" -c 'import sys; print(sys.base_prefix, sys.version_info[:2])' 2>/dev/null || echo none
}

content() {
    cat requirements.txt
    if [ "$wanted" != requirements.txt ]; then cat "$wanted"; fi
}

remake() {
    chosen=$(find_python)
    version=$("$chosen" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    "$chosen" -c 'import venv, ensurepip' 2>/dev/null ||
        stop "Python $version cannot make a virtual environment: apt-get install python3-venv (or python$version-venv)"
    echo "Making .venv with Python $version"
    "$chosen" -m venv --clear .venv
}

if ! new_enough "$python" || ! "$python" -m pip --version >/dev/null 2>&1; then
    remake
elif [ -n "${PYTHON:-}" ] && [ "$(base_of "$PYTHON")" != "$(base_of "$python")" ]; then
    remake
fi

if [ -e "$stamp" ] && content | cmp -s - "$stamp"; then
    exit 0
fi
echo "Installing $wanted"
rm -f .venv/installed-*
"$python" -m pip install --quiet --disable-pip-version-check --no-input -r "$wanted"
cp requirements.txt .venv/installed-requirements.txt
content >"$stamp"
