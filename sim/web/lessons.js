// The lessons, in their order. A lesson is plain data and small functions (README.md).
import { certain } from './lessons/certain.js';
import { confounding } from './lessons/confounding.js';
import { death } from './lessons/death.js';
import { fit } from './lessons/fit.js';
import { spared } from './lessons/spared.js';
import { subgroups } from './lessons/subgroups.js';
import { winner } from './lessons/winner.js';
import { worth } from './lessons/worth.js';

export const LESSONS = [spared, certain, death, confounding, winner, worth, fit, subgroups];
