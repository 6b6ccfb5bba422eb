#!/usr/bin/env bats
# scripts/R, the package vrosim for R: its own tests, as it is installed. `make check-r` checks all of it.
load helper

needs_packages() { # PACKAGE...
    command -v Rscript >/dev/null || skip "R is not installed (scripts/setup.sh r)"
    for package in "$@"; do
        Rscript -e "library($package)" >/dev/null 2>&1 || skip "$package is not installed (scripts/setup.sh r)"
    done
}

install_package() {
    mkdir library
    R CMD INSTALL --no-docs --no-test-load --library=library "$project/scripts/R" >output 2>&1 ||
        { cat output; false; }
    export R_LIBS=$PWD/library VROSIM=$program
}

@test "the package for R passes its tests" {
    needs_packages testthat ggplot2
    install_package
    cp -r "$project/scripts/R/tests" tests
    cd tests
    Rscript testthat.R >output 2>&1 || { cat output; false; }
    grep -q '^\[ FAIL 0 | WARN 0 | SKIP [0-9]* | PASS [1-9][0-9]* \]' output || { cat output; false; }
}

@test "the package for R says how to get the program where it is missing" {
    needs_packages
    install_package
    unset VROSIM
    run Rscript -e 'Sys.setenv(PATH = "/nowhere"); vrosim::vrosim_run(patients = 10)'
    [ "$status" -eq 1 ]
    [[ $output == *"the program vrosim is not on the PATH; install it (make install), or set the environment variable VROSIM"* ]]
}
