export { refuseBytes } from './client-error';
export { INSTANT, isPaced, type Pace } from './pace';
export { type BodyRead, readBody } from './read-body';
export { createScheduler, type Scheduler } from './scheduler';
export { type Delivery, type EncodedReply, encode, keepsake, type Timing, writeReply } from './write';
