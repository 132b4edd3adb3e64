#!/usr/bin/env bash
# Keeps one issue with the links that no longer answer: opens it, renews it, closes it when all answer again.
#
# Usage: report-links.sh --repository OWNER/NAME --report FILE
#
# FILE comes from links.sh, made inert by `sheet` (cargo build --package sheet); an empty one means that all answer. Needs `gh`
# with a token that may write issues, and jq.
set -euo pipefail

usage() {
  sed -n '/^# Usage:/s/^# //p' "$0" >&2
  exit 2
}

repository='' report=''
while (($#)); do
  (($# > 1)) || usage
  case $1 in
    --repository) repository=$2 ;;
    --report) report=$2 ;;
    *) usage ;;
  esac
  shift 2
done
[[ $repository =~ ^[A-Za-z0-9._-]+/[A-Za-z0-9._-]+$ && -f $report ]] || usage

marker='<!-- links: this issue is renewed each week -->'
title='Links of sources that no longer answer'
issue=$(gh api --paginate "repos/$repository/issues?state=open&creator=github-actions%5Bbot%5D&per_page=100" |
  jq --slurp --raw-output --arg marker "$marker" 'flatten(1)
    | map(select(.pull_request == null and .user.type == "Bot" and (.body // "" | startswith($marker)))) | .[0].number // ""')

send() { gh api --method "$1" "$2" --input - >/dev/null; }
if [[ ! -s $report ]]; then
  [[ -z $issue ]] || jq --null-input '{state: "closed", state_reason: "completed"}' |
    send PATCH "repos/$repository/issues/$issue"
  exit 0
fi

body=$(mktemp)
trap 'rm -f "$body"' EXIT
{
  echo "$marker"
  echo 'The weekly check got no good answer from the addresses below. For each:'
  echo
  echo '- look whether the page has moved, and correct its address; or'
  echo '- find it in a web archive, and give that under "custom" as "archive_url" and "archive_date".'
  echo
  echo '---'
  echo
  cat "$report"
} >"$body"
if [[ -n $issue ]]; then
  jq --raw-input --slurp '{body: .}' "$body" | send PATCH "repos/$repository/issues/$issue"
else
  jq --raw-input --slurp --arg title "$title" '{title: $title, body: .}' "$body" | send POST "repos/$repository/issues"
fi
