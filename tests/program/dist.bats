#!/usr/bin/env bats
# A release: `make dist`.
load helper

release() { # FILE
    git -C "$project" rev-parse --quiet --verify HEAD >&2 || skip "this is no repository"
    make -s -C "$project" dist BUILD="$PWD/build" >&2
    mv build/vrosim-*.tar.gz "$1"
}

@test "a release has the same bytes twice" {
    release first.tar.gz
    release second.tar.gz
    cmp first.tar.gz second.tar.gz
}

@test "a release knows its commit and has no test of the repository's own" {
    release release.tar.gz
    tar -xzf release.tar.gz
    cd vrosim-*/
    [ "$(cat scripts/release_commit)" = "$(git -C "$project" rev-parse HEAD)" ]
    [ ! -e .ci ]
    cp Makefile asked.mk
    echo 'asked: ; @echo "$(COMMIT)"' >>asked.mk
    commit=$(make -s -f asked.mk asked)
    [ "$commit" = "$(cut -c 1-12 scripts/release_commit)" ]
}

@test "all files that name the version name that of the program" {
    version=$("$program" --version | sed -n '1s/^vrosim \([0-9.]*\).*/\1/p')
    [ -n "$version" ]
    grep -qx "version: $version" "$project/CITATION.cff"
    grep -q "\"version\": \"$version\"" "$project/codemeta.json"
    [ "$(grep -m 1 '^## ' "$project/CHANGELOG.md" | grep -o '[0-9.]*[0-9]')" = "$version" ]
    head -n 1 "$project/scripts/debian/changelog" | grep -q "^vrosim ($version-"
    tr '\n' ' ' <"$project/README.md" | grep -q "vrosim $version,"
    grep -qx "version = \"$version\"" "$project/scripts/python/pyproject.toml"
    grep -qx "Version: $version" "$project/scripts/R/DESCRIPTION"
    grep -qx "__version__ = \"$version\"" "$project/scripts/python/vrosim/__init__.py"
}
