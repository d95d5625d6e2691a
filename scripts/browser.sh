#!/bin/sh
# Makes sure that the tests find Chromium, a Korean font, and what opens the papers: LibreOffice Impress and poppler.
# Installs the Debian packages where it may, else says what to do.
set -eu
cd "$(dirname "$0")/.."

has_chromium() {
    .venv/bin/python -m tests.browser.chromium >/dev/null 2>&1
}

has_korean_font() {
    [ -n "$(fc-list :lang=ko 2>/dev/null)" ]
}

# LibreOffice may be there without the part that opens slides.
has_impress() {
    office=$(command -v soffice) && [ -e "$(dirname "$(readlink -f "$office")")/libsdlo.so" ]
}

# The package without windows would put out the one with them.
impress_package() {
    if dpkg -s libreoffice-core >/dev/null 2>&1; then echo libreoffice-impress; else echo libreoffice-impress-nogui; fi
}

has_poppler() {
    command -v pdftotext >/dev/null
}

missing_packages() {
    has_chromium || echo chromium
    has_korean_font || echo fonts-noto-cjk fontconfig
    has_impress || impress_package
    has_poppler || echo poppler-utils
}

packages=$(missing_packages | tr '\n' ' ')
[ -n "$packages" ] || exit 0

as_root=
if [ "$(id -u)" != 0 ]; then as_root="sudo -n"; fi
if command -v apt-get >/dev/null && $as_root true 2>/dev/null; then
    echo "Installing for the tests: $packages"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086
    { $as_root apt-get -qq -o DPkg::Lock::Timeout=300 update &&
        $as_root apt-get -qq -y -o DPkg::Lock::Timeout=300 install --no-install-recommends $packages; } </dev/null >/dev/null || true
fi

packages=$(missing_packages | tr '\n' ' ')
if [ -n "$packages" ]; then
    echo "The tests in Chromium and of the papers need: apt-get install $packages(Ubuntu: snap install chromium, or Google Chrome's package)" >&2
    exit 1
fi
