// An episode of a hip in words that a resident understands: why the hip was operated, what was
// achieved, how it healed and grew.
#ifndef VROSIM_TABLE_EPISODE_WORDS_H
#define VROSIM_TABLE_EPISODE_WORDS_H

#include "vrosim/model/children.h"
#include "vrosim/model/event_log.h"
#include "vrosim/model/model_parameters.h"
#include "vrosim/table/story_texts.h"

#include <stdbool.h>

typedef struct vro_episode_words {
    const vro_children *children;           // the child alone; borrowed, like all
    const vro_model_parameters *parameters; // of the strategy at its level
    const vro_event *event;
    const vro_event *before; // the episode of the hip before it; NULL: none
    bool operated_before;    // the hip, in any episode
} vro_episode_words;

// The functions below add to a paragraph in its language, or nothing where there is nothing to
// tell.

// Why the hip is operated, and how: "Operated again because of migration: pelvic osteotomy".
void vro_episode_words_opening(const vro_episode_words *self, vro_story_paragraph *to);

// What growth did to the hip in the episode before.
void vro_episode_words_growth_before(const vro_episode_words *self, vro_story_paragraph *to);

// What growth did to the hip in this episode.
void vro_episode_words_growth(const vro_episode_words *self, vro_story_paragraph *to);

// The angles and the migration that the operation changed.
void vro_episode_words_achieved(const vro_episode_words *self, vro_story_paragraph *to);

void vro_episode_words_healing(const vro_episode_words *self, vro_story_paragraph *to);

void vro_episode_words_adverse_events(const vro_episode_words *self, vro_story_paragraph *to);

// The share of the muscles' pull that drives the head out of its socket.
void vro_episode_words_muscles(const vro_episode_words *self, vro_story_paragraph *to);

// That later operations of the hip are not simulated.
void vro_episode_words_limit(const vro_episode_words *self, vro_story_paragraph *to);

// The visit at which surgery for migration was decided, and why.
void vro_episode_words_decision(const vro_episode_words *self, vro_story_paragraph *to);

// The hip at the end of the episode.
void vro_episode_words_state(const vro_episode_words *self, vro_story_paragraph *to);

#endif
