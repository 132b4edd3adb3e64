#!/usr/bin/env bash
# Fetches the review sheet that a run of `validate` has left, as untrusted data: four small files, nothing unpacked by name.
#
# Usage: fetch-sheet.sh --repository OWNER/NAME --run ID --head COMMIT --to FOLDER
#
# --run and --head say what GitHub knows of the run. FOLDER then has head, number, sheet.md and touched; or nothing, with a word on why
# and the exit code 0, if the run left no sheet or one that cannot be of this run: a stranger decides what a run leaves, and
# shall not be able to make a run of the main branch fail. Needs `gh` with a token that may read actions.
set -euo pipefail

usage() {
  sed -n '/^# Usage:/s/^# //p' "$0" >&2
  exit 2
}

repository='' run='' head='' to=''
while (($#)); do
  (($# > 1)) || usage
  case $1 in
    --repository) repository=$2 ;;
    --run) run=$2 ;;
    --head) head=$2 ;;
    --to) to=$2 ;;
    *) usage ;;
  esac
  shift 2
done
[[ $repository =~ ^[A-Za-z0-9._-]+/[A-Za-z0-9._-]+$ && $run =~ ^[0-9]+$ && $head =~ ^[0-9a-f]{40}$ && -n $to ]] || usage

limit=1000000
mkdir -p "$to"

# The words printed here are ours alone: what a stranger wrote could be taken for a command by GitHub's log.
pass_over() {
  rm -f "$to/head" "$to/number" "$to/sheet.md" "$to/touched"
  echo "No comment: $1." >&2
  exit 0
}

found=$(gh api "repos/$repository/actions/runs/$run/artifacts?name=review-sheet" |
  jq --raw-output '.artifacts | map(select(.name == "review-sheet" and (.expired | not))) | last
    | if . == null then "" else "\(.id) \(.size_in_bytes)" end')
[[ -n $found ]] || pass_over 'the run left no review sheet'
read -r id size <<<"$found"
((size <= limit)) || pass_over 'what the run left is too large to be a review sheet'

archive=$(mktemp)
trap 'rm -f "$archive"' EXIT
gh api "repos/$repository/actions/artifacts/$id/zip" >"$archive"
# A small archive can unpack to a huge file: no more than the limit is read of each.
for name in head number sheet.md touched; do
  { unzip -p "$archive" "$name" 2>/dev/null || true; } | head -c "$((limit + 1))" >"$to/$name"
  (($(wc -c <"$to/$name") <= limit)) || pass_over 'the sheet is too large'
done

[[ -s $to/touched ]] || rm -f "$to/touched"
[[ -s $to/sheet.md ]] || pass_over 'the run left no whole sheet'
[[ $(head -c 60 "$to/head" | tr -d '\0') == "$head" ]] || pass_over 'the sheet is of another commit than the run'
[[ $(head -c 20 "$to/number" | tr -d '\0') =~ ^[1-9][0-9]{0,9}$ ]] || pass_over 'the sheet names no pull request'
