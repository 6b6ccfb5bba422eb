// The lessons, in their order. A lesson is plain data and small functions (README.md).
import { spared } from './lessons/spared.js';

export const LESSONS = [spared];
