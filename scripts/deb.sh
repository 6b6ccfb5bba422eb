#!/usr/bin/env bash
# Usage: deb.sh FOLDER [PAGE]
# Builds the Debian packages, source and binary, of the release of the last commit (make dist) in FOLDER, which is
# emptied first; a copy of scripts/debian is its debian/. With PAGE, the file that `make page` made, the program
# carries the page and the package vrosim-page has it. Without a repository the release is the tree itself.
set -euo pipefail
[ $# -ge 1 ] || {
    echo "usage: deb.sh FOLDER [PAGE]" >&2
    exit 2
}
folder=$1
page=${2:+$(realpath "$2")}
version=$(sed -n 's/^VERSION := //p' Makefile)
release=$folder/vrosim_$version.orig.tar.gz

rm -rf "$folder"
mkdir -p "$folder"
if git ls-files --error-unmatch Makefile >/dev/null 2>&1; then
    [ -z "$(git status --porcelain)" ] || echo "deb: what is not committed is not in the packages" >&2
    make --no-print-directory dist BUILD="$folder/dist"
    mv "$folder/dist/vrosim-$version.tar.gz" "$release"
    rmdir "$folder/dist"
else
    tar --exclude=./build --transform "s|^\.|vrosim-$version|S" -czf "$release" .
fi
tar -xzf "$release" -C "$folder"
cd "$folder/vrosim-$version"
cp -r scripts/debian debian

# Packages of debugging symbols would take longer than all the others.
export DEB_BUILD_OPTIONS="noautodbgsym ${DEB_BUILD_OPTIONS:-}" VROSIM_PAGE=$page
log=../build.log
dpkg-buildpackage -us -uc ${page:+-Ppkg.vrosim.page} >"$log" 2>&1 || {
    tail -n 40 "$log" >&2
    exit 1
}
cd ..
ls -1 ./*.deb
