#!/bin/sh
# Finds a Python that the program runs on, then lets setup/environment.py do the rest.
# usage: sh setup/setup.sh [run|dev]      PYTHON=/path/to/python chooses the Python.
set -u
cd "$(dirname "$0")/.." || exit 1

version_of() {
    # A pyenv shim of a version that is not chosen fails here, as it would later.
    "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null </dev/null
}

supported() {
    case "$1" in 3.11 | 3.12 | 3.13) return 0 ;; *) return 1 ;; esac
}

seen=""
python=""
try() {
    version=$(version_of "$1") || return 1
    [ -n "$version" ] || return 1
    if supported "$version"; then
        python=$1
        return 0
    fi
    case "$version" in
        3.[0-9] | 3.10 | 2.*) seen="$seen
  $1 is $version: too old" ;;
        *) seen="$seen
  $1 is $version: too new, not tried yet" ;;
    esac
    return 1
}

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        try "$PYTHON" && return 0
        [ -n "$seen" ] || seen="
  PYTHON=$PYTHON cannot be run"
        return 1
    fi
    for candidate in .venv/bin/python python3 python3.11 python3.12 python3.13 python \
        "${PYENV_ROOT:-${HOME:-/nowhere}/.pyenv}"/versions/3.1[123].*/bin/python; do
        try "$candidate" && return 0
    done
    return 1
}

explain() {
    echo "Python 3.11, 3.12 or 3.13 is missing." >&2
    echo "Found here:${seen:- no Python at all}" >&2
}

if ! find_python; then
    explain
    if [ -z "${PYTHON:-}" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing it: apt-get install python3 python3-venv" >&2
        DEBIAN_FRONTEND=noninteractive
        export DEBIAN_FRONTEND
        apt-get -q update >/dev/null </dev/null
        apt-get -q install -y --no-install-recommends python3 python3-venv </dev/null >&2
        seen=""
        if ! find_python && ! try /usr/bin/python3; then
            explain
            echo "This system's own Python is not one of them; install one from python.org." >&2
            exit 1
        fi
    else
        echo "Install one (on Debian and Ubuntu: apt-get install python3 python3-venv)," >&2
        echo "or name one: make run PYTHON=/path/to/python3.11" >&2
        exit 1
    fi
fi

exec "$python" setup/environment.py "${1:-run}"
