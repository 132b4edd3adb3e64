#!/usr/bin/env bash
# Prints a key for the tool that this checkout makes: the same for two commits only if nothing differs that could change it.
#
# Usage: tool-key.sh
#
# Everything counts but the data, what is made from it, and the pages for people, in the words of xtask/crates/rules/src/data_with_tool.rs.
set -euo pipefail

if (($#)); then
  sed -n '/^# Usage:/s/^# //p' "$0" >&2
  exit 2
fi

cd "$(git rev-parse --show-toplevel)"
pages=(':(exclude)CITATION.cff' ':(exclude,glob)*.md' ':(exclude,glob)docs/*.md' ':(exclude,glob)LICENSE*' ':(exclude,glob).github/*.md' ':(exclude).github/ISSUE_TEMPLATE')
git ls-files --stage -z -- . ':(exclude)dataset' "${pages[@]}" | sha256sum | cut -d ' ' -f 1
