import { bundleProgram } from '../support/program';
import { describeWithRedis, type OwnRedis, startRedis } from '../support/redis';
import { askReplicas, control, type Replicas, startReplicas } from '../support/replicas';

/** How large the load is; `LLMULATOR_LOAD=4,64,100000` is that of the issue. */
const [REPLICAS, NAMESPACES, REQUESTS] = (process.env['LLMULATOR_LOAD'] ?? '3,8,480').split(',').map(Number) as [
  number,
  number,
  number,
];
const STEPS = Math.ceil(REQUESTS / NAMESPACES);
/** Clients of one namespace that ask at the same time. */
const CLIENTS = 2;
const LONG = 60_000 + REQUESTS * 100;

const names = Array.from({ length: NAMESPACES }, (_, at) => `tenant ${at}`);
const steps = Array.from({ length: STEPS }, (_, at) => `step ${at + 1}.`);

interface Reply {
  readonly choices: readonly { readonly message: { readonly content: string } }[];
}

/** All steps of a namespace's script as its clients were told them, each asking any replica. */
async function tellAll(urls: readonly string[], namespace: string, at: number): Promise<readonly string[]> {
  const told: string[] = [];
  let asked = 0;
  const client = async () => {
    while (asked < STEPS) {
      asked += 1;
      const key = `question ${asked}`;
      const reply = await askReplicas(urls, { namespace, key, words: 'What is next?', first: at + asked });
      told.push((JSON.parse(reply) as Reply).choices[0]?.message.content ?? '');
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return told;
}

const inOrder = (told: readonly string[]) =>
  [...told].sort((a, b) => Number(a.replace(/\D/g, '')) - Number(b.replace(/\D/g, '')));

describeWithRedis('replicas that share a Redis', () => {
  let redis: OwnRedis;
  let replicas: Replicas;

  beforeAll(async () => {
    await bundleProgram();
    redis = await startRedis();
  }, LONG);
  beforeEach(async () => {
    await redis.stop();
    await redis.again();
    replicas = await startReplicas(REPLICAS, ['--redis', redis.url, '--journal', String(2 * STEPS)]);
    // Each script is given to one replica, and known to all.
    await Promise.all(
      names.map((name, at) =>
        control(replicas.urls[at % REPLICAS] as string, `/fixtures?namespace=${name}`, {
          when: { user: 'What is next?' },
          replies: steps,
          afterwards: 'none',
        }),
      ),
    );
  }, LONG);
  afterEach(() => replicas.stop(), LONG);
  afterAll(() => redis.stop());

  test(
    'no step of a script is lost or told twice, and the journal has every exchange',
    async () => {
      const told = await Promise.all(names.map((name, at) => tellAll(replicas.urls, name, at)));
      for (const each of told) expect(inOrder(each)).toEqual(steps);
      for (const [at, name] of names.entries()) {
        const base = replicas.urls[(at + 1) % REPLICAS] as string;
        const verified = await control(base, `/verify?namespace=${name}`, { match: { status: 200 }, exactly: STEPS });
        expect(await verified.json()).toEqual({ verified: true });
      }
    },
    LONG,
  );

  test(
    'one that dies under load takes nothing with it',
    async () => {
      const all = Promise.all(names.map((name, at) => tellAll(replicas.urls, name, at)));
      await control(replicas.urls[1] as string, `/journal/next?namespace=${names[0]}&timeout=60000`);
      await replicas.kill(0);
      for (const each of await all) expect(inOrder(each)).toEqual(steps);
      for (const name of names) {
        const journal = await control(replicas.urls[1] as string, `/journal.jsonl?namespace=${name}&status=200`);
        const entries = (await journal.text()).trim().split('\n');
        const keys = entries.map((line) => JSON.parse(line).request.headers['idempotency-key'] as string);
        expect(new Set(keys).size).toBe(STEPS);
      }
    },
    LONG,
  );
});
