export { BadPace, type PaceOption, paceFromText, paceNames, paceOf, paceSchema, parsePace } from './pace';
export { duesOf, INSTANT, isPaced, lengthOf, type Pace, Timetable } from './timetable';
