import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import type OpenAI from 'openai';
import { ResponsesWS } from 'openai/resources/responses/ws';
import { WebSocket } from 'ws';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../server';
import { NOW } from '../support/start';
import { clientsOf } from './twins';

interface Event {
  readonly type: string;
  readonly stream_id?: string;
  readonly status?: number;
  readonly error?: Readonly<Record<string, unknown>>;
  readonly response?: Readonly<Record<string, unknown>> & { readonly id: string };
  readonly delta?: string;
}

/** Tens of megabytes are masked byte by byte. */
const SLOW = 30_000;
const MODEL = 'gpt-4o-mini';
const ENDS: ReadonlySet<string> = new Set(['response.completed', 'response.incomplete', 'response.failed', 'error']);

describe('openai.responses over a WebSocket', () => {
  const emulators: Emulator[] = [];
  const start = async (options: EmulatorOptions = {}): Promise<Emulator> => {
    const emulator = await createEmulator({ port: 0, service: 'vendor', ...options });
    emulators.push(emulator);
    return emulator;
  };
  afterEach(async () => {
    await Promise.all(emulators.splice(0).map((emulator) => emulator.stop()));
  });

  /** A raw connection and the events that come over it. */
  async function connect({ urls }: Emulator, headers: Record<string, string> = { authorization: 'Bearer sk-any' }) {
    const socket = new WebSocket(`${urls.openai.replace('http', 'ws')}/responses`, { headers });
    const events: Event[] = [];
    const waiting: (() => void)[] = [];
    socket.on('message', (data) => {
      events.push(JSON.parse(String(data)));
      for (const wake of waiting.splice(0)) wake();
    });
    await once(socket, 'open');
    let read = 0;
    const next = async (): Promise<Event> => {
      while (events.length <= read) await new Promise<void>((wake) => waiting.push(wake));
      read += 1;
      return events[read - 1] as Event;
    };
    const send = (event: object): void =>
      socket.send(JSON.stringify({ type: 'response.create', model: MODEL, ...event }));
    const answer = async (event: object): Promise<readonly Event[]> => {
      send(event);
      const said = [await next()];
      while (!ENDS.has(said.at(-1)?.type ?? '')) said.push(await next());
      return said;
    };
    return { socket, send, next, answer };
  }

  test('the SDK’s own client gets the events of the stream', async () => {
    const emulator = await start({ fixtures: [{ when: { user: 'ping' }, reply: { text: 'pong' } }] });
    const { openai } = clientsOf(emulator);
    const connection = new ResponsesWS(openai);
    connection.send({ type: 'response.create', model: MODEL, input: 'ping' });
    const said: OpenAI.Responses.ResponsesServerEvent[] = [];
    for await (const event of connection.stream()) {
      if (event.type === 'error') throw event.error;
      if (event.type !== 'message') continue;
      said.push(event.message);
      if (event.message.type === 'response.completed') break;
    }
    connection.close();
    const streamed: OpenAI.Responses.ResponseStreamEvent[] = [];
    for await (const event of await openai.responses.create({ model: MODEL, input: 'ping', stream: true }))
      streamed.push(event);
    expect(said.map(({ type }) => type)).toEqual(streamed.map(({ type }) => type));
    expect(said.find(({ type }) => type === 'response.output_text.done')).toMatchObject({ text: 'pong' });
    await emulator.journal.verify({ match: { route: 'responses' }, exactly: 2 });
  });

  test('a refusal is an event, and the connection goes on', async () => {
    const { answer } = await connect(await start());
    expect(await answer({ temperature: 'warm' })).toMatchObject([
      { type: 'error', status: 400, error: { type: 'invalid_request_error', param: 'temperature' } },
    ]);
    expect((await answer({ input: 'hi' })).at(-1)).toMatchObject({ type: 'response.completed' });
  });

  test('who shows no key, or a wrong one, is refused before the upgrade', async () => {
    const emulator = await start({ keys: ['sk-right'] });
    for (const headers of [{}, { authorization: 'Bearer sk-wrong' }]) {
      const socket = new WebSocket(`${emulator.urls.openai.replace('http', 'ws')}/responses`, { headers });
      const [, response] = await once(socket, 'unexpected-response');
      let body = '';
      for await (const chunk of response) body += String(chunk);
      expect([response.statusCode, JSON.parse(body)]).toMatchObject([
        401,
        { error: { type: 'invalid_request_error' } },
      ]);
    }
    await emulator.journal.verify({ match: { route: 'responses-socket', status: 401 }, exactly: 2 });
  });

  test.each([
    ['{', { error: { code: 'invalid_json' } }],
    ['[]', { error: { type: 'invalid_request_error' } }],
    ['{}', { error: { code: 'missing_required_parameter', param: 'type' } }],
    ['{"type":"response.cancel"}', { error: { code: 'invalid_value', param: 'type' } }],
    ['{"type":"response.create","stream_id":""}', { error: { code: 'invalid_stream_id', param: 'stream_id' } }],
    ['{"type":"response.create","stream_id":"a b"}', { error: { code: 'invalid_stream_id', param: 'stream_id' } }],
    ['{"type":"response.create","background":true}', { error: { code: 'unsupported_parameter', param: 'background' } }],
  ])('%s asks for nothing that could be answered', async (message, refusal) => {
    const { socket, next } = await connect(await start());
    socket.send(message);
    expect(await next()).toMatchObject({ type: 'error', status: 400, ...refusal });
  });

  test('a connection has 32 lanes, and each event names its own', async () => {
    const { answer } = await connect(await start());
    for (let lane = 1; lane <= 32; lane += 1) {
      const said = await answer({ input: 'hi', stream_id: `lane-${lane}` });
      expect(new Set(said.map(({ stream_id }) => stream_id))).toEqual(new Set([`lane-${lane}`]));
    }
    expect(await answer({ input: 'hi', stream_id: 'lane-33' })).toMatchObject([
      { error: { code: 'websocket_stream_limit_reached' }, stream_id: 'lane-33' },
    ]);
    expect((await answer({ input: 'hi', stream_id: 'lane-1' })).at(-1)).toMatchObject({ type: 'response.completed' });
  });

  test('requests of one lane come one after the other, those of two at once', async () => {
    const slow = { when: { user: 'slow' }, reply: { text: 'slow', pace: { first: 200 } } };
    const emulator = await start({ fixtures: [slow], clock: { stepped: NOW } });
    const { send, next } = await connect(emulator);
    send({ input: 'slow', stream_id: 'a' });
    send({ input: 'quick', stream_id: 'a' });
    send({ input: 'quick', stream_id: 'b' });
    const lanes: unknown[] = [];
    while (lanes.length < 3) {
      const { type, stream_id: lane } = await next();
      if (type !== 'response.created') continue;
      if (lanes.push(lane) === 1) await emulator.clock.advance(200);
    }
    expect(lanes).toEqual(['b', 'a', 'a']);
  });

  test('a live connection goes on from an answer that nobody stores, another does not', async () => {
    const emulator = await start();
    const here = await connect(emulator);
    const said = await here.answer({ input: 'My name is Ada.', store: false });
    const id = said.at(-1)?.response?.id;
    const further = { input: 'What is my name?', previous_response_id: id, store: false };
    const end = (await here.answer(further)).at(-1);
    expect(end).toMatchObject({ type: 'response.completed', response: { previous_response_id: id } });
    expect(JSON.stringify(emulator.journal.entries().at(-1))).toContain('My name is Ada.');
    const there = await connect(emulator);
    expect(await there.answer(further)).toMatchObject([
      {
        type: 'error',
        status: 400,
        error: { code: 'previous_response_not_found', param: 'previous_response_id' },
      },
    ]);
  });

  test('faults meet the answers: an error in the stream, a connection that is cut', async () => {
    const emulator = await start();
    const { answer } = await connect(emulator);
    emulator.faults.add('overloaded;first=1');
    expect(await answer({ input: 'hi' })).toMatchObject([{ type: 'error', status: 503 }]);
    const { socket, send } = await connect(emulator);
    emulator.faults.add('cut;after=2;first=1');
    send({ input: 'hi' });
    await once(socket, 'close');
    expect(emulator.journal.entries().at(-1)).toMatchObject({ outcome: 'broken' });
  });

  test('after an hour a connection says so and ends', async () => {
    const emulator = await start({ clock: { stepped: NOW } });
    const { socket, next } = await connect(emulator);
    const closed = once(socket, 'close');
    await emulator.clock.advance(3_600_000);
    expect(await next()).toMatchObject({ error: { code: 'websocket_connection_limit_reached' }, status: 400 });
    expect((await closed)[0]).toBe(1000);
  });

  test('an emulator that stops lets answers under way come to their end', async () => {
    const emulator = await createEmulator({ port: 0, pace: { first: 50, gap: 5 } });
    const { socket, send, next } = await connect(emulator);
    const closed = once(socket, 'close');
    send({ input: 'hi' });
    await next();
    await emulator.stop();
    const said: string[] = [];
    while (said.at(-1) !== 'response.completed') said.push((await next()).type);
    expect((await closed)[0]).toBe(1001);
  });

  test(
    'a message that is too large ends the connection',
    async () => {
      const { socket } = await connect(await start());
      socket.send('x'.repeat(33 * 1024 * 1024));
      expect((await once(socket, 'close'))[0]).toBe(1009);
    },
    SLOW,
  );

  test('a client that offers another protocol is answered as if it had not', async () => {
    const { urls } = await start();
    const body = JSON.stringify({ model: MODEL, messages: [{ role: 'user', content: 'hi' }] });
    const headers = {
      authorization: 'Bearer sk-any',
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      connection: 'Upgrade, HTTP2-Settings',
      upgrade: 'h2c',
      'http2-settings': 'AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA',
    };
    const call = httpRequest(`${urls.openai}/chat/completions`, { method: 'POST', headers }).end(body);
    const [response] = await once(call, 'response');
    let text = '';
    for await (const chunk of response) text += String(chunk);
    expect([response.statusCode, JSON.parse(text)]).toMatchObject([200, { object: 'chat.completion' }]);
  });

  test('a WebSocket at another path is no connection', async () => {
    const { urls } = await start();
    const socket = new WebSocket(`${urls.openai.replace('http', 'ws')}/realtime`);
    const [, response] = await once(socket, 'unexpected-response');
    expect(response.statusCode).toBe(404);
    response.resume();
  });
});
