export { BadPace, keptBy, type PaceOption, paceFromText, paceNames, paceOf, paceSchema, parsePace } from './pace';
export { INSTANT, isPaced, lengthOf, type Pace, Timetable } from './timetable';
