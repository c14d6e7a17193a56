import { word, wordsOfName } from './field-names';

/** Numbers that a name asks for, where the question has none: smallest, largest. */
const RANGES: readonly (readonly [name: RegExp, min: number, max: number])[] = [
  [word('age', '年龄'), 18, 80],
  [word('rating', 'stars?', '评分'), 1, 5],
  [word('confidence', 'probability', 'score', 'ratio'), 0, 1],
  [word('percent', 'percentage', 'progress'), 0, 100],
  [word('year', '年份'), 2020, 2026],
  [word('month'), 1, 12],
  [word('day'), 1, 28],
  [word('hour'), 0, 23],
  [word('minute', 'second'), 0, 59],
  [word('latitude', 'lat'), -60, 60],
  [word('longitude', 'lng', 'lon'), -180, 180],
  [word('temperature', 'temp', '温度', '气温'), -5, 35],
  [word('price', 'cost', 'amount', 'total', 'salary', '价格', '金额'), 5, 500],
];

/** The usual range of a number, by its name. */
export function rangeFor(name: string): readonly [min: number, max: number] {
  const row = RANGES.find(([pattern]) => pattern.test(wordsOfName(name)));
  return row === undefined ? [1, 10] : [row[1], row[2]];
}
