#!/bin/sh
# Usage: unit_main.sh FILE... > SOURCE
# Writes the main function of a room's unit tests: each FILE test_MODULE.c defines test_MODULE().
set -eu
modules=$(for file; do basename "$file" .c | sed 's/^test_//'; done)
echo '#include "modules.h"'
echo
for module in $modules; do
    echo "int test_$module(void);"
done
echo
echo 'int main(int argc, char **argv) {'
echo '    static const test_module modules[] = {'
for module in $modules; do
    echo "        {\"$module\", test_$module},"
done
echo '    };'
echo '    return test_modules_run(modules, sizeof modules / sizeof *modules, argc, argv);'
echo '}'
