#!/usr/bin/env bash
# Counts the instructions of validate and diff on a generated dataset of 60 files, and fails if one costs over 5 % more than
# what benches/instructions.txt says.
#
#   benches/instructions.sh            counts and compares
#   benches/instructions.sh --store    counts and writes the file anew
#
# Needs cargo, git and valgrind. Counts of another compiler differ; the file says which it was.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly stored=benches/instructions.txt most=105
readonly program=${CARGO_TARGET_DIR:-$PWD/target}/release
folder=$(mktemp -d)
readonly folder
trap 'rm -rf "$folder"' EXIT

cargo build --quiet --release --package xtask --package benches --bins
"$program/generate" "$folder/files" --countries 6 --editions 10
"$program/generate" "$folder/history" --countries 6 --editions 10 --commits 100

# count REPO WORDS…: how many instructions the program takes on one core.
count() {
  local told
  told=$(RAYON_NUM_THREADS=1 valgrind --tool=callgrind --callgrind-out-file=/dev/null \
    "$program/xtask" --repo "$folder/$1" "${@:2}" 2>&1 >/dev/null) || true
  sed -n 's/.*Collected : //p' <<<"$told" | grep . || { printf '%s\n' "$told" >&2 && exit 2; }
}

compiler=$(rustc --version)
validate=$(count files validate)
diff=$(count history diff HEAD~99..HEAD)
if [[ ${1:-} == --store ]]; then
  printf '%s\nvalidate %s\ndiff %s\n' "$compiler" "$validate" "$diff" >"$stored"
fi
[[ $(head -n 1 "$stored") == "$compiler" ]] ||
  printf 'The figures are of %s, and this is %s.\n' "$(head -n 1 "$stored")" "$compiler"

failed=0
for verb in validate diff; do
  now=${!verb}
  before=$(sed -n "s/^$verb //p" "$stored")
  awk -v verb=$verb -v now="$now" -v before="$before" 'BEGIN {
    printf "%s: %.1f million instructions, %+.1f %% against what is stored\n", verb, now / 1e6, (now / before - 1) * 100
  }'
  ((now * 100 <= before * most)) || failed=1
done
((failed == 0)) || printf 'That is over 5 %%. If it is worth it, say why in the commit, and: benches/instructions.sh --store\n'
exit $failed
