export { FrameLog } from './frame-log';
export { answerInvalidHttp } from './invalid-http';
export { MessageSink } from './message-sink';
export type { Delivery, EncodedReply, OutgoingReply } from './outgoing-reply';
export { type BodyRead, readBody } from './read-body';
export { readForm } from './read-form';
export { createScheduler, type Scheduler } from './scheduler';
export {
  breaksInCharacter,
  breaksInFrame,
  breaksOff,
  delayed,
  doubled,
  empty,
  garbled,
  hangs,
  inSmallPieces,
  type ReplyTransform,
  resetAtOnce,
  resliced,
  silent,
  truncateBody,
  withContentType,
  withoutLastFrame,
  withWrongLength,
} from './transform';
export {
  bytesOf,
  encode,
  releaseBody,
  type WriteOptions,
  writePaced,
  writeReply,
} from './write';
