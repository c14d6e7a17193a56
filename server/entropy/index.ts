export { type Clock, frozenClock, isStepped, realClock, type SteppedClock, steppedClock } from './clock';
export { createFiller, type Filler, type FillerKind, isFillerKind } from './filler';
export { hashJson, hashText } from './hash';
export { createIds } from './ids';
export { LANGUAGES, type Language } from './language';
export { createNoise } from './noise';
export { createSequence, pick, type Sequence } from './sequence';
