#!/usr/bin/env bash
# Hands the files of a release from the job that made them to the job that signs them.
#
# Usage: check-release.sh --release FOLDER [--sums HASH]
#
# FOLDER has notes.md, and files with what is attached. Without --sums, a list of the checksums of all this is hashed, and the hash
# printed: one short text that stands for every byte. With --sums, the exit code is 1 unless it is the hash of the same files.
set -euo pipefail

usage() {
  sed -n '/^# Usage:/s/^# //p' "$0" >&2
  exit 2
}

release='' sums=''
while (($#)); do
  (($# > 1)) || usage
  case $1 in
    --release) release=$2 ;;
    --sums)
      sums=$2
      [[ $sums =~ ^[0-9a-f]{64}$ ]] || usage
      ;;
    *) usage ;;
  esac
  shift 2
done
[[ -f $release/notes.md && -d $release/files ]] || usage

hash=$(cd "$release" && find . -type f -print0 | LC_ALL=C sort --zero-terminated | xargs -0 sha256sum | sha256sum | cut -d ' ' -f 1)
if [[ -z $sums ]]; then
  echo "$hash"
elif [[ $hash != "$sums" ]]; then
  echo 'These are not the files that were packed.' >&2
  exit 1
fi
