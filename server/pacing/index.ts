export {
  BadPace,
  chunkSchema,
  keptBy,
  type PaceOption,
  paceFromText,
  paceNames,
  paceOf,
  paceSchema,
  parsePace,
} from './pace';
export { duesOf, INSTANT, isPaced, lengthOf, type Pace, Timetable, withChunks } from './timetable';
