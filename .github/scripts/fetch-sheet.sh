#!/usr/bin/env bash
# Fetches the review sheet that a run of `validate` has left, as untrusted data: three small files, nothing unpacked by name.
#
# Usage: fetch-sheet.sh --repository OWNER/NAME --run ID --to FOLDER
#
# Needs `gh` with a token that may read actions. Ends with 0 and an empty FOLDER if the run left no sheet, with 2 if what it
# left cannot be one.
set -euo pipefail

usage() {
  sed -n '/^# Usage:/s/^# //p' "$0" >&2
  exit 2
}

repository='' run='' to=''
while (($#)); do
  (($# > 1)) || usage
  case $1 in
    --repository) repository=$2 ;;
    --run) run=$2 ;;
    --to) to=$2 ;;
    *) usage ;;
  esac
  shift 2
done
[[ $repository =~ ^[A-Za-z0-9._-]+/[A-Za-z0-9._-]+$ && $run =~ ^[0-9]+$ && -n $to ]] || usage

limit=1000000
mkdir -p "$to"

found=$(gh api "repos/$repository/actions/runs/$run/artifacts?name=review-sheet" |
  jq --raw-output '.artifacts | map(select(.name == "review-sheet" and (.expired | not))) | last
    | if . == null then "" else "\(.id) \(.size_in_bytes)" end')
if [[ -z $found ]]; then
  echo 'The run left no review sheet.' >&2
  exit 0
fi
read -r id size <<<"$found"
if ((size > limit)); then
  echo 'What the run left is too large to be a review sheet.' >&2
  exit 2
fi

archive=$(mktemp)
trap 'rm -f "$archive"' EXIT
gh api "repos/$repository/actions/artifacts/$id/zip" >"$archive"
# A small archive can unpack to a huge file: no more than the limit is read of each.
for name in head number sheet.md; do
  { unzip -p "$archive" "$name" || true; } | head -c "$((limit + 1))" >"$to/$name"
done
