export {
  BadPace,
  chunkSchema,
  type PaceOption,
  paceForModel,
  paceFromText,
  paceNames,
  paceOf,
  paceSchema,
  parsePace,
} from './pace';
export { frameTimes, INSTANT, isPaced, type Pace, Timetable, totalTime, withChunks } from './timetable';
