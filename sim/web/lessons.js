// The lessons, in their order. A lesson is plain data and small functions (README.md).
import { certain } from './lessons/certain.js';
import { confounding } from './lessons/confounding.js';
import { death } from './lessons/death.js';
import { fit } from './lessons/fit.js';
import { levels } from './lessons/levels.js';
import { paired } from './lessons/paired.js';
import { precision } from './lessons/precision.js';
import { skew } from './lessons/skew.js';
import { spared } from './lessons/spared.js';
import { subgroups } from './lessons/subgroups.js';
import { surrogate } from './lessons/surrogate.js';
import { winner } from './lessons/winner.js';
import { worth } from './lessons/worth.js';

export const LESSONS = [
  spared, precision, paired, certain, levels, death, confounding, surrogate, winner, skew, worth, fit, subgroups,
];
