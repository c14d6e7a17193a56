/** A time of day in the user's own zone. */
const timeFormat = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hour12: false,
});
const momentFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const numberFormat = new Intl.NumberFormat('en-US');

export const timeOfDay = (ms: number): string => timeFormat.format(ms);

export const moment = (ms: number): string => momentFormat.format(ms);

export const count = (value: number): string => numberFormat.format(value);

/** Milliseconds in the unit that reads best. */
export function milliseconds(ms: number | undefined): string {
  if (ms === undefined) return '';
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  return ms < 60_000 ? `${(ms / 1_000).toFixed(2)} s` : `${(ms / 60_000).toFixed(1)} min`;
}

/** Characters in the unit that reads best. */
export function size(characters: number): string {
  if (characters < 1_000) return `${characters} characters`;
  if (characters < 1_000_000) return `${Math.round(characters / 1_000)} thousand characters`;
  return `${(characters / 1_000_000).toFixed(1)} million characters`;
}

export const plural = (number: number, noun: string): string => `${count(number)} ${noun}${number === 1 ? '' : 's'}`;

/** A value as indented JSON; a text as it is. */
export const pretty = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? '');
