import type { Message, Prompt } from '../../../server/core';
import { ask, callsIn, textIn, tool, turnsFor } from '../replies/prompts';

const text = { type: 'string' };
const weather = tool('get_weather', { city: text }, { description: 'Get the weather of a city' });
const news = tool('read_news', { topic: text }, { description: 'Reads the news on a topic' });
const finalResult = tool(
  'final_result',
  { city: text, temperature: { type: 'number' } },
  { description: 'The final response which ends this conversation' },
);

const said = (words: string): Message => ({ role: 'user', content: [{ type: 'text', text: words }] });
const called = (name: string, input: string): Message => ({
  role: 'assistant',
  parts: [{ type: 'tool-call', kind: 'function', name, input, id: `id ${name}` }],
});
const result = (name: string, words: string): Message => ({
  role: 'tool',
  callId: `id ${name}`,
  content: [{ type: 'text', text: words }],
});
const required = { toolChoice: { type: 'required' } } as const;

const turn = async (messages: readonly Message[], more: Partial<Prompt>) =>
  (await turnsFor({ ...ask(''), messages, ...more })).turn;
const calls = async (messages: readonly Message[], more: Partial<Prompt>) => callsIn(await turn(messages, more));

describe('a loop of tools ends', () => {
  const question = said('What is the weather in Oslo?');
  const answered = [question, called('get_weather', '{"city":"Oslo"}'), result('get_weather', '{"temperature":21.5}')];

  it('first with the tool that the question asks for', async () =>
    expect(await calls([question], { tools: [weather, finalResult], ...required })).toEqual([
      ['get_weather', { city: 'Oslo' }],
    ]));

  it('then with the tool that answers, filled from results', async () =>
    expect(await calls(answered, { tools: [weather, finalResult], ...required })).toEqual([
      ['final_result', { city: 'Oslo', temperature: 21.5 }],
    ]));

  it('with a class of data among verbs, which says nothing of itself', async () => {
    const forecast = tool('Forecast', { city: text, temperature: { type: 'number' } });
    expect(await calls(answered, { tools: [weather, forecast], ...required })).toEqual([
      ['Forecast', { city: 'Oslo', temperature: 21.5 }],
    ]);
  });

  it('without one, with a tool that was not called yet', async () =>
    expect((await calls(answered, { tools: [weather, news], ...required })).map(([name]) => name)).toEqual([
      'read_news',
    ]));

  it('never with the same arguments again', async () => {
    const [again] = await calls(answered, { tools: [weather], ...required });
    expect(again).not.toEqual(['get_weather', { city: 'Oslo' }]);
  });

  it('in words once an answer was taken', async () => {
    const done = [...answered, called('final_result', '{}'), result('final_result', 'Final result processed.')];
    const { stop } = await turn(done, { tools: [weather, finalResult] });
    expect(stop).toBe('end');
  });

  it('with a second attempt where the answer was refused', async () => {
    const refused = [...answered, called('final_result', '{}'), result('final_result', '1 validation error: fix it')];
    expect((await calls(refused, { tools: [weather, finalResult] })).map(([name]) => name)).toEqual(['final_result']);
  });
});

describe('a tool that answers', () => {
  it('is called under auto where it is alone', async () => {
    const output = tool('StructuredOutput', { name: text, age: { type: 'integer' } });
    expect(await calls([said('Ana Costa is 31.')], { tools: [output] })).toEqual([
      ['StructuredOutput', { name: 'Ana Costa', age: 31 }],
    ]);
  });

  it('gives a sum as its answer', async () =>
    expect(
      await calls([said('What is 12 * 12?')], { tools: [tool('final_answer', { answer: text })], ...required }),
    ).toEqual([['final_answer', { answer: expect.stringContaining('144') }]]));
});

describe('words that demand a call', () => {
  const system = 'When you are done you must call the StructuredOutput tool.';
  const output = tool('StructuredOutput', { city: text });

  it('of the system text are obeyed under auto, once', async () => {
    expect(await calls([said('I live in Oslo')], { system, tools: [news, output] })).toEqual([
      ['StructuredOutput', { city: 'Oslo' }],
    ]);
    const done = [said('I live in Oslo'), called('StructuredOutput', '{}'), result('StructuredOutput', 'ok')];
    expect(await calls(done, { system, tools: [news, output] })).toEqual([]);
  });

  it('of a reminder are obeyed, and are not the user’s', async () => {
    const reminded = said(
      `I live in Oslo\n<system-reminder>You MUST call StructuredOutput. I live in Rome</system-reminder>`,
    );
    expect(await calls([reminded], { tools: [news, output] })).toEqual([['StructuredOutput', { city: 'Oslo' }]]);
  });

  it('lead to a search where the tool is not there yet', async () => {
    const search = tool('ToolSearch', { query: text, max_results: { type: 'number' } });
    expect(await calls([said('I live in Oslo')], { system, tools: [news, search] })).toEqual([
      ['ToolSearch', { query: 'select:StructuredOutput', max_results: 1 }],
    ]);
  });
});

describe('results told as the user’s words', () => {
  const wrote: Message = {
    role: 'assistant',
    parts: [
      {
        type: 'text',
        text: "Calling tools:\n[{'id': 'c1', 'type': 'function', 'function': {'name': 'get_weather', 'arguments': {'city': 'Paris'}}}]",
      },
    ],
  };

  it('count as results', async () => {
    const answer = tool('final_answer', { answer: text }, { description: 'Provides a final answer' });
    const told = [said('New task:\nWhat is the weather in Paris?'), wrote, said('Observation:\nIt is 22 degrees.')];
    expect(await calls(told, { tools: [weather, answer], ...required })).toEqual([
      ['final_answer', { answer: expect.stringContaining('22 degrees') }],
    ]);
    expect(textIn(await turn(told, { tools: [weather] }))).toContain('22 degrees');
  });
});

describe('the arguments of a call', () => {
  const forced = async (properties: Record<string, object>, words: string) => {
    const record = { kind: 'function', name: 'record', schema: { type: 'object', properties } } as never;
    const [first] = await calls([said(words)], { tools: [record], toolChoice: { type: 'named', name: 'record' } });
    return first?.[1];
  };

  it('are filled from the prompt where all of them are optional', async () => {
    expect(await forced({ name: text, age: { type: 'integer' }, email: text }, 'Ana Costa is 31 years old.')).toEqual({
      name: 'Ana Costa',
      age: 31,
    });
    const people = { type: 'array', items: { type: 'object', properties: { name: text, age: { type: 'integer' } } } };
    expect(await forced({ people }, 'Ana Costa is 31 and Bo Lind is 28.')).toEqual({
      people: [
        { name: 'Ana Costa', age: 31 },
        { name: 'Bo Lind', age: 28 },
      ],
    });
  });

  it('hold every constant', async () =>
    expect(await forced({ kind: { const: 'person' }, name: text }, 'Ana Costa came.')).toMatchObject({
      kind: 'person',
      name: 'Ana Costa',
    }));

  it('are the content of a command and not the command', async () => {
    const note = tool('add_note', { text }, { description: 'Adds a note' });
    expect(await calls([said('Add a note saying buy milk')], { tools: [note] })).toEqual([
      ['add_note', { text: 'buy milk' }],
    ]);
  });
});

describe('a tool that nothing asks for is not called', () => {
  it.each(['Hello!', 'Thanks a lot', 'Write a haiku about snow', 'What is the capital of France?', 'Who are you?'])(
    '%s',
    async (words) => expect(await calls([said(words)], { tools: [weather, news] })).toEqual([]),
  );
});
