/** When the frames of a stream leave: the first after `first` ms, each next one `gap` ms later. */
export interface Pace {
  readonly first: number;
  readonly gap: number;
}

/** All at once. */
export const INSTANT: Pace = { first: 0, gap: 0 };

/** Does a pace hold anything back? */
export const isPaced = ({ first, gap }: Pace): boolean => first + gap > 0;

/** Due times are absolute, so that lateness of one frame does not delay the next. */
export const dueTime = (pace: Pace, start: number, index: number): number => start + pace.first + index * pace.gap;
