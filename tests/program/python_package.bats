#!/usr/bin/env bats
# scripts/python, the package vrosim for Python: its own tests, and that it is built and installed
# without a network.
load helper

# One Python that has all of it: one of the user's own may stand before the system's.
setup_file() {
    local candidate
    for candidate in python3 /usr/bin/python3; do
        ! "$candidate" -c "import pandas, pytest, build, setuptools, wheel, pip" 2>/dev/null || break
        candidate=
    done
    export PYTHON=$candidate
}

# A copy, as building leaves files beside the source.
enter_copy() {
    [ -n "$PYTHON" ] || skip "pandas, pytest or build is not installed (scripts/setup.sh python)"
    cp -r "$project/scripts/python" package
    cd package || return 1
    export VROSIM=$program VROSIM_LIBRARY PYTHONDONTWRITEBYTECODE=1
    VROSIM_LIBRARY=$(dirname "$program")/libvrosim.so.0
    [ -e "$VROSIM_LIBRARY" ] || skip "the library is not built (make library)"
}

@test "the package for Python passes its tests" {
    enter_copy
    "$PYTHON" -m pytest -q -p no:cacheprovider >output 2>&1 || { cat output; false; }
    tail -n 1 output | grep -q -E '^[0-9]+ passed in '
}

@test "the package for Python is built offline, and what is built gives the bytes of the program" {
    enter_copy
    "$PYTHON" -m build --no-isolation >output 2>&1 || { cat output; false; }
    [ "$(ls dist | wc -l)" -eq 2 ]
    "$PYTHON" -m pip install --quiet --no-index --no-deps --root-user-action=ignore --target=../site \
        dist/*.whl >output 2>&1 || { cat output; false; }
    cd ..
    vrosim run --patients 500 --quiet
    succeeds
    cat >by_package.py <<'END'
import sys
import vrosim
assert vrosim.__file__.startswith(sys.argv[1]), vrosim.__file__
vrosim.run(patients=500, engine=sys.argv[2]).write("by-package")
END
    for engine in library program; do
        PYTHONPATH=$PWD/site "$PYTHON" by_package.py "$PWD/site" "$engine"
        for file in results/*.csv; do
            cmp "$file" "by-package/${file#results/}"
        done
    done
}

@test "the package for Python is installed from its folder" {
    enter_copy
    "$PYTHON" -m pip install --quiet --no-index --no-deps --no-build-isolation --root-user-action=ignore \
        --target=../site . >output 2>&1 || { cat output; false; }
    [ -e ../site/vrosim/py.typed ]
}

@test "without pandas tables come as rows" {
    enter_copy
    mkdir shadow
    echo 'raise ImportError("hidden")' >shadow/pandas.py
    PYTHONPATH=shadow "$PYTHON" -c '
import vrosim
rows = vrosim.run(patients=100)["summary"]
assert rows[0]["strategy"] == "soft_tissue", rows[0]'
}
