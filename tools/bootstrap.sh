#!/bin/sh
# Makes .venv with the first fit Python and installs what requirements.lock pins. Does nothing when nothing changed.
set -eu
cd "$(dirname "$0")/.."

export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1
stamp=.venv/remit-installed
lock=.venv-being-made

say() { printf '%s\n' "$*" >&2; }

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

venv_works() { [ -x .venv/bin/python ] && new_enough .venv/bin/python && .venv/bin/python -m pip --version >/dev/null 2>&1; }

wanted() { cat requirements.lock setup.cfg pyproject.toml | cksum; pwd; .venv/bin/python -V; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null 2>&1; then sudo -n "$@"; else return 1; fi
}

make_venv() {
    rm -rf .venv
    "$1" -m venv .venv >/dev/null 2>&1 && venv_works
}

try_pythons() {
    for python in python3.13 python3.12 python3.11 python3; do
        # A name on the path may be a shim that cannot run, so each one is asked rather than believed.
        new_enough "$python" || continue
        found=$python
        if make_venv "$python"; then
            say "Using $("$python" -V) ($python)."
            return 0
        fi
    done
    return 1
}

install_venv_support() {
    command -v apt-get >/dev/null 2>&1 || return 1
    version=$("$found" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    say "$found cannot make environments yet: installing python3-venv …"
    as_root apt-get update -qq >&2 || return 1
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv >&2 || true
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$version" >&2 || true
}

create() {
    found=
    say "1/3 Creating the environment .venv …"
    try_pythons && return 0
    if [ -z "$found" ]; then
        say "Remit needs Python 3.11 or newer, and none of python3.13, python3.12, python3.11, python3 is."
        say "Install one, for example:  sudo apt-get install python3.11 python3.11-venv"
        exit 1
    fi
    if install_venv_support && try_pythons; then return 0; fi
    rm -rf .venv
    say "$found cannot make an environment. This cures it:"
    say "    sudo apt-get install python3-venv"
    exit 1
}

is_ready() { venv_works && [ "$(cat "$stamp" 2>/dev/null)" = "$(wanted)" ]; }

# Two at once would install over each other. The lock of one that was killed is taken away.
wait_for_turn() {
    told=
    until mkdir "$lock" 2>/dev/null; do
        owner=$(cat "$lock/owner" 2>/dev/null || true)
        if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then rm -rf "$lock"; continue; fi
        [ -n "$told" ] || say "Another make is creating the environment: waiting for it …"
        told=yes
        sleep 1
    done
    trap 'rm -rf "$lock"' EXIT
    trap 'exit 130' INT TERM
    echo $$ >"$lock/owner"
}

is_ready && exit 0
wait_for_turn
is_ready && exit 0
venv_works || create
rm -f "$stamp"
say "2/3 Installing the pinned packages (about 70, a minute or two the first time) …"
.venv/bin/python -m pip install --only-binary :all: -r requirements.lock
say "3/3 Installing Remit itself …"
.venv/bin/python -m pip install --quiet --no-deps --no-build-isolation -e .
wanted >"$stamp"
say "The environment is ready."
