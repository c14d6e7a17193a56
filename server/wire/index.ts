export {
  type Bend,
  breaksInCharacter,
  breaksInFrame,
  breaksOff,
  delayed,
  doubled,
  dripping,
  empty,
  garbled,
  hangs,
  promises,
  resetAtOnce,
  resliced,
  shortened,
  silent,
  typedAs,
  unfinished,
} from './bend';
export { refuseBytes } from './client-error';
export type { Flow } from './flow';
export { readForm } from './form';
export { FrameLog } from './frame-log';
export { MessageSink } from './message-sink';
export { type BodyRead, readBody } from './read-body';
export { createScheduler, type Scheduler } from './scheduler';
export {
  bytesOf,
  type Delivery,
  type EncodedReply,
  encode,
  giveBack,
  type Manner,
  writeFlow,
  writeReply,
} from './write';
