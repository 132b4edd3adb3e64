#!/usr/bin/env bash
# Checks a change, and writes the sheet that its reviewers read: what changed, and what the check found.
#
# Usage: review-sheet.sh --xtask PROGRAM --base REV --to FOLDER [--head REV] [--merged REV] [--number N] [--format human|github]
#
# The working tree is checked; it is a checkout of --head (HEAD if not given), or of --merged, what became of --head when it was merged
# into --base: two changes can be right alone and wrong together. FOLDER then has sheet.md, and the facts that the comment needs: head
# (the commit), number (of the pull request, 0 if not given) and touched (a line for each entry that is changed). The findings go to stdout in
# the format asked for. Ends as `xtask validate` did: 0 no problems, 1 problems, 2 could not be done.
#
# On your machine: .github/scripts/review-sheet.sh --xtask target/debug/xtask --base main --to target/sheet
set -euo pipefail

usage() {
  sed -n '/^# Usage:/s/^# //p' "$0" >&2
  exit 2
}

xtask='' base='' head=HEAD merged='' number=0 format=human to=''
while (($#)); do
  (($# > 1)) || usage
  case $1 in
    --xtask) xtask=$2 ;;
    --base) base=$2 ;;
    --head) head=$2 ;;
    --merged) merged=$2 ;;
    --number) number=$2 ;;
    --format) format=$2 ;;
    --to) to=$2 ;;
    *) usage ;;
  esac
  shift 2
done
[[ -n $xtask && -n $base && -n $to ]] || usage

# A job summary holds 1 MiB at most, for both parts together.
limit=450000

head=$(git rev-parse --verify --end-of-options "$head^{commit}")
base=$(git rev-parse --verify --end-of-options "$base^{commit}")
merged=$(git rev-parse --verify --end-of-options "${merged:-$head}^{commit}")
mkdir -p "$to"
echo "$head" >"$to/head"
echo "$number" >"$to/number"

result=0
"$xtask" validate --base "$base" --format "$format" || result=$?

# The entries by country, edition and name: KHM/2022 ratings/civil-society.
"$xtask" diff --format json -- "$base...$merged" 2>/dev/null |
  jq --raw-output '[.assessments[].changes[] | (.path | ltrimstr("dataset/assessments/") | rtrimstr(".json"))
    + " " + (.pointer | split("/")[1:3] | join("/"))] | unique[]' >"$to/touched" 2>/dev/null || : >"$to/touched"

# section ARGUMENT...: prints what the tool says in Markdown. Exit code 1 means that there is something to say.
section() {
  local code=0
  "$xtask" "$@" >"$to/section" || code=$?
  if ((code > 1)); then
    echo "\`xtask $1\` could not be done. The log of this run says why."
  elif (($(wc -c <"$to/section") > limit)); then
    head -c "$limit" "$to/section"
    printf '\n\n**Cut here: the rest is in the log of this run.**\n'
  else
    cat "$to/section"
  fi
  rm "$to/section"
}

{
  case $result in
    0) echo '**The check found no problems.**' ;;
    1) echo '**The check found problems.** They are listed below, after the changes.' ;;
    *) echo '**The check could not be done.** The log of this run says why.' ;;
  esac
  echo
  section diff --format markdown -- "$base...$merged"
  echo
  section validate --base "$base" --format markdown
} >"$to/sheet.md"

exit "$result"
