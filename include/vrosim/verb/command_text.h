// The command line as one text, for the manifest.
#ifndef VROSIM_VERB_COMMAND_TEXT_H
#define VROSIM_VERB_COMMAND_TEXT_H

// The arguments joined by blanks and quoted where a POSIX shell needs it, so that the text can be
// pasted into one. Owned by the caller; NULL if out of memory.
char *vro_command_text(int argc, char *const *argv);

// The same with the last part of each absolute path in its place, as its folders tell of a person
// and a machine. Owned by the caller; NULL if out of memory.
char *vro_command_text_to_publish(int argc, char *const *argv);

#endif
