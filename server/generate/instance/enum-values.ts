import type { Json } from '../../core';
import { createSequence, hashText } from '../../lib';
import type { ExtractedValues } from '../extract/extracted-values';
import type { InstanceContext, ValueAttempt } from './instance-context';

/** Words by which a switch is turned off. */
export const NEGATIVE = /\b(?:not|no|without|disable|off|false|ohne|nicht|sans|sin)\b|不要|没有|关闭|關閉|без/iu;

/** Judging a text is what enums are most often shown with. */
const FEELINGS: ReadonlyMap<string, RegExp> = new Map([
  [
    'negative',
    /\b(?:hate|bad|terrible|awful|worst|disappoint\w+|broken|poor|sad|angry|slow|never again)\b|讨厌|糟糕|失望|很差|太差|嫌い|最悪|싫|ужасн|плох|horrible|mauvais|schlecht|furchtbar/iu,
  ],
  [
    'positive',
    /\b(?:love|great|good|excellent|amazing|wonderful|best|happy|like|fantastic|perfect|nice)\b|喜欢|很好|太棒|满意|不错|好き|最高|좋아|최고|отличн|хорош|люблю|excelente|bueno|super|génial|gut|toll/iu,
  ],
]);

/** Of the values that a schema lists: one that the question names, else its first; each variant takes another. */
export function chosen(
  maker: InstanceContext,
  values: readonly Json[],
  { location, variant }: ValueAttempt,
): Json | undefined {
  const preferred = preferredAmong(maker, values);
  const { optional } = maker;
  const turn = variant + location.twist;
  if (preferred !== undefined)
    return [preferred, ...values.filter((value) => value !== preferred)][turn % values.length];
  const at =
    optional === 'all' ? createSequence(hashText(location.name, location.seed))() % Math.max(values.length, 1) : 0;
  return values[(at + turn + location.index) % Math.max(values.length, 1)];
}

function preferredAmong({ found }: InstanceContext, values: readonly Json[]): Json | undefined {
  const plain = ` ${found.plain.toLowerCase()} `;
  return (
    values.find((value) => isNamed(found, value)) ??
    values.find((value) => typeof value === 'string' && FEELINGS.get(value.toLowerCase())?.test(plain)) ??
    values.find((value) => typeof value === 'number' && found.numbers.includes(value))
  );
}

/** Does the question name a value? */
export function isNamed({ plain }: ExtractedValues, value: Json): boolean {
  if (typeof value !== 'string' || value === '') return false;
  const asked = ` ${plain.toLowerCase()} `;
  const wanted = value.toLowerCase();
  const spaced = asked.indexOf(wanted.replaceAll('_', ' '));
  const start = spaced < 0 ? asked.indexOf(wanted) : spaced;
  if (start < 0) return false;
  const around = asked.charAt(start - 1) + asked.charAt(start + wanted.length);
  return !/[a-z]/u.test(around) || !/^[a-z]/u.test(wanted);
}
