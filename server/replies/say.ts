import { hashText, pick } from '../entropy';
import type { Slots } from './phrases';

/** What the placeholders of a sentence stand for. */
export type Fill = Readonly<Record<string, string>>;

/** An unknown placeholder stays as it is: it may be the words of a client. */
const fillIn = (sentence: string, fill: Fill): string =>
  sentence.replace(/\{(\w+)\}/gu, (whole, name: string) => fill[name] ?? whole);

/** Capital first, for a topic that begins a sentence. */
const capitalised = (sentence: string): string => sentence.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());

/** Says the same alternative of all slots: lines that rhyme belong together. */
export const verses = (slots: Slots, fill: Fill, seed: number): readonly string[] =>
  slots.map((slot) => capitalised(fillIn(pick(slot, seed), fill)));

/** Says one alternative of each slot, chosen by the seed. */
export const sentences = (slots: Slots, fill: Fill, seed: number): readonly string[] =>
  slots.map((slot, at) => capitalised(fillIn(pick(slot, hashText(`slot ${at}`, seed)), fill)));
