#!/usr/bin/env bash
# Posts a review sheet as the one comment of its pull request, or updates that comment.
#
# Usage: comment.sh --repository OWNER/NAME --comment FOLDER --head COMMIT --head-repository OWNER/NAME --run ID
#
# FOLDER comes from render-comment.sh: body.md, which is inert, touched, the names of the entries that are changed, and number, which a
# stranger has written. Other open pull requests whose comments name the same entries are named. --head,
# --head-repository and --run say what GitHub knows of the run that left the sheet; --head-repository is empty if the fork is
# gone. What does not agree with them, or with the pull request as it is now, is passed over with a word on why (exit code 0).
# Needs `gh` with a token that may write to pull requests, and jq. Runs nothing that a pull request brings.
set -euo pipefail

usage() {
  sed -n '/^# Usage:/s/^# //p' "$0" >&2
  exit 2
}

repository='' comment='' head='' head_repository='' run=''
while (($#)); do
  (($# > 1)) || usage
  case $1 in
    --repository) repository=$2 ;;
    --comment) comment=$2 ;;
    --head) head=$2 ;;
    --head-repository) head_repository=$2 ;;
    --run) run=$2 ;;
    *) usage ;;
  esac
  shift 2
done
name='^[A-Za-z0-9._-]+/[A-Za-z0-9._-]+$'
[[ $repository =~ $name && $head =~ ^[0-9a-f]{40}$ && $run =~ ^[0-9]+$ && -d $comment ]] || usage
[[ -z $head_repository || $head_repository =~ $name ]] || usage

# The words printed here are ours alone: what a stranger wrote could be taken for a command by GitHub's log.
pass_over() {
  echo "No comment: $1." >&2
  exit 0
}

limit=64000
[[ -s $comment/body.md ]] || pass_over 'there is no sheet'
(($(wc -c <"$comment/body.md") <= limit)) || pass_over 'the sheet is too large'
[[ -f $comment/number ]] || pass_over 'the sheet names no pull request'
number=$(head -c 20 "$comment/number" | tr -d '\0')
[[ $number =~ ^[1-9][0-9]{0,9}$ ]] || pass_over 'the sheet names no pull request'
[[ -n $head_repository ]] || pass_over 'the fork that the run was of is gone'

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

if ! gh api "repos/$repository/pulls/$number" >"$scratch/pull" 2>"$scratch/why"; then
  # A stranger can name any number; anything else that fails is a fault of ours or of GitHub.
  if grep --quiet --extended-regexp 'HTTP 4(04|10)' "$scratch/why"; then
    pass_over 'the sheet names no pull request of this repository'
  fi
  cat "$scratch/why" >&2
  exit 1
fi
jq --exit-status --arg head "$head" --arg from "$head_repository" --arg to "$repository" \
  '.state == "open" and .base.repo.full_name == $to and .head.repo.full_name == $from and .head.sha == $head' \
  >/dev/null "$scratch/pull" ||
  pass_over 'the run is not of the latest commit of that open pull request'

marker='<!-- review-sheet: this comment is renewed with each push -->'
known=$(gh api --paginate "repos/$repository/issues/$number/comments?per_page=100" |
  jq --slurp --raw-output --arg marker "$marker" 'flatten(1)
    | map(select(.user.type == "Bot" and .user.login == "github-actions[bot]" and ((.body // "") | startswith($marker))))
    | .[0].id // ""')

# What the comment says of the entries, to be read when another pull request is commented on; at most 40, in characters that mean nothing
# to Markdown or HTML, whoever has written them.
{ LC_ALL=C grep --text --extended-regexp '^[A-Z]{3}/[0-9]{4}(-[0-9]{2})? [a-z_]{1,20}(/[a-z0-9-]{1,100})?$' "$comment/touched" || true; } \
  2>/dev/null | LC_ALL=C sort --unique | head -n 40 >"$scratch/touched"
begin='<!-- touched: ' end=' -->'

# Prints a line for each other open pull request whose comment names some of the same entries. Nothing where that cannot be asked: it is
# help for the reviewers, and no check.
others() {
  local other numbers shared
  numbers=$(gh api "repos/$repository/pulls?state=open&per_page=100" 2>/dev/null | jq --raw-output --argjson own "$number" \
    '.[].number | select(. != $own)' 2>/dev/null) || return 0
  for other in $numbers; do
    [[ $other =~ ^[1-9][0-9]{0,9}$ ]] || continue
    shared=$(gh api "repos/$repository/issues/$other/comments?per_page=100" 2>/dev/null |
      jq --raw-output --arg marker "$marker" --arg first "$begin" --arg last "$end" 'map(
        select(.user.type == "Bot" and .user.login == "github-actions[bot]" and ((.body // "") | startswith($marker))))
        | .[0].body // "" | split("\n")[1] // "" | rtrimstr("\r") | select(startswith($first)) | ltrimstr($first) | rtrimstr($last) | split("; ")[]' 2>/dev/null |
      LC_ALL=C sort --unique | LC_ALL=C comm -12 - "$scratch/touched" | sed 's/^/\x60/; s/$/\x60/' | paste --serial --delimiters=, | sed 's/,/, /g') || continue
    [[ -z $shared ]] || echo "- #$other: $shared"
  done
}

: >"$scratch/together"
if [[ -s $scratch/touched ]]; then
  others >"$scratch/others"
  if [[ -s $scratch/others ]]; then
    {
      echo 'Other open pull requests change the same entries:'
      echo
      head -n 20 "$scratch/others"
      echo
    } >"$scratch/together"
  fi
fi
# GitHub takes 65,536 characters: where a sheet leaves no room, the rest is left out.
if (($(cat "$comment/body.md" "$scratch/touched" "$scratch/together" | wc -c) > limit)); then
  : >"$scratch/touched"
  : >"$scratch/together"
fi

{
  echo "$marker"
  [[ ! -s $scratch/touched ]] || echo "$begin$(paste --serial --delimiters=';' "$scratch/touched" | sed 's/;/; /g')$end"
  echo "**Review sheet** of ${head:0:10}. [The whole sheet and the log](https://github.com/$repository/actions/runs/$run)"
  echo
  cat "$scratch/together"
  echo 'What follows is made from the files of the pull request; links and mentions in it are switched off.'
  echo
  echo '---'
  echo
  cat "$comment/body.md"
} >"$scratch/body"

post() { jq --raw-input --slurp '{body: .}' "$scratch/body" | gh api --method "$1" "$2" --input - >/dev/null; }
if [[ -n $known ]]; then
  post PATCH "repos/$repository/issues/comments/$known"
else
  post POST "repos/$repository/issues/$number/comments"
fi
