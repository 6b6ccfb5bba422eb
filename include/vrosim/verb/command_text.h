// The command line as one text, for the record of a run.
#ifndef VROSIM_VERB_COMMAND_TEXT_H
#define VROSIM_VERB_COMMAND_TEXT_H

// The arguments joined by blanks, each quoted where a POSIX shell would need it, so that the text
// can be pasted into one. The caller frees it. NULL where memory is short.
char *vro_command_text(int argc, char *const *argv);

#endif
