#!/usr/bin/env bash
# Writes the notes of a release to stdout: what changed in the data since an earlier release, which the notes name.
#
# Usage: release-notes.sh --xtask PROGRAM --tag TAG [--since REV]
#
# Without --since, the earlier release is the nearest tag v* that TAG's history contains, as `git describe` finds it from the
# commit before TAG. It is never a branch or a tag that moves.
#
# On your machine: .github/scripts/release-notes.sh --xtask target/debug/xtask --tag HEAD --since v1.0.0
set -euo pipefail

usage() {
  sed -n '/^# Usage:/s/^# //p' "$0" >&2
  exit 2
}

xtask='' tag='' since=''
while (($#)); do
  (($# > 1)) || usage
  case $1 in
    --xtask) xtask=$2 ;;
    --tag) tag=$2 ;;
    --since) since=$2 ;;
    *) usage ;;
  esac
  shift 2
done
[[ -n $xtask && -n $tag ]] || usage

commit=$(git rev-parse --verify --end-of-options "$tag^{commit}")
rule='named by the person who made the release'
if [[ -z $since ]]; then
  rule='the nearest earlier tag v*'
  since=$(git describe --tags --abbrev=0 --match 'v*' "$commit^" 2>/dev/null || true)
fi

if [[ -z $since ]]; then
  echo 'This is the first release: there is no earlier tag v* to compare with.'
else
  git rev-parse --verify --quiet --end-of-options "$since^{commit}" >/dev/null
  echo "Changes since \`$since\` ($rule)."
  echo
  "$xtask" changelog --format markdown -- "$since..$tag"
fi
