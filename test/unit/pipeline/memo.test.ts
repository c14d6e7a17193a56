import { ProblemError } from '../../../server/core';
import { attempt, createOutcomeCache, unwrap } from '../../../server/pipeline/outcome-cache';

test('a value and a refusal are remembered for one situation and text', async () => {
  const cache = createOutcomeCache<string>();
  cache.put('chat', 'good', { value: 'prepared' });
  cache.put('chat', 'bad', await attempt<string>(() => Promise.reject(new ProblemError('invalid-json'))));
  expect(cache.get('chat', 'good')).toEqual({ value: 'prepared' });
  expect(() => unwrap(cache.get('chat', 'bad') ?? { value: 'forgotten' })).toThrow(ProblemError);
  expect(cache.get('messages', 'good')).toBeUndefined();
});

test('a bug is not remembered', async () => {
  const cache = createOutcomeCache<string>();
  cache.put('chat', 'x', await attempt<string>(() => Promise.reject(new Error('bug'))));
  expect(cache.get('chat', 'x')).toBeUndefined();
});

test('a flood of different requests is forgotten', () => {
  const cache = createOutcomeCache<number>();
  for (let at = 0; at < 1_000; at += 1) cache.put('chat', `text ${at}`, { value: at });
  expect(cache.get('chat', 'text 0')).toBeUndefined();
  expect(cache.get('chat', 'text 999')).toEqual({ value: 999 });
});
