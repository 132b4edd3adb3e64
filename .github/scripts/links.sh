#!/usr/bin/env bash
# Asks every address under `sources` whether it still answers, and writes a report in Markdown.
#
# Usage: links.sh --xtask PROGRAM --lychee PROGRAM --to FOLDER
#
# FOLDER then has report.md, empty if all answer. A dead link is a finding and no failure: the exit code is 0 all the same, and
# 2 if the addresses could not be asked. Nothing but public addresses is asked: see public_proxy.py, which needs Python.
#
# On your machine, with lychee from https://lychee.cli.rs:
#   .github/scripts/links.sh --xtask target/debug/xtask --lychee lychee --to target/links
set -euo pipefail

usage() {
  sed -n '/^# Usage:/s/^# //p' "$0" >&2
  exit 2
}

xtask='' lychee='' to=''
while (($#)); do
  (($# > 1)) || usage
  case $1 in
    --xtask) xtask=$2 ;;
    --lychee) lychee=$2 ;;
    --to) to=$2 ;;
    *) usage ;;
  esac
  shift 2
done
[[ -n $xtask && -n $lychee && -n $to ]] || usage

mkdir -p "$to"
"$xtask" sources --format json >"$to/sources.json"
jq --raw-output '.works[].url // empty' "$to/sources.json" | LC_ALL=C sort --unique >"$to/addresses.txt"
if [[ ! -s $to/addresses.txt ]]; then
  echo 'There is no address under sources.' >&2
  exit 2
fi

# lychee looks at addresses as they are written; what a name or a redirect leads to is looked at by this.
rm -f "$to/proxy"
python3 "$(dirname "$0")/public_proxy.py" "$to/proxy" &
proxy_id=$!
trap 'kill "$proxy_id" 2>/dev/null || true' EXIT
for _ in {1..100}; do
  [[ -s $to/proxy ]] && break
  sleep 0.1
done
[[ -s $to/proxy ]] || exit 2
proxy=$(<"$to/proxy")
through=("http_proxy=$proxy" "https_proxy=$proxy" "HTTP_PROXY=$proxy" "HTTPS_PROXY=$proxy" "ALL_PROXY=$proxy")

# Publishers that refuse a program (401, 403, 429) have not lost the page. No settings but these count.
result=0
: >"$to/lychee.toml"
env --unset=NO_PROXY --unset=no_proxy "${through[@]}" "$lychee" --config "$to/lychee.toml" --no-progress \
  --exclude-all-private --scheme http --scheme https --accept '200..=299,401,403,429' --max-retries 3 --timeout 30 \
  --format json --output "$to/answers.json" -- "$to/addresses.txt" || result=$?
((result == 0 || result == 2)) || exit 2

# lychee writes addresses in its own way; the line of the list says which of ours it means.
jq --raw-output --slurpfile sources "$to/sources.json" --rawfile addresses "$to/addresses.txt" '
  ($addresses | split("\n")) as $addresses
  | [.error_map, .timeout_map | .[][] | {address: $addresses[.span.line - 1], answer: (.status.text | split(" (error sending")[0])}]
  | unique_by(.address)[]
  | . as {$address, $answer}
  | [$sources[0].works[] | select(.url == $address)
      | "`\(.id)` in " + ([.uses[] | "\(.country) \(.edition)"] | unique | join(", "))]
  | "- `\($address)`: \($answer); \(join("; "))"' "$to/answers.json" >"$to/report.md"
