#!/usr/bin/env bash
# Packs what a release attaches: the program for each target, the data, and the checksums of all.
#
# Usage: assemble-release.sh --tag TAG --binaries FOLDER --to FOLDER
#
# The folder of binaries has one folder for each target, named like the target, with xtask or xtask.exe in it. Packing the same
# commit and binaries twice gives the same bytes. Needs git, tar, gzip and zip.
#
# On your machine: mkdir -p target/binaries/mine && cp target/debug/xtask target/binaries/mine &&
#   .github/scripts/assemble-release.sh --tag HEAD --binaries target/binaries --to target/release-files
set -euo pipefail

usage() {
  sed -n '/^# Usage:/s/^# //p' "$0" >&2
  exit 2
}

tag='' binaries='' to=''
while (($#)); do
  (($# > 1)) || usage
  case $1 in
    --tag) tag=$2 ;;
    --binaries) binaries=$2 ;;
    --to) to=$2 ;;
    *) usage ;;
  esac
  shift 2
done
[[ -n $tag && -d $binaries && -n $to ]] || usage

commit=$(git rev-parse --verify --end-of-options "$tag^{commit}")
time=$(git show --no-patch --format=%ct "$commit")
version=${tag//[^A-Za-z0-9._-]/-}
mkdir -p "$to"
to=$(cd "$to" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for folder in "$binaries"/*/; do
  name=xtask-$version-$(basename "$folder")
  mkdir "$work/$name"
  git archive "$commit" LICENSE-APACHE LICENSE-MIT README.md | tar --extract --directory "$work/$name"
  cp "$folder"/xtask* "$work/$name"
  chmod 755 "$work/$name"/xtask*
  find "$work/$name" -exec touch --date="@$time" {} +
  if [[ -f $work/$name/xtask.exe ]]; then
    (cd "$work" && find "$name" -type f | LC_ALL=C sort | TZ=UTC zip --quiet -X -@ "$to/$name.zip")
  else
    tar --create --directory "$work" --sort=name --owner=0 --group=0 --numeric-owner "$name" | gzip --no-name >"$to/$name.tar.gz"
  fi
done

data=r2p-assessments-$version
git archive --format=tar --prefix="$data/" "$commit" dataset schema README.md LICENSE-DATA | gzip --no-name >"$to/$data.tar.gz"

(cd "$to" && rm -f SHA256SUMS && find . -type f -printf '%P\0' | LC_ALL=C sort --zero-terminated |
  xargs --null sha256sum --) >"$work/SHA256SUMS"
mv "$work/SHA256SUMS" "$to"
