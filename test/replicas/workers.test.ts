import { bundleProgram, ready, run } from '../support/program';
import { describeWithRedis, type OwnRedis, startRedis } from '../support/redis';
import { askReplicas, control } from '../support/replicas';

const LONG = 90_000;

beforeAll(bundleProgram, LONG);

test(
  'several workers that share nothing are refused, with the reason',
  async () => {
    const { code, err } = await run(['--port', '0', '--workers', '2']).ended;
    expect([code, err]).toEqual([1, expect.stringMatching(/^workers: .*share nothing without --redis URL/)]);
  },
  LONG,
);

test(
  'a Redis that is not there stops the start with a sentence',
  async () => {
    const { code, err } = await run(['--port', '0', '--workers', '3', '--redis', 'redis://127.0.0.1:1']).ended;
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/^redis: cannot use the Redis at 127\.0\.0\.1:1: [^\n]+\n$/),
    ]);
  },
  LONG,
);

describeWithRedis('--workers', () => {
  let redis: OwnRedis;

  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  test(
    'serve one port together, replace the one that dies, and end with 0 on SIGTERM',
    async () => {
      const running = run(['--port', '0', '--redis', redis.url, '--workers', '2']);
      const base = await ready(running);
      expect(running.out()).toMatch(/home {7}redis:\/\/127\.0\.0\.1:\d+, prefix llmulator, 2 workers/);
      await control(base, '/fixtures', { when: { user: 'next' }, replies: ['one', 'two', 'three', 'four'] });
      const ask = (key: string) => askReplicas([base], { namespace: 'default', key, words: 'next', first: 0 });
      expect(await ask('1')).toContain('one');
      const dead = (await (await control(base, '/health')).json()) as { pid: number };
      process.kill(dead.pid, 'SIGKILL');
      expect([await ask('2'), await ask('3')]).toEqual([
        expect.stringContaining('two'),
        expect.stringContaining('three'),
      ]);
      expect(await (await control(base, '/ready')).json()).toMatchObject({ ready: true });
      running.child.kill('SIGTERM');
      expect(await running.ended).toMatchObject({ code: 0, err: expect.stringContaining('another takes its place') });
    },
    LONG,
  );
});
