import { ProblemError } from '../../../server/core';
import { createMemo } from '../../../server/pipeline/memo';

test('what was prepared, or refused, is not prepared again', async () => {
  const memo = createMemo<string>();
  const prepare = jest.fn(async () => 'prepared');
  const refuse = jest.fn(async () => Promise.reject(new ProblemError('invalid-json')));
  for (let turn = 0; turn < 2; turn += 1) {
    expect(await memo.once('chat', 'good', prepare)).toBe('prepared');
    await expect(memo.once('chat', 'bad', refuse)).rejects.toThrow(ProblemError);
  }
  expect(prepare).toHaveBeenCalledTimes(1);
  expect(refuse).toHaveBeenCalledTimes(1);
  await memo.once('messages', 'good', prepare);
  expect(prepare).toHaveBeenCalledTimes(2);
});

test('a fault of ours is not remembered', async () => {
  const memo = createMemo<string>();
  await expect(memo.once('chat', 'x', () => Promise.reject(new Error('bug')))).rejects.toThrow('bug');
  expect(await memo.once('chat', 'x', async () => 'mended')).toBe('mended');
});

test('a flood of different requests is forgotten', async () => {
  const memo = createMemo<string>();
  const first = jest.fn(async () => 'first');
  await memo.once('chat', 'first', first);
  for (let at = 0; at < 1_000; at += 1) await memo.once('chat', `other ${at}`, async () => 'other');
  await memo.once('chat', 'first', first);
  expect(first).toHaveBeenCalledTimes(2);
});
