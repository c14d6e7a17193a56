import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import OpenAI from 'openai';
import { createEmulator, type Emulator, type VerdictOptions, type VerdictRow } from '../../server';

type Env = Readonly<Record<string, string>>;
type Options = ConstructorParameters<typeof OpenAI>[0];

const chat = { model: 'gpt-4o-mini', messages: [{ role: 'user' as const, content: 'say 1' }] };

/** A client of the official SDK that asks once. */
const asking =
  (options: Options, stream = false) =>
  async (env: Env): Promise<void> => {
    const openai = new OpenAI({ apiKey: env['OPENAI_API_KEY'], baseURL: env['OPENAI_BASE_URL'], ...options });
    if (!stream) return void (await openai.chat.completions.create(chat));
    for await (const _chunk of await openai.chat.completions.create({ ...chat, stream: true }));
  };

/** One request by hand: no SDK stands between the client and what comes. */
const post = (env: Env, body: object = chat): Promise<Response> =>
  fetch(`${env['OPENAI_BASE_URL']}/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${env['OPENAI_API_KEY']}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('a verdict tells what a client did under each fault', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await createEmulator({ port: 0, service: 'vendor', stopTimeout: 100 });
  });
  afterAll(() => emulator.stop());

  const rowsOf = async (client: VerdictOptions['client'], ...only: string[]): Promise<readonly VerdictRow[]> =>
    (await emulator.verdict({ client, only, limit: 15_000 })).rows;

  test('the official SDK tries again, waits as told, and gives up what can never pass', async () => {
    const rows = await rowsOf(
      asking({}),
      'rate-limited',
      'server-error',
      'reset',
      'wrong-key',
      'truncated',
      'resliced',
    );
    expect(rows.map(({ trial, verdict, attempts, code }) => [trial, verdict, attempts, code])).toEqual([
      ['rate-limited', 'good', 2, 0],
      ['server-error', 'good', 2, 0],
      ['reset', 'good', 2, 0],
      ['wrong-key', 'good', 1, 1],
      ['truncated', 'good', 1, 1],
      ['resliced', 'good', 1, 0],
    ]);
    expect(rows[0]?.waits[0]).toBeGreaterThanOrEqual(980);
  }, 20_000);

  test('a client without retries is told that it did not try again', async () => {
    const [row] = await rowsOf(asking({ maxRetries: 0 }), 'server-error');
    expect(row).toMatchObject({ verdict: 'bad', attempts: 1, code: 1, faults: ['It did not try again.'] });
    expect(row?.told).toContain('500');
  });

  test('a client that does not wait is told by how much', async () => {
    const hasty = async (env: Env) => {
      for (let time = 0; time < 3; time += 1) if ((await post(env)).ok) return;
      throw new Error('no');
    };
    const [row] = await rowsOf(hasty, 'rate-limited');
    expect(row).toMatchObject({ verdict: 'bad', attempts: 2, code: 0 });
    expect(row?.faults).toEqual([expect.stringMatching(/^It was asked to wait 1000 ms and waited \d+\.$/)]);
  });

  test('a client that heeds retry-after-ms has waited as long as it was asked to', async () => {
    emulator.faults.add('rate-limited;retry=30;ms=40;first=1', 'finer');
    const env = { OPENAI_BASE_URL: emulator.urls.openai, OPENAI_API_KEY: 'sk-any@finer' };
    await asking({})(env);
    expect((await emulator.verdict({ namespace: 'finer' })).rows).toMatchObject([{ attempts: 2, faults: [] }]);
  });

  test('a client that swallows the failure of a stream takes half for whole', async () => {
    const careless = (env: Env) =>
      post(env, { ...chat, stream: true })
        .then((answer) => answer.text())
        .catch(() => undefined);
    for (const row of await rowsOf(careless, 'cut', 'garbled', 'stream-error')) {
      expect(row).toMatchObject({
        verdict: 'bad',
        faults: ['It took a half answer for a whole one, or hid the failure.'],
      });
    }
  });

  test('a client that asks again what was answered does things twice', async () => {
    const twice = async (env: Env) => {
      if ((await post(env)).ok) return;
      // After a failure this client loses count of what it has done.
      await post(env);
      await post(env);
    };
    const [row] = await rowsOf(twice, 'server-error');
    expect(row).toMatchObject({ verdict: 'bad' });
    expect(row?.faults).toContain('It sent again what had been answered: what that brings about happens twice.');
  });

  test('a client that waits for longer than it may is ended', async () => {
    const patient = asking({ timeout: 15_000, maxRetries: 0 });
    const { rows, good } = await emulator.verdict({ client: patient, only: ['silence'], limit: 2_000 });
    expect(rows[0]).toMatchObject({ verdict: 'bad', ended: 'by-force', code: undefined });
    expect(good).toBe(false);
  });

  test('a fault of streams does not meet a client that has none', async () => {
    const { rows, good } = await emulator.verdict({ client: asking({}), only: ['no-ending'] });
    expect(rows[0]).toMatchObject({ verdict: 'not-met', faults: [] });
    expect(good).toBe(true);
  });

  test('it streams from the fixtures of the namespace that is named, and leaves nothing behind', async () => {
    emulator.fixtures.add({ name: 'own', when: { user: 'say 1' }, reply: { text: 'Mine.' } }, 'mine');
    const heard: string[] = [];
    const client = async (env: Env) => void heard.push(await (await post(env)).text());
    await emulator.verdict({ client, only: ['resliced'], namespace: 'mine' });
    expect(heard).toHaveLength(2);
    for (const text of heard) expect(text).toContain('Mine.');
    expect(emulator.journal.entries({}, 'mine')).toEqual([]);
  });

  test('without a client it judges what a namespace has seen', async () => {
    emulator.faults.add(['rate-limited;retry=30;first=2', 'reset;first=1'], 'seen');
    const env = { OPENAI_BASE_URL: emulator.urls.openai, OPENAI_API_KEY: 'sk-any@seen' };
    for (let time = 0; time < 4; time += 1) await post(env).catch(() => undefined);
    const { rows, good } = await emulator.verdict({ namespace: 'seen' });
    expect(good).toBe(false);
    expect(rows).toMatchObject([
      {
        trial: 'rate-limited',
        attempts: 3,
        ended: 'unseen',
        faults: [expect.stringContaining('asked to wait 30000 ms')],
      },
      { trial: 'reset', attempts: 2, verdict: 'good' },
    ]);
    expect((await emulator.verdict({ namespace: 'unseen' })).rows).toEqual([]);
  });

  test.each<[string, VerdictOptions, RegExp]>([
    ['fails by itself', { client: () => Promise.reject(new Error('typo')) }, /fails without any fault \(1\)\n.*typo/],
    ['asks nothing', { client: () => Promise.resolve() }, /sent no request; it must use OPENAI_BASE_URL/],
    ['is no program', { client: ['no-such-program'] }, /no-such-program cannot be run/],
    [
      'is asked for no trial',
      { client: ['true'], only: ['resett'] },
      /there is no trial resett; known are rate-limited/,
    ],
  ])('a client that %s cannot be judged', async (_what, options, sentence) => {
    await expect(emulator.verdict(options)).rejects.toThrow(sentence);
  });

  test('a command is run with the variables of the SDKs, and its exit code and last words count', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'verdict-'));
    const file = join(folder, 'client.mjs');
    writeFileSync(
      file,
      `const answer = await fetch(process.env.OPENAI_BASE_URL + '/chat/completions', {
        method: 'POST',
        headers: { authorization: 'Bearer ' + process.env.OPENAI_API_KEY, 'content-type': 'application/json' },
        body: ${JSON.stringify(JSON.stringify(chat))},
      });
      if (!answer.ok) { console.error('Error: status ' + answer.status); process.exit(7); }`,
    );
    const [row] = await rowsOf([process.execPath, file], 'always-500');
    expect(row).toMatchObject({ verdict: 'good', attempts: 1, code: 7, told: 'Error: status 500' });
    rmSync(folder, { recursive: true });
  });
});
