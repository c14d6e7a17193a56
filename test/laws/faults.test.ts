import { setTimeout as sleep } from 'node:timers/promises';
import type { Emulator } from '../../server';
import { type FaultId, faultKinds } from '../../server/faults';
import { send } from '../support/http';
import { callRaw, type Seen } from '../support/raw-client';
import { readSse } from '../support/sse';
import { NOW, start, still } from '../support/start';
import { doors, type SurfaceDoor } from '../support/surfaces';

/** What a client saw of a fault, beside what it would have seen without. */
interface Look {
  readonly seen: Seen;
  readonly text: string;
  /** The reply as it was before the fault. */
  readonly frames: readonly string[];
  readonly door: SurfaceDoor;
}

interface Expected {
  /** The plan's line, where the fault's own defaults are not what shows most. */
  readonly line?: string;
  /** The client gives up after half an hour of the emulator's clock. */
  readonly givesUp?: boolean;
  readonly stream?: false;
  readonly look: (look: Look) => void;
}

const house = ({ id }: SurfaceDoor) => (id === 'messages' ? 'anthropic' : 'openai');

/** A refusal in the service's envelope. */
const refused = (openai: number, anthropic: number): Expected => ({
  look({ seen, text, door }) {
    expect([seen.status, seen.end]).toEqual([{ openai, anthropic }[house(door)], 'whole']);
    expect(JSON.parse(text)).toMatchObject({ error: { type: expect.any(String), message: expect.any(String) } });
  },
});

const page = (status: number): Expected => ({
  look({ seen, text }) {
    expect([seen.status, seen.headers['content-type'], seen.end]).toEqual([status, 'text/html', 'whole']);
    expect(text).toMatch(/^<html>.*nginx.*<\/html>\r\n$/s);
  },
});

/** Four good frames, then the surface's own error and no good ending. */
const brokenOff = (kind: RegExp): Expected => ({
  look({ seen, text, frames, door }) {
    expect([seen.status, seen.end]).toEqual([200, 'whole']);
    const begun = frames.slice(0, 4).join('');
    expect(text.startsWith(begun)).toBe(true);
    const rest = text.slice(begun.length);
    expect(rest).toMatch(kind);
    const told = readSse(rest).map(({ event, data }) => [event, data] as const);
    if (door.id === 'chat') expect(told).toEqual([[undefined, { error: expect.objectContaining({ param: null }) }]]);
    if (door.id === 'messages') {
      expect(told).toEqual([['error', expect.objectContaining({ request_id: seen.headers['request-id'] })]]);
    }
    if (door.id !== 'responses') return;
    const first = readSse(frames[0] ?? '')[0]?.data as { response: { id: string } };
    expect(told).toMatchObject([
      ['error', { type: 'error', sequence_number: 4 }],
      ['response.failed', { sequence_number: 5, response: { id: first.response.id, status: 'failed' } }],
    ]);
  },
});

const whole = ({ seen, text, frames }: Look) => {
  expect([seen.status, seen.end]).toEqual([200, 'whole']);
  expect(text).toBe(frames.join(''));
};

/** The stop reason of a turn, wherever the surface says it. */
const stopsWith = (chat: unknown, responses: unknown, messages: unknown): Expected => ({
  stream: false,
  look({ text, door }) {
    const body = JSON.parse(text);
    const told = {
      chat: () => body.choices[0].message.refusal ?? body.choices[0].finish_reason,
      responses: () => body.incomplete_details?.reason ?? body.output.at(-1).content[0].type,
      messages: () => body.stop_reason,
    }[door.id];
    expect(told?.()).toEqual({ chat, responses, messages }[door.id]);
  },
});

/** What a client sees of each fault; a new row of the table does not compile without its own. */
const expected: { readonly [Id in FaultId]: Expected } = {
  'rate-limited': refused(429, 429),
  'slow-down': refused(429, 429),
  'quota-exceeded': refused(429, 400),
  billing: refused(400, 402),
  'permission-denied': refused(403, 403),
  'invalid-credentials': refused(401, 401),
  'not-found': refused(404, 404),
  conflict: refused(409, 409),
  'too-large': refused(413, 413),
  blocked: refused(400, 400),
  'server-error': refused(500, 500),
  overloaded: refused(503, 529),
  timeout: refused(504, 504),
  'bad-gateway': page(502),
  unavailable: page(503),
  'gateway-timeout': page(504),
  'stream-overloaded': brokenOff(/overloaded/i),
  'stream-server-error': brokenOff(/server.?error/i),
  'stream-rate-limited': brokenOff(/rate.?limit/i),
  'stream-quota-exceeded': brokenOff(/quota|credit/i),
  'stream-blocked': brokenOff(/usage policy|content filtering policy/),
  'stream-timeout': brokenOff(/timed out/i),
  delay: {
    line: 'delay;ms=60',
    look: whole,
  },
  silence: {
    givesUp: true,
    look: ({ seen }) => expect([seen.status, seen.bytes.length, seen.end]).toEqual([undefined, 0, 'gave up']),
  },
  hang: {
    givesUp: true,
    line: 'hang;after=2',
    look({ seen, text, frames }) {
      expect([seen.status, seen.end]).toEqual([200, 'gave up']);
      expect(text).toBe(frames.slice(0, 2).join(''));
    },
  },
  empty: { look: ({ seen }) => expect([seen.status, seen.end]).toEqual([undefined, 'ECONNRESET']) },
  reset: { look: ({ seen }) => expect([seen.status, seen.end]).toEqual([undefined, 'ECONNRESET']) },
  cut: {
    line: 'cut;after=2',
    look({ seen, text, frames }) {
      expect([seen.status, seen.end]).toEqual([200, 'ECONNRESET']);
      expect(text).toBe(frames.slice(0, 2).join(''));
    },
  },
  'cut-in-frame': {
    line: 'cut-in-frame;after=1',
    look({ seen, text, frames: [first = '', second = ''] }) {
      expect([seen.status, seen.end]).toEqual([200, 'ECONNRESET']);
      expect(text.length).toBeGreaterThan(first.length);
      expect(first + second).toMatch(text);
    },
  },
  'cut-in-character': {
    look({ seen, text, frames }) {
      expect([seen.status, seen.end]).toEqual([200, 'ECONNRESET']);
      expect(text.endsWith('\ufffd')).toBe(true);
      expect(frames.join('').startsWith(text.slice(0, -1))).toBe(true);
    },
  },
  garbled: {
    line: 'garbled;after=1',
    look({ seen, text }) {
      expect([seen.status, seen.end]).toEqual([200, 'whole']);
      expect(() => readSse(text)).toThrow(SyntaxError);
    },
  },
  duplicate: {
    line: 'duplicate;after=1',
    look: ({ text, frames }) => expect(text).toBe(frames.toSpliced(1, 0, frames[1] ?? '').join('')),
  },
  'no-ending': {
    look({ seen, text, frames }) {
      expect([seen.status, seen.end]).toEqual([200, 'whole']);
      expect(text).toBe(frames.slice(0, -1).join(''));
    },
  },
  'wrong-type': {
    look(look) {
      whole(look);
      expect(look.seen.headers['content-type']).toBe('text/html');
    },
  },
  'wrong-length': {
    look({ seen, text, frames }) {
      expect(text).toBe(frames.join(''));
      expect([Number(seen.headers['content-length']) - seen.bytes.length, seen.end]).toEqual([100, 'ECONNRESET']);
    },
  },
  truncated: {
    stream: false,
    look({ seen, text }) {
      expect([seen.status, seen.end, seen.headers['content-length']]).toEqual([
        200,
        'whole',
        String(seen.bytes.length),
      ]);
      expect(text).toMatch(/^\{/);
      expect(() => JSON.parse(text)).toThrow(SyntaxError);
    },
  },
  'slow-bytes': { line: 'slow-bytes;size=400;ms=1', look: whole },
  resliced: { line: 'resliced;size=2000', look: whole },
  refusal: stopsWith("I'm sorry, but I can't help with that.", 'refusal', 'refusal'),
  'content-filter': stopsWith('content_filter', 'content_filter', 'refusal'),
  pause: { ...stopsWith('stop', expect.anything(), 'pause_turn') },
};

describe('every fault is seen as its row says, on every surface', () => {
  let emulator: Emulator;
  let twin: Emulator;
  beforeAll(async () => {
    emulator = await start({ port: 0, stopTimeout: 50, clock: { stepped: NOW } });
    twin = await still();
  });
  afterAll(() => emulator.stop());

  for (const { id } of faultKinds) {
    const { line = id, givesUp = false, stream = true, look } = expected[id];
    test.each(doors)(`${id} on $id`, async (door) => {
      const namespace = `${id}-${door.id}`;
      const body = door.body('写一首关于春天的诗', { stream });
      const headers = { 'x-llmulator-namespace': namespace };
      const { text: plain } = await send(twin, { path: door.path, body, headers });
      await emulator.clock.set(NOW);
      const asked = { ...headers, 'x-llmulator-fault': line };
      const client = new AbortController();
      const call = callRaw(emulator, { path: door.path, body, headers: asked, giveUp: client.signal });
      if (givesUp) await passHalfAnHour(namespace).then(() => client.abort());
      const seen = await whileTimePasses(call);
      expect(emulator.journal.entries({}, namespace)).toMatchObject([
        { fault: id, why: expect.stringContaining('the header') },
      ]);
      look({ seen, text: seen.bytes.toString(), frames: plain.split(/(?<=\n\n)/), door });
    });
  }

  /** Half an hour of the emulator's clock from when a request was read, in turns that let the client hear what comes. */
  async function passHalfAnHour(namespace: string): Promise<void> {
    while (emulator.journal.entries({}, namespace).length === 0) await sleep(1);
    for (let minute = 0; minute < 30; minute += 1) {
      await emulator.clock.advance(60_000);
      await sleep(1);
    }
  }

  /** A stepped clock stands still unless it is moved. */
  async function whileTimePasses<T>(call: Promise<T>): Promise<T> {
    let done = false;
    void call.then(() => {
      done = true;
    });
    while (!done) await emulator.clock.advance(1);
    return call;
  }

  test('each says in one sentence what a client sees, and where that is known from', () => {
    for (const { says, source } of faultKinds) {
      expect(says).toMatch(/^[A-Z].*\.$/);
      expect(source.ref).not.toBe('');
    }
  });
});
