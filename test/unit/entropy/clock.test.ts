import { frozenClock, steppedClock } from '../../../server/lib';
import { createScheduler } from '../../../server/wire';

describe('a stepped clock', () => {
  test('runs what falls due at its own moment and in order, also what is added on the way', async () => {
    const clock = steppedClock(0);
    const ran: string[] = [];
    const note = (name: string) => () => void ran.push(`${name}@${clock.now()}`);
    clock.wake(30, note('b'));
    clock.wake(10, () => {
      note('a')();
      clock.wake(20, note('added'));
    });
    clock.wake(41, note('never'));
    const callOff = clock.wake(15, note('called off'));
    callOff();
    await clock.advance(40);
    expect(ran).toEqual(['a@10', 'added@20', 'b@30']);
    expect(clock.now()).toBe(40);
  });

  test('moves follow one another', async () => {
    const clock = steppedClock(0);
    await Promise.all([clock.advance(10), clock.advance(5), clock.set(100)]);
    expect(clock.now()).toBe(100);
  });
});

describe('the scheduler', () => {
  test('keeps the order of due times, whatever the order of adding, and drops what is called off', async () => {
    const clock = steppedClock(0);
    const scheduler = createScheduler(clock);
    const ran: number[] = [];
    const dues = [50, 7, 7, 900, 3, 50, 1, 20, 19, 18, 400];
    const tasks = dues.map((due) => ({ due, run: () => void ran.push(due) }));
    for (const task of tasks) scheduler.add(task);
    scheduler.drop(tasks[3] as (typeof tasks)[number]);
    await clock.advance(1_000);
    expect(ran).toEqual(dues.filter((due) => due !== 900).sort((a, b) => a - b));
  });

  test('a task may add itself again from within its own run', async () => {
    const clock = steppedClock(0);
    const scheduler = createScheduler(clock);
    const at: number[] = [];
    const task = {
      due: 10,
      run() {
        at.push(clock.now());
        this.due += 10;
        if (at.length < 5) scheduler.add(this);
      },
    };
    scheduler.add(task);
    await clock.advance(1_000);
    expect(at).toEqual([10, 20, 30, 40, 50]);
  });

  test('on a frozen clock waits take no time', async () => {
    const scheduler = createScheduler(frozenClock(0));
    await new Promise<void>((run) => scheduler.add({ due: 1_000_000, run }));
  });
});
