#!/usr/bin/env bash
# Sets the program beside its peers and beside the floor, on generated datasets, and prints tables of ratios in Markdown.
#
#   benches/run.sh [FILES…]        how many files the datasets have; by default 60 2000 10000
#
# Needs cargo, git and hyperfine. Peers that are not on the PATH are installed below the folder BENCH_FOLDER (by default
# target/bench); one that cannot be installed is skipped, and a line says so. BENCH_RUNS says how often each command runs.
set -euo pipefail
cd "$(dirname "$0")/.."

(($#)) || set -- 60 2000 10000
readonly runs=${BENCH_RUNS:-10} commits=1000 editions=10
readonly work=${BENCH_FOLDER:-$PWD/target/bench}
readonly program=${CARGO_TARGET_DIR:-$PWD/target}/release
readonly schema=$PWD/schema/assessment.schema.json
mkdir -p "$work/peers"

say() { printf '%s\n' "$*" >&2; }
quietly() { "$@" >"$work/install.log" 2>&1; }

# peer NAME INSTALLER…: sets the variable path to where the program is, or to nothing. Python has a program `jsonschema` as
# well, so that one of this name counts only where npm installed it.
peer() {
  local name=$1 candidate on_path
  shift
  on_path=$([[ $name == jsonschema ]] || command -v "$name" || true)
  for attempt in 1 2; do
    for candidate in "$on_path" "$work"/peers/{bin,node_modules/.bin}/"$name"; do
      [[ -x $candidate ]] && path=$candidate && return
    done
    [[ $attempt == 2 ]] || "$@" || true
  done
  path=
  say "skipped $name: it is not on the PATH and could not be installed (see $work/install.log)"
}

from_cargo() { quietly cargo install --locked --root "$work/peers" --version 0.60.2 jsonschema-cli; }
from_npm() { quietly npm install --silent --prefix "$work/peers" @sourcemeta/jsonschema@16.11.0; }
from_pypi() {
  quietly python3 -m venv "$work/peers" && quietly "$work/peers/bin/pip" install check-jsonschema==0.39.0
}

# kilobytes COMMAND: the most memory that it has at once, where it can be measured.
kilobytes() {
  [[ -x /usr/bin/time ]] || { printf -- '-' && return; }
  /usr/bin/time --quiet -f %M -o "$work/memory" bash -c "exec $1" >/dev/null 2>&1 || true
  tail -n 1 "$work/memory"
}

# beside TITLE (NAME COMMAND)…: a table in which the first is set beside each of the others.
beside() {
  local title=$1 names=() commands=() kept=() i
  shift
  while (($#)); do
    names+=("$1") commands+=("$2")
    shift 2
  done
  say "$title"
  hyperfine --warmup 1 --runs "$runs" --ignore-failure --style none --export-csv "$work/times.csv" \
    "${commands[@]}" >/dev/null 2>&1
  for i in "${!commands[@]}"; do kept+=("${names[i]}"$'\t'"$(kilobytes "${commands[i]}")"); done
  printf '\n**%s**\n\n| | median | from … to | memory | ours is so many times |\n|---|--:|--:|--:|--:|\n' "$title"
  # The last columns of each line are median, user, system, min, max; commands may have commas before them.
  paste <(printf '%s\n' "${kept[@]}") <(tail -n +2 "$work/times.csv" | rev | cut -d, -f1-5 | rev) |
    awk -F'\t' '{
      split($3, time, ",")
      if (NR == 1) ours = time[1]
      printf "| %s | %.1f ms | %.1f … %.1f | %s | %s |\n", $1, time[1] * 1000, time[4] * 1000, time[5] * 1000,
        ($2 == "-" ? "-" : sprintf("%.1f MB", $2 * 1024 / 1e6)), (NR == 1 ? "" : sprintf("%.2f", ours / time[1]))
    }'
}

cargo build --quiet --release --package xtask --package benches --bins
peer jsonschema-cli from_cargo && rust=$path
peer jsonschema from_npm && sourcemeta=$path
peer check-jsonschema from_pypi && python=$path

for files in "$@"; do
  data=$work/$files
  if [[ ! -d $data/.git ]]; then
    rm -rf "$data"
    "$program/generate" "$data" --countries $((files / editions)) --editions $editions --commits $commits
  fi
  (cd "$data" && printf -- '-i\n%s\n' dataset/assessments/*/*.json) >"$work/$files.instances"
  bytes=$(find "$data/dataset" -name '*.json' -printf '%s\n' | awk '{ sum += $1 } END { printf "%.1f", sum / 1e6 }')
  printf '\n## %s files, %s MB\n' "$files" "$bytes"

  all=(validate "$program/xtask --repo $data validate")
  [[ -z $rust ]] || all+=("jsonschema-cli (schema alone)"
    "cd $data && xargs -x $rust validate --errors-only $schema <$work/$files.instances")
  [[ -z $sourcemeta ]] || all+=("sourcemeta's jsonschema --fast (schema alone)"
    "$sourcemeta validate --fast $schema $data/dataset/assessments")
  # It takes minutes where the others take seconds.
  [[ -z $python || $files -gt 60 ]] || all+=("check-jsonschema (schema alone)"
    "$python --schemafile $schema $data/dataset/assessments/*/*.json")
  floor=("reading the bytes" "$program/floor read $data" "parsing them" "$program/floor parse $data")
  beside "validate" "${all[@]}" "${floor[@]}"
  beside "fmt --check" "fmt --check" "$program/xtask --repo $data fmt --check" "${floor[@]}"

  for span in 1 100 $((commits - 1)); do
    range=HEAD~$span..HEAD
    beside "diff and changelog of $span commits" \
      changelog "$program/xtask --repo $data changelog $range" \
      diff "$program/xtask --repo $data diff $range" \
      "git diff --stat" "git -C $data diff --stat $range"
    beside "diff of $span commits" \
      diff "$program/xtask --repo $data diff $range" "git diff --stat" "git -C $data diff --stat $range"
  done
  rating=$(grep -o '^    "[a-z-]*": {' "$data/dataset/assessments/XAA/2019-01.json" | sed -n '4s/[^a-z-]//gp')
  beside "history of a rating" \
    "history of a rating" "$program/xtask --repo $data history XAA $rating --edition 2019-01" \
    "git log -L" "git -C $data log -L '/\"$rating\": {/,+6:dataset/assessments/XAA/2019-01.json'"
done
