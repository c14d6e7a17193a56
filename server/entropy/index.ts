export { type Clock, frozenClock, realClock, type SteppedClock, steppedClock } from './clock';
export { createFiller, type Filler, type FillerKind } from './filler';
export { hashJson, hashText } from './hash';
export { createIds } from './ids';
export { LANGUAGES, type Language } from './language';
export { createNoise } from './noise';
export { testPattern } from './pattern';
export { createSequence, pick, type Sequence } from './sequence';
