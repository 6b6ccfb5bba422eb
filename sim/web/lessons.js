// The lessons, in their order. A lesson is plain data and small functions (README.md).
import { confounding } from './lessons/confounding.js';
import { spared } from './lessons/spared.js';
import { subgroups } from './lessons/subgroups.js';
import { winner } from './lessons/winner.js';

export const LESSONS = [spared, confounding, winner, subgroups];
