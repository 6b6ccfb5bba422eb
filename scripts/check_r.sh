#!/usr/bin/env bash
# Usage: check_r.sh PROGRAM FOLDER
# Builds the package of scripts/R in FOLDER, with its vignette, checks it with R CMD check, and fails unless
# there is no error, warning or note. PROGRAM is the vrosim that it runs.
set -euo pipefail

package=$(cd "$(dirname "$0")/R" && pwd)
VROSIM=$(realpath "$1")
export VROSIM
rm -rf "$2"
mkdir -p "$2"
cd "$2"
R CMD build "$package"
# dampack, BCEA and voi are in no package of Debian.
export _R_CHECK_PACKAGE_DEPENDS_IGNORE_MISSING_ENHANCES_=true
# The network is not asked for them.
export _R_CHECK_XREFS_REPOSITORIES_=" "
R CMD check --no-manual vrosim_*.tar.gz
grep -qx "Status: OK" vrosim.Rcheck/00check.log
