#!/usr/bin/env bash
# Gradescope runs this once, as root, while it builds the image. Of the network it needs apt and PyPI, and nothing else.
set -eu
umask 022
here=$(cd "$(dirname "$0")" && pwd)
[ -d "$here/descent" ] || here=$here/source
cd "$here/descent"

# A Python that every user can read, for submissions run as another one: the system's, not one of root's.
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export DEBIAN_FRONTEND=noninteractive UV_NO_CACHE=1 PIP_NO_CACHE_DIR=1

suitable() {
    "$1" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null
}

find_python() {
    for each in python3.13 python3.12 python3.11 python3; do
        if suitable "$each"; then
            python=$each
            return 0
        fi
    done
    return 1
}

if ! find_python; then
    apt-get update -q
    for version in 3.12 3.13 3.11; do
        apt-get install -q -y --no-install-recommends "python$version" "python$version-venv" && break
    done
    if ! find_python; then
        echo "This image has no Python 3.11 to 3.13, and apt has none: choose a newer base image, such as Ubuntu 24.04." >&2
        exit 1
    fi
fi

# bubblewrap may be missing, too old or forbidden: then submissions are graded with Landlock.
"$python" -c '
import json, sys
from autograder.environment import prepare
with open("../gradescope.json", encoding="utf-8") as file:
    extras = json.load(file)["extras"]
sys.exit(0 if prepare(extras, bubblewrap=True) else 1)
'
.venv/bin/python -m autograder.gradescope --rehearse
