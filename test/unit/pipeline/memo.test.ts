import { ProblemError } from '../../../server/core';
import { createOutcomeCache } from '../../../server/pipeline/outcome-cache';

const task = <T>(prepare: () => Promise<T>, lasts = () => true) => ({ prepare, lasts });

test('what was prepared, or refused, is not prepared again', async () => {
  const memo = createOutcomeCache<string>();
  const prepare = jest.fn(async () => 'prepared');
  const refuse = jest.fn(async () => Promise.reject(new ProblemError('invalid-json')));
  for (let turn = 0; turn < 2; turn += 1) {
    expect(await memo.getOrRun('chat', 'good', task(prepare))).toBe('prepared');
    await expect(memo.getOrRun('chat', 'bad', task(refuse))).rejects.toThrow(ProblemError);
  }
  expect(prepare).toHaveBeenCalledTimes(1);
  expect(refuse).toHaveBeenCalledTimes(1);
  await memo.getOrRun('messages', 'good', task(prepare));
  expect(prepare).toHaveBeenCalledTimes(2);
});

test('a fault of ours is not remembered', async () => {
  const memo = createOutcomeCache<string>();
  await expect(
    memo.getOrRun(
      'chat',
      'x',
      task(() => Promise.reject(new Error('bug'))),
    ),
  ).rejects.toThrow('bug');
  expect(
    await memo.getOrRun(
      'chat',
      'x',
      task(async () => 'mended'),
    ),
  ).toBe('mended');
});

test('a flood of different requests is forgotten', async () => {
  const memo = createOutcomeCache<string>();
  const first = jest.fn(async () => 'first');
  await memo.getOrRun('chat', 'first', task(first));
  for (let at = 0; at < 1_000; at += 1)
    await memo.getOrRun(
      'chat',
      `other ${at}`,
      task(async () => 'other'),
    );
  await memo.getOrRun('chat', 'first', task(first));
  expect(first).toHaveBeenCalledTimes(2);
});

test('what does not last is prepared each time, refused or not', async () => {
  const memo = createOutcomeCache<string>();
  const prepare = jest.fn(async () => 'prepared');
  const refuse = jest.fn(async () => Promise.reject(new ProblemError('no-fixture')));
  for (let turn = 0; turn < 2; turn += 1) {
    await memo.getOrRun(
      'chat',
      'good',
      task(prepare, () => false),
    );
    await expect(
      memo.getOrRun(
        'chat',
        'bad',
        task(refuse, () => false),
      ),
    ).rejects.toThrow(ProblemError);
  }
  expect(prepare).toHaveBeenCalledTimes(2);
  expect(refuse).toHaveBeenCalledTimes(2);
});
