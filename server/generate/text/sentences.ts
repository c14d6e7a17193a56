import type { ContentMeasure } from '../../core';
import { hashText, pick } from '../../lib';
import type { SentenceSlots } from '../phrases';

/** What the placeholders of a sentence stand for. */
export type Fill = Readonly<Record<string, string>>;

/** An unknown placeholder stays as it is: it may be the words of a client. */
const fillIn = (sentence: string, fill: Fill): string =>
  sentence.replace(/\{(\w+)\}/gu, (whole, name: string) => fill[name] ?? whole);

/** Capital first, for a topic that begins a sentence. */
const capitalised = (sentence: string): string => sentence.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());

/** Says the same alternative of all slots: lines that rhyme belong together. */
export const verses = (slots: SentenceSlots, fill: Fill, seed: number): readonly string[] =>
  slots.map((slot) => capitalised(fillIn(pick(slot, seed), fill)));

/** How many alternatives of a slot are said; the first slot opens, and needs one only. */
const ALTERNATIVES: { readonly [Size in ContentMeasure]: (at: number) => number } = {
  brief: (at) => (at === 0 ? 1 : 0),
  usual: () => 1,
  long: (at) => (at === 0 ? 1 : 2),
  longest: (at) => (at === 0 ? 1 : Number.POSITIVE_INFINITY),
};

/** Says one alternative of each slot, chosen by the seed; fewer or more where that is wanted. */
export const sentences = (
  slots: SentenceSlots,
  fill: Fill,
  { seed, measure = 'usual' }: { readonly seed: number; readonly measure?: ContentMeasure | undefined },
): readonly string[] =>
  slots.flatMap((slot, at) => {
    const first = pick(slot, hashText(`slot ${at}`, seed));
    const said = [first, ...slot.filter((other) => other !== first)].slice(0, ALTERNATIVES[measure](at));
    return said.map((sentence) => capitalised(fillIn(sentence, fill)));
  });
