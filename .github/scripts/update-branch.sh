#!/usr/bin/env bash
# Brings the branch that is checked out up to date with the main one: merges it by what the assessments say, and checks the result.
#
# Usage: update-branch.sh --xtask PROGRAM [--base REV]
#
# --base is origin/main if not given, and is fetched first. Ends with 0 if the branch is up to date and the check finds no problems, with 1
# if there are conflicts or problems to be looked at, and with 2 if it could not be done. Nothing is pushed.
#
# On your machine: .github/scripts/update-branch.sh --xtask target/debug/xtask
set -euo pipefail

usage() {
  sed -n '/^# Usage:/s/^# //p' "$0" >&2
  exit 2
}

xtask='' base=''
while (($#)); do
  (($# > 1)) || usage
  case $1 in
    --xtask) xtask=$2 ;;
    --base) base=$2 ;;
    *) usage ;;
  esac
  shift 2
done
[[ -n $xtask ]] || usage
xtask=$(realpath "$xtask")

cd "$(git rev-parse --show-toplevel)" || exit 2
if ! git diff --quiet HEAD --; then
  echo 'There are changes that are not committed; commit them first.' >&2
  exit 2
fi
if [[ -z $base ]]; then
  git fetch --quiet origin main || exit 2
  base=origin/main
fi
base=$(git rev-parse --verify --end-of-options "$base^{commit}") || exit 2

# Without the driver two corrections of neighbouring entries can conflict that have nothing to do with each other.
"$xtask" install-git >/dev/null
if ! git merge --quiet --no-edit "$base"; then
  echo 'The merge is not finished: mend what is named above, run git add and git commit; or give it up with git merge --abort.' >&2
  exit 1
fi
"$xtask" validate --base "$base"
