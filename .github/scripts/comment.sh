#!/usr/bin/env bash
# Posts a review sheet as the one comment of its pull request, or updates that comment. Trusts nothing that the sheet says.
#
# Usage: comment.sh --repository OWNER/NAME --sheet FOLDER --head COMMIT --head-repository OWNER/NAME --run ID
#
# FOLDER comes from fetch-sheet.sh. --head, --head-repository and --run say what GitHub knows of the run that left it. A sheet
# that does not agree with them, or with the pull request as it is now, is passed over with a word on why (exit code 0).
# Needs `gh` with a token that may write to pull requests, and jq. Runs nothing that a pull request brings.
set -euo pipefail
scripts=$(dirname "$0")

usage() {
  sed -n '/^# Usage:/s/^# //p' "$0" >&2
  exit 2
}

repository='' sheet='' head='' head_repository='' run=''
while (($#)); do
  (($# > 1)) || usage
  case $1 in
    --repository) repository=$2 ;;
    --sheet) sheet=$2 ;;
    --head) head=$2 ;;
    --head-repository) head_repository=$2 ;;
    --run) run=$2 ;;
    *) usage ;;
  esac
  shift 2
done
name='^[A-Za-z0-9._-]+/[A-Za-z0-9._-]+$'
[[ $repository =~ $name && $head_repository =~ $name && $head =~ ^[0-9a-f]{40}$ && $run =~ ^[0-9]+$ && -d $sheet ]] || usage

# The words printed here are ours alone: what a stranger wrote could be taken for a command by GitHub's log.
pass_over() {
  echo "No comment: $1." >&2
  exit 0
}

limit=1000000
for file in head number sheet.md; do
  [[ -f $sheet/$file ]] || pass_over 'the run left no whole sheet'
  (($(wc -c <"$sheet/$file") <= limit)) || pass_over 'the sheet is too large'
done

number=$(head -c 20 "$sheet/number" | tr -d '\0')
[[ $number =~ ^[1-9][0-9]{0,9}$ ]] || pass_over 'the sheet names no pull request'
of=$(head -c 60 "$sheet/head" | tr -d '\0')
[[ $of == "$head" ]] || pass_over 'the sheet is of another commit than the run'

pull=$(gh api "repos/$repository/pulls/$number")
jq --exit-status --arg head "$head" --arg from "$head_repository" --arg to "$repository" \
  '.state == "open" and .base.repo.full_name == $to and .head.repo.full_name == $from and .head.sha == $head' \
  >/dev/null <<<"$pull" ||
  pass_over 'the run is not of the latest commit of that open pull request'

marker='<!-- review-sheet: this comment is renewed with each push -->'
comment=$(gh api --paginate "repos/$repository/issues/$number/comments?per_page=100" |
  jq --slurp --raw-output --arg marker "$marker" 'flatten(1)
    | map(select(.user.type == "Bot" and .user.login == "github-actions[bot]" and (.body | startswith($marker))))
    | .[0].id // ""')

body=$(mktemp)
trap 'rm -f "$body"' EXIT
{
  echo "$marker"
  echo "**Review sheet** of ${head:0:10}. [The whole sheet and the log](https://github.com/$repository/actions/runs/$run)"
  echo
  echo 'What follows is made from the files of the pull request; links and mentions in it are switched off.'
  echo
  echo '---'
  echo
  jq --raw-input --slurp --raw-output --argjson limit 64000 --from-file "$scripts/inert.jq" "$sheet/sheet.md"
} >"$body"

post() { jq --raw-input --slurp '{body: .}' "$body" | gh api --method "$1" "$2" --input - >/dev/null; }
if [[ -n $comment ]]; then
  post PATCH "repos/$repository/issues/comments/$comment"
else
  post POST "repos/$repository/issues/$number/comments"
fi
