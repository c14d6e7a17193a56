import { ProblemError } from '../../../server/core';
import { attempt, createOutcomeCache, unwrap } from '../../../server/pipeline/outcome-cache';

const repeatedly = (times: number, act: () => void): void => {
  for (let time = 0; time < times; time += 1) act();
};

test('a request that comes once is not kept', () => {
  const cache = createOutcomeCache<string>();
  cache.put('chat', 'once', { result: { value: 'prepared' } });
  expect(cache.get('chat', 'once')).toBeUndefined();
});

test('from the second time on a value and a refusal are kept for one situation and text', async () => {
  const cache = createOutcomeCache<string>();
  const refusal = await attempt<string>(() => Promise.reject(new ProblemError('invalid-json')));
  repeatedly(2, () => cache.put('chat', 'good', { result: { value: 'prepared' } }));
  repeatedly(2, () => cache.put('chat', 'bad', { result: refusal }));
  expect(cache.get('chat', 'good')).toEqual({ value: 'prepared' });
  expect(() => unwrap(cache.get('chat', 'bad') ?? { value: 'forgotten' })).toThrow(ProblemError);
  expect(cache.get('messages', 'good')).toBeUndefined();
});

test('a bug is not kept', async () => {
  const cache = createOutcomeCache<string>();
  const bug = await attempt<string>(() => Promise.reject(new Error('bug')));
  repeatedly(2, () => cache.put('chat', 'x', { result: bug }));
  expect(cache.get('chat', 'x')).toBeUndefined();
});

test('a flood of repeated requests pushes older ones out', () => {
  const cache = createOutcomeCache<number>();
  for (let at = 0; at < 10_000; at += 1)
    repeatedly(2, () => cache.put('chat', `text ${at}`, { result: { value: at } }));
  expect(cache.get('chat', 'text 0')).toBeUndefined();
  expect(cache.get('chat', 'text 9999')).toEqual({ value: 9999 });
});
