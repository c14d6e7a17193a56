import { realClock } from '../../../server/lib';
import { createScheduler } from '../../../server/wire';

const aTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

test('very many tasks at once leave the process its turns, and run in their order', async () => {
  const scheduler = createScheduler(realClock);
  const order: number[] = [];
  const dues = Array.from({ length: 3_000 }, (_, at) => at >> 10);
  for (const [at, due] of dues.entries()) scheduler.add({ due, run: () => order.push(at) });
  await aTurn();
  expect(order.length).toBeGreaterThan(0);
  expect(order.length).toBeLessThan(dues.length);
  while (order.length < dues.length) await aTurn();
  expect(order).toEqual(dues.map((_, at) => at));
});

test('a task that is called off while others run does not', async () => {
  const scheduler = createScheduler(realClock);
  const run: string[] = [];
  const last = { due: 1, run: () => run.push('last') };
  scheduler.add({
    due: 0,
    run() {
      run.push('first');
      scheduler.drop(last);
    },
  });
  scheduler.add(last);
  for (let turn = 0; turn < 3; turn += 1) await aTurn();
  expect(run).toEqual(['first']);
});
