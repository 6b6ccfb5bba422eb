#!/usr/bin/env bash
# Usage: check_tests.sh
# Every module sim/ROOM/MODULE.c has its tests in tests/unit/ROOM/test_MODULE.c, or stands below with
# the tests that run it; and every unit test is of a module that there is, or stands below too.
set -euo pipefail

cd "$(dirname "$0")/.."

# Module, and the files of tests that have it. Verbs are tested as programs, by their results.
ELSEWHERE='
figure/colour_bar            unit/figure/test_heat_map.c
figure/line_plot             unit/figure/test_lines.c
figure/panels                unit/figure/test_areas.c
figure/risk_table            unit/figure/test_steps.c
figure/row_layout            unit/figure/test_forest.c
input/stratifier             unit/input/test_subgroups.c
input/synonyms               unit/core/test_nearest_name.c
library/call                 unit/library/test_vrosim.c
library/results              unit/library/test_vrosim.c
library/scenarios            unit/library/test_vrosim.c
library/simulations          unit/library/test_vrosim.c
simulate/ranks_alone         unit/simulate/test_ranks.c
simulate/ranks_mpi           program/restart.bats
simulate/rank_pieces         program/psa.bats
simulate/simulation          unit/library/test_vrosim.c
study/calibration_confirmation unit/study/test_calibration.c
study/calibration_conflicts unit/study/test_calibration.c
study/calibration_covariance unit/study/test_calibration.c
study/calibration_deviations unit/study/test_calibration.c
study/calibration_evaluation unit/study/test_calibration_problem.c
study/calibration_results    unit/study/test_calibration.c
study/ensemble               unit/study/test_ensemble_file.c
study/psa_samples            program/psa.bats
outcome/tally_histogram      unit/outcome/test_tally.c
study/parameter_draws_table  unit/study/test_parameter_draws.c
table/calibration_diagnostics_tables program/calibrate.bats
table/causes_figure          unit/table/test_figure.c
table/children_figure        unit/table/test_figure.c
table/contrasts_figure       unit/table/test_figure.c
table/evidence_facts         program/describe.bats
table/figure_columns         program/figures.bats
table/incidence_figure       unit/table/test_figure.c
table/incidence_rows         unit/table/test_figure.c
table/leg_length_figure      unit/table/test_figure.c
table/parameter_facts        program/describe.bats
table/report                 program/report.bats
table/report_comparison      program/report.bats
table/report_folder          program/report.bats
table/report_page            program/report.bats
table/report_parts           program/report.bats
table/run_figure             unit/library/test_vrosim.c
table/calibration_report     program/calibrate.bats
table/calibration_tables     program/calibrate.bats
table/check_warnings         unit/table/test_check_report.c
table/default_words          program/command_line.bats
table/cohort_table           program/subgroups.bats
table/coverage_tables        program/psa.bats
table/curve_tables           unit/table/test_run_tables.c
table/outcome_report         unit/table/test_run_report.c
table/psa_report             program/psa.bats
table/psa_tables             program/psa.bats
table/strategy_columns       unit/table/test_run_report.c
table/study_report           program/study.bats
table/study_folder           program/describe.bats
table/subgroup_report        program/subgroups.bats
table/table                  unit/table/test_table_files.c
table/table_changes          unit/table/test_check_report.c
table/validation_report      program/validate.bats
table/validation_tables      program/validate.bats
table/verification_checks    unit/table/test_verification.c
web/child_values             unit/web/test_lesson.c
web/lesson_rows              unit/web/test_lesson.c
verb/report                  program/report.bats
verb/calibrate               program/calibrate.bats
verb/calibrate_plan          program/calibrate.bats
verb/calibrate_resume        program/calibrate.bats
verb/check                   program/check.bats
verb/check_evidence          program/validate.bats
verb/checklist               program/checklist.bats
verb/columns                 program/columns.bats
verb/completion              program/completion.bats
verb/completion_bash         program/completion.bats
verb/completion_fish         program/completion.bats
verb/completion_text         program/completion.bats
verb/completion_zsh          program/completion.bats
verb/command_words           program/settings.bats
verb/describe                program/describe.bats
verb/evidence_plan           program/validate.bats
verb/explain                 program/command_line.bats
verb/help                    program/command_line.bats
verb/interim_looks           program/target.bats
verb/load_scenario           program/command_line.bats
verb/merge                   program/restart.bats
verb/options                 unit/verb/test_command_line.c
verb/page                    program/scenario_page.bats
verb/parameters              program/command_line.bats
verb/process                 program/faults.bats
verb/psa                     program/psa.bats
verb/psa_shard               program/psa.bats
verb/replay                  program/restart.bats
verb/resume                  program/restart.bats
verb/run                     program/results.bats
verb/run_study               program/results.bats
verb/sensitivity             program/sensitivity.bats
verb/validate                program/validate.bats
verb/validate_plan           program/validate.bats
verb/verb                    unit/verb/test_usage_errors.c
verb/verbs                   program/command_line.bats
verb/verify                  program/verify.bats
'
# Unit test, and what it is of.
OTHERS='
input/configs                configs/baseline.csv
library/vrosim               include/vrosim.h
model/sessions               sim/model/course.c
'

modules=$(find sim -mindepth 2 -name '*.c' -o -name '*.cpp' | sed -E 's|^sim/||; s|\.[a-z]+$||' | sort)
headers=$(find include/vrosim -name '*.h' | sed -E 's|^include/vrosim/||; s|\.h$||')
tests=$(find tests/unit -name 'test_*.c' | sed -E 's|^tests/unit/(.*)/test_(.*)\.c$|\1/\2|' | sort)
failed=0

# Lines of the first list that are not in the second.
without() { # LIST LIST
    comm -23 <(sort -u <<<"$1") <(sort -u <<<"$2")
}

complain() { # SENTENCE
    echo "$1"
    failed=1
}

words() { # COLUMN LIST
    awk -v column="$1" 'NF { print $column }' <<<"$2"
}

for module in $(without "$modules" "$tests"$'\n'"$(words 1 "$ELSEWHERE")"); do
    complain "sim/$module has no tests in tests/unit/${module%/*}/test_${module#*/}.c"
done
for test in $(without "$tests" "$modules"$'\n'"$headers"$'\n'"$(words 1 "$OTHERS")"); do
    complain "tests/unit/${test%/*}/test_${test#*/}.c is of no module"
done
for module in $(without "$(words 1 "$ELSEWHERE")" "$(without "$modules" "$tests")"); do
    complain "$module need not be in the list of $0: it has its tests, or is no module"
done
for file in $(words 2 "$ELSEWHERE" | sed 's|^|tests/|') $(words 2 "$OTHERS"); do
    [ -e "$file" ] || complain "$file, in the list of $0, is not there"
done
exit "$failed"
