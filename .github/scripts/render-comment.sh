#!/usr/bin/env bash
# Makes the text of a comment from a sheet that a stranger's run has left: written anew, so that only our own words are live.
#
# Usage: render-comment.sh --sheet-program PROGRAM --sheet FOLDER --to FOLDER
#
# PROGRAM is `sheet`, built from the main branch: cargo build --locked --package sheet. The sheet comes from fetch-sheet.sh. The
# second folder then has body.md, number and touched (the names of entries, of which nothing can be live); or nothing, with a word on why and the exit code 0, if there is nothing to show.
set -euo pipefail

usage() {
  sed -n '/^# Usage:/s/^# //p' "$0" >&2
  exit 2
}

program='' sheet='' to=''
while (($#)); do
  (($# > 1)) || usage
  case $1 in
    --sheet-program) program=$2 ;;
    --sheet) sheet=$2 ;;
    --to) to=$2 ;;
    *) usage ;;
  esac
  shift 2
done
[[ -n $program && -f $sheet/sheet.md && -f $sheet/number && -n $to ]] || usage

mkdir -p "$to"
result=0
"$program" <"$sheet/sheet.md" >"$to/body.md" || result=$?
if ((result == 0)); then
  cp "$sheet/number" "$to/number"
  # A name has no character that means anything to Markdown or HTML.
  { LC_ALL=C grep --text --extended-regexp '^[A-Z]{3}/[0-9]{4}(-[0-9]{2})? [a-z_]{1,20}(/[a-z0-9-]{1,100})?$' "$sheet/touched" || true; } \
    2>/dev/null | LC_ALL=C sort --unique | head -n 40 >"$to/touched"
  [[ -s $to/touched ]] || rm "$to/touched"
else
  rm "$to/body.md"
  ((result == 1)) && why='the sheet is empty' || why='the sheet could not be made inert'
  echo "No comment: $why." >&2
fi
