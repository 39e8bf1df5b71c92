#!/bin/sh
# Makes this clone ready: `setup.sh run` to start the program, `setup.sh test` for the tests too,
# `setup.sh msi` to build the Windows installer, `setup.sh test-msi` to install it under Wine too.
# `setup.sh can-test-msi` changes nothing but apt-get's lists: it says in one line why this PC cannot.
#
# Needs: git, make, Python 3.11, 3.12 or 3.13, a network for what is missing. Changes: system
# packages (only missing ones, only by apt-get), .tools (uv), .venv (the program's packages) and
# .venv-msi (what builds the installer).
# Idempotent, and quick when nothing is missing.
# PYTHON=/path/to/python chooses the interpreter.
# Exit codes: 0 ready, 1 failed, 2 bad usage, 3 something is missing that only you can install,
# 4 the installer cannot be tried on this PC.
# shellcheck disable=SC2086  # lists of packages are meant to fall apart into words
set -eu

RUN_PACKAGES="
    libegl1 libgl1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1
    libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libdbus-1-3 libfontconfig1
    libglib2.0-0t64 libportaudio2"
# A machine without a screen shows the program to a screen in memory.
SCREENLESS_PACKAGES="xvfb"
TEST_PACKAGES="
    pulseaudio pulseaudio-utils libasound2-plugins xvfb xauth chromium coturn dbus-daemon espeak-ng
    ffmpeg gnome-keyring iproute2 libreoffice-calc-nogui libreoffice-writer-nogui poppler-utils
    fonts-liberation postgresql default-jre-headless libjaxb-java softhsm2"
MSI_PACKAGES="
    wixl msitools gcc-mingw-w64-x86-64-win32 osslsigncode"
TEST_MSI_PACKAGES="
    openssl wine wine64 xvfb"
PYTHONS="python3.13 python3.12 python3.11 python3"
# The installer carries bytecode of this series; the system's own comes nearest to the publisher's.
MSI_PYTHONS="/usr/bin/python3.13 python3.13"
APT_INSTALL="apt-get install --no-install-recommends --yes"
LOCK_WAIT_S=900

say() { printf '%s\n' "setup: $*"; }
fail() { code=$1; shift; printf '%s\n' "setup: $*" >&2; exit "$code"; }

main() {
    case "${1-run}" in
        run) wanted='run'; packages=$RUN_PACKAGES ;;
        test) wanted='test'; packages="$RUN_PACKAGES $TEST_PACKAGES" ;;
        msi) prepare_msi "$MSI_PACKAGES"; return ;;
        test-msi) prepare_msi "$MSI_PACKAGES $TEST_MSI_PACKAGES"; return ;;
        can-test-msi) can_test_msi; return ;;
        *) fail 2 "usage: setup.sh [run|test|msi|test-msi|can-test-msi]" ;;
    esac
    if [ -z "${DISPLAY-}${WAYLAND_DISPLAY-}${QT_QPA_PLATFORM-}" ]; then
        packages="$packages $SCREENLESS_PACKAGES"
    fi
    cd "$(dirname "$0")/../.."
    take_turn
    venv_python=$(usable_venv_python)
    if [ -z "$venv_python" ]; then
        choose_python
    fi
    install_packages
    # The test set holds the run set: `make run` after `make test` takes nothing away.
    if [ "$(sed -n 1p .venv/setup-stamp 2>/dev/null)" = test ]; then
        wanted='test'
    fi
    stamp=$(printf '%s\n' "$wanted" "$PWD"; fingerprint)
    if [ -n "$venv_python" ] && [ "$(cat .venv/setup-stamp 2>/dev/null)" = "$stamp" ]; then
        return
    fi
    make_tools
    make_venv
    printf '%s\n' "$stamp" > .venv/setup-stamp
    say "ready"
}

# Everything the Windows installer is built with; $1: the system packages.
prepare_msi() {
    packages=$1
    cd "$(dirname "$0")/../.."
    take_turn
    stamp=$(printf '%s\n' "$PWD"; sha256sum < requirements-msi.lock)
    if [ -x .venv-msi/bin/python ] && [ "$(cat .venv-msi/setup-stamp 2> /dev/null)" = "$stamp" ]; then
        install_packages
        return
    fi
    PYTHONS=$MSI_PYTHONS
    choose_python
    [ "$version" = 3.13 ] || fail 3 "the installer is built with Python 3.13, not with $python"
    install_packages
    make_tools
    use_this_pc
    say "making .venv-msi with $python"
    .tools/bin/uv venv --quiet --clear --python "$python" .venv-msi ||
        fail 1 ".venv-msi cannot be made"
    VIRTUAL_ENV="$PWD/.venv-msi" .tools/bin/uv pip sync --quiet --require-hashes \
        requirements-msi.lock || fail 1 "the packages of requirements-msi.lock could not be installed"
    printf '%s\n' "$stamp" > .venv-msi/setup-stamp
    say "ready"
}

# Says nothing if `setup.sh test-msi` can make everything ready here.
can_test_msi() {
    cd "$(dirname "$0")/../.."
    take_turn
    command -v dpkg-query > /dev/null || leave_out "this is not a Debian system"
    packages="$MSI_PACKAGES $TEST_MSI_PACKAGES"
    (PYTHONS=$MSI_PYTHONS; choose_python; [ "$version" = 3.13 ]) 2> /dev/null ||
        leave_out "it is built with Python 3.13, which is not here"
    find_missing
    [ -n "$missing" ] || return 0
    find_root || leave_out "only root can install$missing"
    if ! is_offered; then
        $as_root apt-get update --quiet=2 > .cache/apt.log || true
        is_offered || leave_out "apt-get does not offer all of$missing"
    fi
}

leave_out() { printf '%s\n' "$1"; exit 4; }

is_offered() { $APT_INSTALL --simulate --quiet=2 $missing > .cache/apt.log 2>&1; }

# Two terminals may start at once; the second waits for the first.
take_turn() {
    mkdir -p .cache
    exec 9> .cache/setup.lock
    if command -v flock > /dev/null; then
        flock -w "$LOCK_WAIT_S" 9 || fail 1 "another set-up of this clone takes too long"
    fi
}

# Prints the interpreter of .venv if it runs, is supported, and is the one PYTHON asks for.
usable_venv_python() {
    [ -x .venv/bin/python ] || return 0
    # The scripts of an environment know their folder: a clone that was moved needs a new one.
    [ "$(sed -n 2p .venv/setup-stamp 2> /dev/null || echo "$PWD")" = "$PWD" ] || return 0
    facts=$(python_facts .venv/bin/python) || return 0
    if [ -n "${PYTHON-}" ] && [ "$(python_facts "$PYTHON")" != "$facts" ]; then
        return 0
    fi
    echo .venv/bin/python
}

# Prints "3.13 /usr/bin/python3.13 yes": version, program, can it make environments. Fails if the
# interpreter does not run or is not supported.
python_facts() {
    "$1" -c '
import importlib.util, os, sys
if not (3, 11) <= sys.version_info[:2] < (3, 14):
    sys.exit(1)
can = all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))
program = os.path.realpath(getattr(sys, "_base_executable", sys.executable))
print("%d.%d" % sys.version_info[:2], program, "yes" if can else "no")
' 2> /dev/null
}

# Sets python, and adds the package that lets it make environments where Debian split that off.
choose_python() {
    for name in ${PYTHON:-$PYTHONS}; do
        command -v "$name" > /dev/null || continue
        facts=$(python_facts "$name") || continue
        version=${facts%% *}
        program=${facts#* }; program=${program% *}
        if [ "${facts##* }" = no ]; then
            [ "$program" = "/usr/bin/python$version" ] || continue
            packages="$packages python$version-venv"
        fi
        python=$program
        return
    done
    fail 3 "Python 3.11, 3.12 or 3.13 is needed (tried: ${PYTHON:-$PYTHONS})"
}

install_packages() {
    if ! command -v dpkg-query > /dev/null; then
        say "not a Debian system; if the program does not start, install the equivalents of:" $packages
        return
    fi
    find_missing
    [ -n "$missing" ] || return 0
    find_root || ask_for_packages
    say "installing$missing"
    if ! { $as_root apt-get update --quiet=2 &&
        $as_root env DEBIAN_FRONTEND=noninteractive $APT_INSTALL --quiet=2 $missing; } \
        > .cache/apt.log; then
        tail -n 5 .cache/apt.log >&2
        fail 3 "these packages could not be installed:$missing"
    fi
    # The tests start a relay of their own; nobody asked for one that serves this PC's network.
    case "$missing" in *coturn*)
        if command -v systemctl > /dev/null; then
            $as_root systemctl disable --quiet --now coturn > /dev/null 2>&1 || true
        fi ;;
    esac
}

# Sets missing: those of the packages that are not installed.
find_missing() {
    installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' 2> /dev/null | sed -n 's/^installed //p')
    missing=
    for package in $(printf '%s\n' $packages | sort -u); do
        printf '%s\n' "$installed" | grep -Fqx "$package" || missing="$missing $package"
    done
}

# Sets as_root: what goes before a command of root's. Fails if nobody here is root unasked.
find_root() {
    as_root=
    [ "$(id -u)" != 0 ] || return 0
    command -v sudo > /dev/null && sudo -n true 2> /dev/null || return 1
    as_root="sudo -n"
}

ask_for_packages() {
    line="apt-get update && $APT_INSTALL$missing"
    if command -v sudo > /dev/null; then
        line="sudo sh -c '$line'"
    else
        line="su -c '$line'"
    fi
    fail 3 "system packages are missing. Type this line, then try again:
$line"
}

# Changes whenever .venv would have to change.
fingerprint() {
    cat requirements.lock requirements-dev.lock requirements-build.lock pyproject.toml | sha256sum
}

# uv comes from PyPI into a private environment, in the version and with the hashes of the lock.
make_tools() {
    pinned=$(sed -n 's/^uv==\([^ ]*\).*/\1/p' requirements-dev.lock)
    case "$(.tools/bin/uv --version 2> /dev/null || true)" in
        "uv $pinned"*) return ;;
    esac
    [ -n "${python-}" ] || choose_python
    say "fetching uv $pinned"
    rm -rf .tools
    "$python" -m venv .tools || fail 1 "$python cannot make an environment"
    sed -n '/^uv==/,/[^\\]$/p' requirements-dev.lock > .tools/uv.lock
    .tools/bin/python -m pip install --quiet --disable-pip-version-check --no-deps \
        --require-hashes --requirement .tools/uv.lock || fail 1 "uv could not be fetched"
}

use_this_pc() {
    # The interpreter of this PC is used as it is; nothing else is downloaded.
    export UV_PYTHON_DOWNLOADS=never
    # Trust what this PC trusts: behind a proxy that opens TLS, uv's own list is not enough.
    if [ -s /etc/ssl/certs/ca-certificates.crt ]; then
        export UV_SYSTEM_CERTS=true
    fi
}

make_venv() {
    use_this_pc
    export VIRTUAL_ENV="$PWD/.venv"
    if [ -z "$venv_python" ]; then
        say "making .venv with $python"
        .tools/bin/uv venv --quiet --clear --python "$python" .venv || fail 1 ".venv cannot be made"
    fi
    rm -f .venv/setup-stamp
    say "installing the Python packages of the $wanted set"
    lock=requirements.lock
    [ "$wanted" = run ] || lock=requirements-dev.lock
    .tools/bin/uv pip sync --quiet --require-hashes "$lock" ||
        fail 1 "the packages of $lock could not be installed"
    .tools/bin/uv pip install --quiet --no-deps --build-constraints requirements-build.lock \
        --editable . || fail 1 "the program could not be installed"
}

main "$@"
