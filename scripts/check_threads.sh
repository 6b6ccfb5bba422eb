#!/usr/bin/env bash
# Usage: check_threads.sh BUILD
# Looks for data races with ThreadSanitizer, in a build of clang with SANITIZE=thread. The tool Archer
# of LLVM's OpenMP tells it which thread waits for which; races inside OpenMP itself are ignored.
set -euo pipefail

build=$(cd "$1" && pwd)
export TSAN_OPTIONS='ignore_noninstrumented_modules=1 halt_on_error=1 exitcode=66'
export ARCHER_OPTIONS='verbose=1'
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

# Without Archer every loop would look like a race; and a race must be found.
cat >race.c <<'END'
int main(void) {
    int sum = 0;
#pragma omp parallel for num_threads(4)
    for (int i = 0; i < 100000; i++)
        sum++;
    return sum == 0;
}
END
clang -O1 -g -fsanitize=thread -fopenmp race.c -o race
status=0
./race >race.log 2>&1 || status=$?
if [ "$status" -ne 66 ] || ! grep -q '^Archer detected' race.log; then
    cat race.log
    echo "check_threads: ThreadSanitizer or Archer does not work here" >&2
    exit 1
fi

for module in blocks monitor pool rank_blocks; do
    "$build/tests/unit/simulate" "$module"
done
for threads in 2 7; do
    "$build/vrosim" run --patients 30000 --courses 9000 --threads "$threads" --quiet
    "$build/vrosim" psa --samples 12 --patients 4000 --threads "$threads" --quiet
    "$build/vrosim" sensitivity --patients 3000 --threads "$threads" --quiet
done
echo "check_threads: no data race"
