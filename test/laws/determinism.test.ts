import { send } from '../support/http';
import { still } from '../support/start';
import { ask, doors } from '../support/surfaces';

const PROMPTS = [
  'say 1',
  'What is a binary tree?',
  '写一首关于春天的诗',
  'Wie wird das Wetter?',
  'Объясни квантовую запутанность',
];

const requests = doors.flatMap((door) =>
  PROMPTS.flatMap((prompt) => [ask(door, prompt), ask(door, prompt, { stream: true })]),
);

describe('law 2: the same seed and request give the same bytes', () => {
  test('in any order and at any parallelism', async () => {
    const [one, two] = await Promise.all([still(), still()]);
    const forward: string[] = [];
    for (const request of requests) forward.push((await send(one, request)).text);
    // Twins of one prompt share an ordinal, so pairs keep their order while the pairs themselves are shuffled.
    const pairs = doors.flatMap((_door, d) => PROMPTS.map((_prompt, p) => 2 * (d * PROMPTS.length + p)));
    const together = await Promise.all(
      pairs.reverse().map(async (at) => {
        const first = await send(two, requests[at] as (typeof requests)[number]);
        const second = await send(two, requests[at + 1] as (typeof requests)[number]);
        return [
          [at, first.text],
          [at + 1, second.text],
        ] as const;
      }),
    );
    const backward = new Map(together.flat());
    expect(forward.map((_text, index) => backward.get(index))).toEqual(forward);
  });

  test('white space and key order of a request do not matter', async () => {
    const [one, two] = await Promise.all([still(), still()]);
    const body = { model: 'deepseek-r1', messages: [{ role: 'user', content: 'What is a binary tree?' }] };
    const turned = `{ "messages" : [ { "content": "What is a binary tree?", "role": "user" } ], "model": "deepseek-r1" }`;
    const first = await send(one, { path: '/v1/chat/completions', body });
    const second = await send(two, { path: '/v1/chat/completions', raw: turned });
    expect(second.text).toBe(first.text);
  });

  test('the same request once more says the same under another id', async () => {
    const emulator = await still();
    const body = { model: 'deepseek-r1', messages: [{ role: 'user', content: 'What is a binary tree?' }] };
    const [first, second] = [
      JSON.parse((await send(emulator, { path: '/v1/chat/completions', body })).text),
      JSON.parse((await send(emulator, { path: '/v1/chat/completions', body })).text),
    ];
    expect(second.id).not.toBe(first.id);
    expect(second.choices).toEqual(first.choices);
  });

  test('another seed says something else', async () => {
    const [one, two] = await Promise.all([still(), still({ seed: 7 })]);
    const request = {
      path: '/v1/chat/completions',
      body: { model: 'deepseek-r1', messages: [{ role: 'user', content: 'What is a binary tree?' }] },
    };
    expect((await send(two, request)).text).not.toBe((await send(one, request)).text);
  });
});

describe('a reply said again differs in its ids alone', () => {
  for (const door of doors) {
    for (const stream of [false, true]) {
      test(`${door.id}${stream ? ', streamed' : ''}: the third time as the first`, async () => {
        const emulator = await still();
        const lone = await still();
        const request = ask(door, 'What is a binary tree?', { stream });
        const texts: string[] = [];
        for (let turn = 0; turn < 3; turn += 1) texts.push((await send(emulator, request)).text);
        // Another emulator is never asked twice in a row, so that it makes each reply anew.
        const anew: string[] = [];
        for (let turn = 0; turn < 3; turn += 1) {
          lone.fixtures.clear();
          anew.push((await send(lone, request)).text);
        }
        expect(new Set(texts).size).toBe(3);
        expect(texts).toEqual(anew);
      });
    }
  }
});
