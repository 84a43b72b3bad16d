# Shared by the scripts of this folder: paths, messages, privileges. Sourced, never run.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
deps=${CONSTAT_DEPS:-$root/.deps}
build=${CONSTAT_BUILD:-$root/build}
# Without it ccache keeps nothing that is compiled with a precompiled header.
export CCACHE_SLOPPINESS=pch_defines,time_macros

say()  { printf '\033[1m▸ %s\033[0m\n' "$*"; }
fail() { printf '✗ %s\n' "$*" >&2; exit 1; }

# Runs a command as root: directly, or through sudo.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else fail "\"$*\" needs root: run this script as root, or install sudo and add your user to it."
  fi
}

# Runs a long command quietly; shows its output only when it fails.
quietly() {
  local log=$1; shift
  mkdir -p "$(dirname "$log")"
  if ! "$@" >"$log" 2>&1; then
    tail -n 60 "$log" >&2
    fail "failed: $* (whole output: $log)"
  fi
}
