// What a probabilistic sensitivity analysis says of decisions beyond one choice for all children:
// decision_study.csv, the value of a proposed study, and decision_subgroups.csv, that of treating
// by subgroup.
#ifndef VROSIM_TABLE_STUDY_TABLES_H
#define VROSIM_TABLE_STUDY_TABLES_H

#include "vrosim/core/error.h"
#include "vrosim/file/new_folder.h"
#include "vrosim/study/sample_information.h"
#include "vrosim/study/subgroup_decisions.h"

// Writes both into folder; decision_study.csv only where a study is proposed. Both were made from
// decisions. VRO_BAD_OUTPUT, VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_study_tables_write(const vro_decisions *decisions,
                                                 const vro_sample_information *information,
                                                 const vro_subgroup_decisions *subgroups,
                                                 vro_new_folder *folder, vro_errors *errors);

#endif
