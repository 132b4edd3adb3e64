#!/usr/bin/env bash
# Checks that a tag is one to release: its name, that nothing of a closed edition was changed since the release before without an
# erratum, and that the version, CHANGELOG.md and CITATION.cff in it suit the changes. Writes the notes of the release.
#
# Usage: check-tag.sh --xtask PROGRAM --tag TAG --notes-to FOLDER [--since TAG]
#
# The tag is checked out, with the whole history and all tags. FOLDER then has notes.md, as much as GitHub takes, and
# CHANGES-VERSION.md, the whole. --since names the release to compare with; without it, that is the greatest tag vX.Y.Z before.
#
# On your machine, at the tag: .github/scripts/check-tag.sh --xtask target/debug/xtask --tag v1.2.0 --notes-to target/notes
set -euo pipefail

usage() {
  sed -n '/^# Usage:/s/^# //p' "$0" >&2
  exit 2
}

xtask='' tag='' notes='' since=() start=--since-release
while (($#)); do
  (($# > 1)) || usage
  case $1 in
    --xtask) xtask=$2 ;;
    --tag) tag=$2 ;;
    --notes-to) notes=$2 ;;
    --since) [[ -z $2 ]] || since=(--since "$2") start=--since-release=$2 ;;
    *) usage ;;
  esac
  shift 2
done
[[ -n $xtask && -n $tag && -n $notes ]] || usage

number='(0|[1-9][0-9]*)'
if [[ ! $tag =~ ^v($number\.$number\.$number)(-[0-9A-Za-z.-]+)?$ ]]; then
  echo 'This is not the tag of a release. It has to look like v1.2.0, or v1.2.0-rc.1 for one that is tried out.' >&2
  exit 1
fi
version=${BASH_REMATCH[1]}
if [[ $(git rev-parse --verify --end-of-options "refs/tags/$tag^{commit}") != $(git rev-parse HEAD) ]]; then
  echo 'The tag is not what is checked out.' >&2
  exit 2
fi
written=$(jq --raw-output '.version // "none"' dataset/about.json)
if [[ $written != "$version" ]]; then
  echo "The tag is of $version, and dataset/about.json says $written." >&2
  exit 1
fi
# With --at the tag itself does not count as the release before.
"$xtask" validate "$start" --at HEAD
"$xtask" release --check "${since[@]}" --notes-to "$notes"
