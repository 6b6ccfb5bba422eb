#!/usr/bin/env bats
# Several ranks (MPI) write the bytes of one process, whatever is asked. Checkpoints, shards and
# signals of ranks: restart.bats and psa.bats.
load helper

# Children of whom something is known.
write_list() { # FILE
    printf '%s\n' id,gmfcs,age,migration,female 7,4,6.5,45,NA ab,,5,,girl c,5,,60,boy >"$1"
}

@test "ranks write the bytes of one process for given children, crossed subgroups and decimal commas" {
    needs_mpi
    write_list list.csv
    study=(--children list.csv --patients 60k --courses 20k --subgroups 'gmfcs*age=5/8,bilateral'
        --decimal comma --seed 3 --quiet)
    vrosim run "${study[@]}" --out one
    [ "$status" -eq 0 ]
    head -1 one/cohort.csv | grep -q 'scenario;strategy;subgroup;characteristic'
    grep -q 'gmfcs_4\*age_5_to_8' one/cohort.csv
    for count in 2 3; do
        ranks "$count" run "${study[@]}" --out several
        [ "$status" -eq 0 ] || { echo "$complaint"; false; }
        same_results one several
        [ "$(grep -c "note: list.csv: 1 field is NA; read as empty" <<<"$complaint")" -eq 1 ]
    done
}

@test "ranks go on from a tally of given children" {
    needs_mpi
    study=(--child age=6,gmfcs=4,migration=45 --patients 50k --subgroups 'sex*age=8' --quiet)
    vrosim run "${study[@]}" --shard 1/2
    ranks 2 run "${study[@]}" --shard 2/2
    [ "$status" -eq 0 ]
    vrosim merge --decimal comma --quiet --out merged shard-1-of-2.tally shard-2-of-2.tally
    ranks 3 run "${study[@]}" --decimal comma --out several
    [ "$status" -eq 0 ]
    same_results merged several
}

@test "an analysis at several ranks has given children, crossed subgroups and decimal commas" {
    needs_mpi
    write_list list.csv
    study=(--children list.csv --patients 2000 --subgroups 'gmfcs*sex' --decimal comma --quiet
        --strategies soft_tissue,vro)
    vrosim psa "${study[@]}" --samples 5 --out one
    [ "$status" -eq 0 ]
    ranks 3 psa "${study[@]}" --samples 5 --out several
    [ "$status" -eq 0 ]
    same_results one several
}
