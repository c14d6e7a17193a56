import { createEmulator } from '../../server';
import { goodHeaders, type Sent, send } from '../support/http';
import { bundleProgram } from '../support/program';
import { describeWithRedis, type OwnRedis, startRedis } from '../support/redis';
import { control, type Replicas, startReplicas } from '../support/replicas';

const LONG = 60_000;

const MODEL = 'gpt-4o-mini';
const RESPONSES = '/v1/responses';

/** Slow enough to be under way when its replica dies; a message batch takes a second to end, the first frame longer. */
const inBackground = (input: string, stream: boolean): Sent => ({
  path: RESPONSES,
  headers: { 'x-llmulator-pace': 'first=1200;gap=60' },
  body: { model: MODEL, input, stream, background: true },
});
const streamed = inBackground('Tell me about rivers.', true);

const framesOf = (text: string): readonly string[] => text.split(/(?<=\n\n)/);
const dataOf = (frame: string) => JSON.parse(frame.slice(frame.indexOf('data: ') + 'data: '.length));

/** When an answer was made, as far as it says so. */
function momentOf(text: string): number | undefined {
  const { created, created_at: at = created } = JSON.parse(text) as { created?: number; created_at?: number };
  return at && at * 1000;
}

/** The frames that a client has read of a stream when the process behind it is killed; what has come of another is lost. */
async function readUntilDeath(base: string, { path, headers = {}, body }: Sent, kill: () => Promise<void>) {
  const all = { ...goodHeaders(path), ...headers } as Record<string, string>;
  const response = await fetch(`${base}${path}`, { method: 'POST', headers: all, body: JSON.stringify(body) });
  const reader = (response.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  let isKilled = false;
  try {
    for (;;) {
      const { done, value = '' } = await reader.read();
      if (done) throw new Error('the stream came to its end');
      text += value;
      if (isKilled || framesOf(text).length < 6) continue;
      isKilled = true;
      await kill();
    }
  } catch (error) {
    if (!isKilled) throw error;
  }
  return framesOf(text).filter((frame) => frame.endsWith('\n\n'));
}

/** A script of so many steps, in a namespace. */
const STEPS = 60;
const steps = Array.from({ length: STEPS }, (_, at) => `step ${at + 1}.`);
const tellScript = (base: string, namespace: string) =>
  control(base, `/fixtures?namespace=${namespace}`, { when: { user: 'next' }, replies: steps, afterwards: 'none' });

const turn = { model: MODEL, max_tokens: 99, messages: [{ role: 'user', content: 'next' }] };

const told = (results: string): readonly string[] => [...results.matchAll(/step \d+\./g)].map(([step]) => step);

/** How a provider takes a batch of as many equal requests as the script has steps, and shows what came of it. */
interface House {
  readonly name: string;
  readonly path: string;
  readonly route: string;
  create(ask: (sent: Sent) => Promise<string>): Promise<string>;
  readonly hasEnded: (batch: string) => boolean;
  readonly results: (batch: string) => string;
}

const houses: readonly House[] = [
  {
    name: 'OpenAI',
    path: '/v1/batches',
    route: 'chat',
    async create(ask) {
      const lines = steps.map((_, at) => ({
        custom_id: String(at),
        method: 'POST',
        url: '/v1/chat/completions',
        body: turn,
      }));
      const file = await ask({ path: '/v1/files', form: { purpose: 'batch', file: { file: 'in.jsonl', lines } } });
      const endpoint = '/v1/chat/completions';
      const body = { input_file_id: JSON.parse(file).id, endpoint, completion_window: '24h' };
      return JSON.parse(await ask({ path: this.path, body })).id;
    },
    hasEnded: (batch) => JSON.parse(batch).status === 'completed',
    results: (batch) => `/v1/files/${JSON.parse(batch).output_file_id}/content`,
  },
  {
    name: 'Anthropic',
    path: '/anthropic/v1/messages/batches',
    route: 'messages',
    async create(ask) {
      const params = { ...turn, model: 'claude-sonnet-4-6' };
      const requests = steps.map((_, at) => ({ custom_id: String(at), params }));
      return JSON.parse(await ask({ path: this.path, body: { requests } })).id;
    },
    hasEnded: (batch) => JSON.parse(batch).processing_status === 'ended',
    results: (batch) => `/anthropic/v1/messages/batches/${JSON.parse(batch).id}/results`,
  },
];

describeWithRedis('what a replica took before it was killed', () => {
  let redis: OwnRedis;
  let replicas: Replicas;
  let frames: readonly string[];
  let conversation: string;
  const exchanges: { readonly sent: Sent; readonly text: string }[] = [];
  const dying = new Map<string, string>();

  /** Asks one replica, in a namespace or the default one; anything but 200 is a failure. */
  const ask = async (at: number, sent: Sent, namespace = 'default'): Promise<string> => {
    const headers = { ...sent.headers, 'x-llmulator-namespace': namespace };
    const { status, text } = await send(replicas.urls[at] as string, { ...sent, headers });
    if (status !== 200) throw new Error(`${sent.path}: ${text}`);
    return text;
  };
  const get = (at: number, path: string, namespace?: string) => ask(at, { method: 'GET', path }, namespace);
  /** Asks in the default namespace, and remembers what was said. */
  const tell = async (at: number, sent: Sent): Promise<{ readonly id: string }> => {
    const text = await ask(at, sent);
    exchanges.push({ sent, text });
    return JSON.parse(text);
  };

  /** Both that live look at the same moment, until there is something to see. */
  async function resultsOf({ path, hasEnded, results }: House, id: string, namespace: string): Promise<string> {
    for (;;) {
      const [one, other] = await Promise.all([1, 2].map((at) => get(at, `${path}/${id}`, namespace)));
      const base = /http:\/\/[^/]+/g;
      if (hasEnded(one as string) && hasEnded(other as string)) {
        expect(one?.replace(base, '')).toBe(other?.replace(base, ''));
        const texts = await Promise.all([1, 2].map((at) => get(at, results(one as string), namespace)));
        expect(texts[0]).toBe(texts[1]);
        return texts[0] as string;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  beforeAll(async () => {
    await bundleProgram();
    redis = await startRedis();
    replicas = await startReplicas(3, ['--redis', redis.url]);
    const [first, second] = replicas.urls as readonly [string, string];
    const { id: plain } = await tell(0, { path: RESPONSES, body: { model: MODEL, input: 'say 1' } });
    await tell(0, { path: RESPONSES, body: { model: MODEL, input: 'And now?', previous_response_id: plain } });
    const items = [{ role: 'user', content: 'My name is Ada.' }];
    ({ id: conversation } = await tell(0, { path: '/v1/conversations', body: { items } }));
    await tell(0, { path: RESPONSES, body: { model: MODEL, input: 'Who am I?', conversation } });
    await tell(0, { path: '/v1/chat/completions', body: { ...turn, store: true, metadata: { topic: 'rivers' } } });
    dying.set('response', JSON.parse(await ask(0, inBackground('Tell me about lakes.', false))).id);
    for (const house of houses) {
      const namespace = `dying ${house.route}`;
      await tellScript(first, namespace);
      const id = await house.create((sent) => ask(0, sent, namespace));
      dying.set(house.name, id);
    }
    frames = await readUntilDeath(first, streamed, async () => {
      // The first requests of both batches are made when it dies.
      await Promise.all(
        houses.map(async ({ name, path, route }) => {
          const next = `/journal/next?namespace=dying ${route}&route=${route}&after=0&timeout=5000`;
          const begun = control(second, next);
          void get(0, `${path}/${dying.get(name)}`, `dying ${route}`).catch(() => undefined);
          await begun;
        }),
      );
      await replicas.kill(0);
    });
  }, LONG);
  afterAll(async () => {
    await replicas.stop();
    await redis.stop();
  });

  test('a stream goes on elsewhere with the next sequence number, byte for byte', async () => {
    const created = dataOf(frames[0] as string);
    const { id, created_at } = created.response;
    const last = dataOf(frames.at(-1) as string).sequence_number;
    const path = `${RESPONSES}/${id}`;
    expect(JSON.parse(await get(1, path)).status).toBe('in_progress');
    const rest = await get(1, `${path}?stream=true&starting_after=${last}`);
    expect(dataOf(framesOf(rest)[0] as string).sequence_number).toBe(last + 1);
    // Ids hold the second in which they were drawn: the other one has to live in it.
    const alone = await createEmulator({ clock: { frozen: new Date(created_at * 1000).toISOString() }, listen: false });
    const { text } = await send(alone, { ...streamed, headers: {} });
    await alone.stop();
    expect(frames.join('') + rest).toBe(text);
    expect(await get(2, `${path}?stream=true`)).toBe(text);
    const { response } = dataOf(framesOf(text).at(-1) as string);
    expect(JSON.parse(await get(2, path))).toMatchObject(response);
  });

  test('a response in the background comes about all the same', async () => {
    const path = `${RESPONSES}/${dying.get('response')}`;
    let found = JSON.parse(await get(1, path));
    while (found.status !== 'completed') found = JSON.parse(await get(2, path));
    expect(found.output[0].content[0].text).toContain('lakes');
  });

  test('what was stored is found by the others, who go on with it: all as one alone says it', async () => {
    const [, chained, , , chat] = exchanges.map(({ text }) => JSON.parse(text).id as string);
    await tell(1, { path: RESPONSES, body: { model: MODEL, input: 'Go on.', previous_response_id: chained } });
    await tell(2, { path: RESPONSES, body: { model: MODEL, input: 'And I?', conversation } });
    for (const path of [
      `${RESPONSES}/${chained}`,
      `${RESPONSES}/${chained}/input_items`,
      `/v1/conversations/${conversation}`,
      `/v1/conversations/${conversation}/items`,
      `/v1/chat/completions/${chat}/messages`,
      '/v1/chat/completions?metadata[topic]=rivers',
    ]) {
      await tell(1, { method: 'GET', path });
    }
    let now = momentOf(exchanges[0]?.text as string) as number;
    const alone = await createEmulator({ clock: { stepped: new Date(now).toISOString() }, listen: false });
    for (const { sent, text } of exchanges) {
      const lapse = Math.max(0, (momentOf(text) ?? 0) - now);
      now += lapse;
      await alone.clock.advance(lapse);
      expect((await send(alone, sent)).text).toBe(text);
    }
    await alone.stop();
  });

  test.each(houses)('a batch of $name is answered by another, and shows each step of a script once', async (house) => {
    const namespace = `dying ${house.route}`;
    expect(told(await resultsOf(house, dying.get(house.name) as string, namespace))).toEqual(steps);
  });

  test.each(houses)(
    'requests of a batch of $name are made by one of two that look at the same moment',
    async (house) => {
      const namespace = `living ${house.route}`;
      await tellScript(replicas.urls[1] as string, namespace);
      const id = await house.create((sent) => ask(2, sent, namespace));
      expect(told(await resultsOf(house, id, namespace))).toEqual(steps);
      const verified = await control(replicas.urls[1] as string, `/verify?namespace=${namespace}`, {
        match: { route: house.route },
        exactly: STEPS,
      });
      expect(await verified.json()).toEqual({ verified: true });
    },
  );
});
