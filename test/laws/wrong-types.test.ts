import { join } from 'node:path';
import type { Emulator } from '../../server';
import { CASES, readCase } from '../support/case-file';
import { type Sent, send } from '../support/http';
import { still } from '../support/start';

interface Compiled {
  readonly surface: string;
  readonly schema: { readonly _zod: { readonly def: { readonly shape?: Readonly<Record<string, unknown>> } } };
}

// Every contract passes through here when its module is loaded: its schema names the members.
jest.mock('../../server/contract', () => {
  const actual = jest.requireActual<typeof import('../../server/contract')>('../../server/contract');
  const compiled: unknown[] = [];
  return {
    ...actual,
    compiled,
    compileChecks: (contract: Parameters<typeof actual.compileChecks>[0]) => {
      compiled.push(contract);
      return actual.compileChecks(contract);
    },
  };
});

const { compiled } = jest.requireMock<{ readonly compiled: readonly Compiled[] }>('../../server/contract');

/** A value of each JSON type, empty and not, and keys that objects have by themselves. */
const VALUES: readonly unknown[] = [
  ...[null, true, 7, 1.5, -1, '', 'x', [], {}, [null], [7], [[]], [{}], { x: 1 }],
  JSON.parse('{"__proto__":5}'),
  { constructor: null },
];

type Place = readonly (string | number)[];

/** Every place in a value but the root. */
function placesIn(value: unknown, here: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const place = [...here, Array.isArray(value) ? Number(key) : key];
    return [place, ...placesIn(member, place)];
  });
}

function withAt(root: unknown, [key, ...rest]: Place, value: unknown): unknown {
  if (key === undefined) return value;
  const copy = (Array.isArray(root) ? [...root] : { ...(root as object) }) as Record<string | number, unknown>;
  copy[key] = withAt(copy[key], rest, value);
  return copy;
}

const USER = [{ role: 'user', content: 'hi' }];
const MODEL = 'gpt-5.6-terra';

/** A good request of each route that takes a body, by the surface whose schema names its members. */
const routes: readonly { readonly surface: string; readonly path: string; readonly body: object }[] = [
  { surface: 'chat', path: '/v1/chat/completions', body: { model: 'gpt-4o-mini', messages: USER } },
  { surface: 'stored-chats', path: '/v1/chat/completions/chatcmpl-1', body: { metadata: {} } },
  { surface: 'responses', path: '/v1/responses', body: { model: MODEL, input: USER } },
  { surface: 'responses', path: '/v1/responses/input_tokens', body: { model: MODEL, input: USER } },
  { surface: 'responses', path: '/v1/responses/compact', body: { model: MODEL, input: USER } },
  { surface: 'conversations', path: '/v1/conversations', body: { items: USER } },
  { surface: 'conversations', path: '/v1/conversations/conv_1', body: { metadata: {} } },
  { surface: 'conversations', path: '/v1/conversations/conv_1/items', body: { items: USER } },
  { surface: 'completions', path: '/v1/completions', body: { model: 'gpt-3.5-turbo-instruct', prompt: 'hi' } },
  { surface: 'embeddings', path: '/v1/embeddings', body: { model: 'text-embedding-3-small', input: 'hi' } },
  { surface: 'moderations', path: '/v1/moderations', body: { input: 'hi' } },
  {
    surface: 'openai-batches',
    path: '/v1/batches',
    body: { input_file_id: 'file-1', endpoint: '/v1/responses', completion_window: '24h' },
  },
];

/** The top-level members of a surface's schemas, those of all its routes together. */
const membersOf = (surface: string): readonly string[] => [
  ...new Set(
    compiled
      .filter((contract) => contract.surface === surface)
      .flatMap(({ schema }) => Object.keys(schema._zod.def.shape ?? {})),
  ),
];

/** Accepted requests that hold as many members as there are. */
const RICH = [
  'openai-chat/accepted/all-plain-members.yaml',
  'openai-chat/accepted/audio-of-earlier-reply.yaml',
  'openai-responses/accepted/all-parameters.yaml',
  'openai-responses/accepted/every-item.yaml',
];

/** Where a request is changed, and into what. */
interface Trials {
  readonly places: readonly Place[];
  readonly values?: readonly unknown[];
}

describe('a member of a wrong type is refused by the house, and no rule reads it', () => {
  const bugs: string[] = [];
  const report = (message: string) => bugs.push(message);
  let strict: Emulator;
  let lenient: Emulator;
  beforeAll(async () => {
    strict = await still({ service: 'vendor', report });
    // Levels let every body through: what is told of shapes then refuses nothing.
    const rules = Object.fromEntries(
      [...new Set(routes.map(({ surface }) => `${surface}/*`))].map((id) => [id, 'off']),
    );
    lenient = await still({ service: 'vendor', rules: rules as Record<string, 'off'>, report });
  });

  async function expectAnswered(emulator: Emulator, request: Sent, { places, values = VALUES }: Trials): Promise<void> {
    const failed: unknown[] = [];
    for (const place of places) {
      for (const value of values) {
        const { status } = await send(emulator, { ...request, body: withAt(request.body, place, value) });
        if (status >= 500) failed.push({ place: place.join('.'), value, status });
      }
    }
    expect({ failed, bugs }).toEqual({ failed: [], bugs: [] });
  }

  test.each(routes)('$path: every member of its schema', async ({ surface, path, body }) => {
    const members = membersOf(surface);
    expect(members).not.toEqual([]);
    const places = members.map((member) => [member]);
    await expectAnswered(strict, { path, body }, { places });
    await expectAnswered(lenient, { path, body }, { places });
  });

  test.each(RICH)('%s: every place of the request', async (file) => {
    const request = readCase(join(CASES, file)).send;
    await expectAnswered(strict, request, { places: placesIn(request.body), values: [null, 7, 'x', [], {}] });
  });
});
