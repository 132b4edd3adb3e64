#!/usr/bin/env bash
# Packs what a release attaches: the program for each target, the data, and the checksums of all, with what is in the folder already.
#
# Usage: assemble-release.sh --tag TAG --binaries FOLDER --to FOLDER
#
# The folder of binaries has one folder for each target, named like the target, with xtask or xtask.exe in it. Packing the same
# commit and binaries twice gives the same bytes.
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
version=${tag//[^A-Za-z0-9._-]/-}
mkdir -p "$to"

# pack NAME FORMAT PATH...: prints an archive of paths of the commit, below a folder NAME, and of the files in $added.
pack() {
  git archive --prefix="$1/" --format="$2" "${added[@]/#/--add-file=}" "$commit" -- "${@:3}"
}

for folder in "$binaries"/*/; do
  name=xtask-$version-$(basename "$folder")
  added=("$folder"xtask*)
  chmod 755 "${added[@]}"
  if [[ -f ${folder}xtask.exe ]]; then
    pack "$name" zip LICENSE-APACHE LICENSE-MIT README.md >"$to/$name.zip"
  else
    pack "$name" tar LICENSE-APACHE LICENSE-MIT README.md | gzip --no-name >"$to/$name.tar.gz"
  fi
done

added=()
name=r2p-assessments-$version
mapfile -t made < <(git ls-tree --name-only "$commit" -- CHANGELOG.md CITATION.cff)
pack "$name" tar dataset schema docs README.md LICENSE-DATA "${made[@]}" | gzip --no-name >"$to/$name.tar.gz"

sums=$(cd "$to" && rm -f SHA256SUMS && LC_ALL=C sha256sum -- *)
echo "$sums" >"$to/SHA256SUMS"
