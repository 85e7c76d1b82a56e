#!/bin/sh
# Installs what the browser, PostgreSQL and office tests need, where the user may. Never fails: what is still missing
# is told by the test run itself, which lists the groups it left out.
set -u

say() { printf '%s\n' "$*" >&2; }

has() { command -v "$1" >/dev/null 2>&1; }

may_install() {
    has apt-get || return 1
    if [ "$(id -u)" = 0 ]; then root=; return 0; fi
    has sudo && sudo -n true >/dev/null 2>&1 && root="sudo -n"
}

apt() { $root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 "$@"; }

has_chromium() { chromium --version >/dev/null 2>&1 || google-chrome --version >/dev/null 2>&1; }

has_postgres() { ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || has initdb; }

has_office() { has soffice; }

has_poppler() { has pdftoppm; }

missing=
has_chromium || missing="$missing chromium"
has_postgres || missing="$missing postgres"
has_office || missing="$missing office"
has_poppler || missing="$missing poppler"
[ -n "$missing" ] || exit 0

if ! may_install; then
    say "Not installed, and this user may not install it:$missing. Their tests will be left out."
    exit 0
fi

packages() {
    case "$1" in
        chromium) echo chromium fonts-liberation fonts-inter ;;
        postgres) echo postgresql ;;
        office) echo libreoffice-impress libreoffice-calc ;;
        poppler) echo poppler-utils ;;
    esac
}

say "Installing for the tests:$missing (once; a few minutes) …"
apt update -qq >&2 || say "The package lists could not be renewed."
for group in $missing; do
    say "  $group …"
    # Unquoted: several packages make one group.
    # shellcheck disable=SC2046
    apt install -y -qq --no-install-recommends $(packages "$group") >&2 || say "  $group could not be installed."
done
exit 0
