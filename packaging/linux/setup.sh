#!/bin/sh
# Everything that running (`run`) or testing (`test`) from a checkout, building what is installed (`packages`) or
# measuring beside other programs (`bench`) needs:
# system libraries, an environment in $VENV (.venv), locked packages.
# Called by the Makefile, which skips it when nothing has changed since it was last done.
set -eu
purpose=${1:?run, test, packages or bench}
cd "$(dirname "$0")/../.."
python=${PYTHON:-python3}
venv=${VENV:-.venv}

say() { printf '%s\n' "$*" >&2; }

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
    say "Нужен Python 3.11 или новее. Если он называется иначе: make PYTHON=python3.12 …"
    exit 1
}

# A shared library is present when the loader knows it; the package that brings it stands beside it.
libraries='
libEGL.so.1 libegl1
libGL.so.1 libgl1
libOpenGL.so.0 libopengl0
libxkbcommon.so.0 libxkbcommon0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
libglib-2.0.so.0 libglib2.0-0
libX11-xcb.so.1 libx11-xcb1
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-image.so.0 libxcb-image0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0 libxcb-shape0
libxcb-xkb.so.1 libxcb-xkb1
'
known=$({ ldconfig -p || /sbin/ldconfig -p; } 2>/dev/null || true)
missing=$(printf '%s' "$libraries" | while read -r library package; do
    [ -n "$library" ] || continue
    case "$known" in *"$library "*) ;; *) printf '%s ' "$package" ;; esac
done)
# venv without ensurepip makes an environment that has no pip.
"$python" -c 'import ensurepip, venv' 2>/dev/null ||
    missing="$missing$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])') "
if [ "$purpose" = test ]; then
    command -v soffice >/dev/null 2>&1 || missing="${missing}libreoffice-writer-nogui "
    command -v gnome-keyring-daemon >/dev/null 2>&1 || missing="${missing}gnome-keyring "
    command -v dbus-run-session >/dev/null 2>&1 || missing="${missing}dbus-daemon "
    command -v strace >/dev/null 2>&1 || missing="${missing}strace "
    # A screen for pictures of the window and for the tests of the accessibility bus.
    command -v xvfb-run >/dev/null 2>&1 || missing="${missing}xvfb "
    command -v xauth >/dev/null 2>&1 || missing="${missing}xauth "
fi
if [ "$purpose" = bench ]; then
    command -v soffice >/dev/null 2>&1 || missing="${missing}libreoffice-writer-nogui "
    # unoserver keeps LibreOffice warm from a Python that has LibreOffice's own module.
    { /usr/bin/python3 -c 'import uno' || "$python" -c 'import uno'; } 2>/dev/null || missing="${missing}python3-uno "
fi
if [ "$purpose" = packages ]; then
    command -v objdump >/dev/null 2>&1 || missing="${missing}binutils "
    # The frozen program takes Python along as a shared library.
    "$python" -c 'import os, sys, sysconfig as s
name = s.get_config_var("INSTSONAME") or ""
places = [s.get_config_var("LIBDIR"), os.path.join(sys.base_prefix, "lib"), s.get_config_var("LIBPL")]
known = any(place and os.path.exists(os.path.join(place, name)) for place in places)
sys.exit(not known and name not in sys.argv[1])' "$known" ||
        missing="$missing$("$python" -c 'import sys; print("libpython%d.%d" % sys.version_info[:2])') "
fi

if [ -n "$missing" ]; then
    if [ "$(id -u)" = 0 ]; then as=''
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then as=sudo
    else as=none; fi
    line="apt-get install -y --no-install-recommends $missing"
    if ! command -v apt-get >/dev/null 2>&1; then
        say "Не хватает системных библиотек. Поставьте пакеты своей системы, которые соответствуют этим: $missing"
        exit 1
    elif [ "$as" = none ]; then
        say "Не хватает системных библиотек. Выполните и повторите:"
        say "    sudo $line"
        exit 1
    fi
    say "Ставим: $missing"
    $as apt-get update -qq
    # Since the 64-bit time change glib's package has another name.
    apt-cache show libglib2.0-0t64 >/dev/null 2>&1 && line=$(printf '%s' "$line" | sed 's/libglib2.0-0 /libglib2.0-0t64 /')
    DEBIAN_FRONTEND=noninteractive $as $line >&2
fi

lock=requirements.lock
[ "$purpose" = test ] && lock=requirements-dev.lock
[ "$purpose" = packages ] && lock=requirements-packaging.lock
[ "$purpose" = bench ] && lock=requirements-bench.lock
[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
say "Ставим пакеты Python из $lock…"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
# What is installed for good is built from a wheel.
[ "$purpose" = packages ] ||
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
touch "$venv/.ready-$purpose"
[ "$purpose" = test ] && touch "$venv/.ready-run"
say "Готово."
