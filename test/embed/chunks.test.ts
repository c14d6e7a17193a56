import type { EmulatorOptions } from '../../server';
import { send } from '../support/http';
import { readSse } from '../support/sse';
import { still } from '../support/start';
import { doors, type SurfaceDoor } from '../support/surfaces';

const SAYING = 'One two three four five 👩‍👩‍👧 six seven.';

interface Delta {
  readonly text: string;
  readonly logprobs: readonly { readonly token: string }[];
}

/** The deltas of a text, by how each surface tells them. */
const deltasIn: { readonly [Surface in string]: (data: never) => readonly (Delta | undefined)[] } = {
  chat: ({ choices }: { choices: { delta: { content?: string }; logprobs?: { content: Delta['logprobs'] } }[] }) =>
    choices.map(({ delta: { content }, logprobs }) =>
      content ? { text: content, logprobs: logprobs?.content ?? [] } : undefined,
    ),
  responses: ({ type, delta, logprobs }: { type: string; delta: string; logprobs: Delta['logprobs'] }) =>
    type === 'response.output_text.delta' ? [{ text: delta, logprobs }] : [],
  messages: ({ delta }: { delta?: { text?: string } }) =>
    delta?.text === undefined ? [] : [{ text: delta.text, logprobs: [] }],
  completions: ({ choices }: { choices: { text: string; logprobs: { tokens: string[] } | null }[] }) =>
    choices.map(({ text, logprobs }) =>
      text === '' ? undefined : { text, logprobs: (logprobs?.tokens ?? []).map((token) => ({ token })) },
    ),
};

async function deltasOf(door: Pick<SurfaceDoor, 'id' | 'path'>, body: unknown, options: EmulatorOptions) {
  const reply = { text: SAYING };
  const emulator = await still({ fixtures: [{ when: { user: 'count' }, reply }], ...options });
  const { status, text } = await send(emulator, { path: door.path, body });
  expect([status, status === 200 ? '' : text]).toEqual([200, '']);
  return readSse(text)
    .flatMap(({ data }) => (data === '[DONE]' ? [] : (deltasIn[door.id]?.(data as never) ?? [])))
    .filter((delta) => delta !== undefined);
}

const textsOf = (deltas: readonly Delta[]): readonly string[] => deltas.map(({ text }) => text);

const likely: Readonly<Record<string, object>> = {
  chat: { logprobs: true, model: 'gpt-4o' },
  responses: { include: ['message.output_text.logprobs'], model: 'gpt-4o' },
};

const streams = [
  ...doors.map(({ id, path, body }) => ({ id, path, body: body('count', { stream: true, ...likely[id] }) })),
  {
    id: 'completions',
    path: '/v1/completions',
    body: { model: 'gpt-3.5-turbo-instruct', prompt: 'count', stream: true, logprobs: 1, max_tokens: 90 },
  },
];

describe.each(streams)('the deltas of a stream on $id', (door) => {
  test('hold as many tokens as --chunk says, and whole characters', async () => {
    const single = await deltasOf(door, door.body, { chunk: 1 });
    const triple = await deltasOf(door, door.body, { chunk: 3 });
    const groups = Array.from({ length: Math.ceil(single.length / 3) }, (_, at) => single.slice(at * 3, at * 3 + 3));
    expect(textsOf(single).join('')).toBe(SAYING);
    expect(textsOf(triple)).toEqual(groups.map((group) => textsOf(group).join('')));
    expect(triple.map(({ logprobs }) => logprobs)).toEqual(
      groups.map((group) => group.flatMap(({ logprobs }) => logprobs)),
    );
    // A torn pair of surrogates would come back as another sign.
    expect(textsOf(single).map((text) => Buffer.from(text).toString())).toEqual(textsOf(single));
  });

  test('hold what a fixture says, before that', async () => {
    const reply = { text: SAYING, chunk: 999 };
    const fixtures = [{ when: { user: 'count' }, reply }];
    expect(textsOf(await deltasOf(door, door.body, { chunk: 1, fixtures }))).toEqual([SAYING]);
  });
});
