import type { Prompt } from '../../../server/core';
import { answered, ask, callsIn, textIn, tool, turnsFor } from './prompts';

const text = { type: 'string' };
const weather = tool('get_weather', { city: text }, { description: '获取指定城市的天气' });
const time = tool('get_time', { timezone: text }, { description: 'Get the current time in a time zone' });
const calculator = tool('calculator', { expression: text }, { description: 'Evaluate a mathematical expression' });
const flights = tool(
  'search_flights',
  { origin: text, destination: text, date: { type: 'string', format: 'date' }, passengers: { type: 'integer' } },
  { description: 'Search for flights', required: ['origin', 'destination'] },
);
const email = tool('send_email', { to: { type: 'string', format: 'email' }, subject: text, body: text });
const currency = tool('convert_currency', { amount: { type: 'number' }, from: text, to: text });
const search = tool('web_search', { query: text }, { description: 'Search the web' });
const all = [weather, time, calculator, flights, email, currency, search];

const callsFor = async (user: string, more: Partial<Prompt> = {}) =>
  callsIn((await turnsFor(ask(user, { tools: all, ...more }))).turn);

describe('under auto, a tool is called where the question asks for it', () => {
  it.each([
    ['北京今天天气怎么样？', [['get_weather', { city: '北京' }]]],
    ['東京の天気を教えて', [['get_weather', { city: '東京' }]]],
    ['서울 오늘 날씨 어때?', [['get_weather', { city: '서울' }]]],
    ['Какая погода в Москве?', [['get_weather', { city: 'Москва' }]]],
    ['¿Qué tiempo hace en Madrid hoy?', [['get_weather', { city: 'Madrid' }]]],
    ['Quel temps fait-il à Lyon ?', [['get_weather', { city: 'Lyon' }]]],
    ['Wie ist das Wetter in München?', [['get_weather', { city: 'München' }]]],
    ["What's the weather in paris?", [['get_weather', { city: 'Paris' }]]],
    ['Weather in San Francisco, CA?', [['get_weather', { city: 'San Francisco, CA' }]]],
    ['What is the weather in Smallville?', [['get_weather', { city: 'Smallville' }]]],
    [
      'weather in Paris and London',
      [
        ['get_weather', { city: 'Paris' }],
        ['get_weather', { city: 'London' }],
      ],
    ],
    [
      '上海和广州的天气怎么样',
      [
        ['get_weather', { city: '上海' }],
        ['get_weather', { city: '广州' }],
      ],
    ],
    [
      "What's the weather in Paris, and what time is it in Tokyo?",
      [
        ['get_weather', { city: 'Paris' }],
        ['get_time', { timezone: 'Tokyo' }],
      ],
    ],
    ['What is 23 * 47?', [['calculator', { expression: '23 * 47' }]]],
    [
      'Find flights from Berlin to Madrid on 2026-05-03 for 2 passengers',
      [['search_flights', { origin: 'Berlin', destination: 'Madrid', date: '2026-05-03', passengers: 2 }]],
    ],
    ['从北京到上海的航班', [['search_flights', { origin: '北京', destination: '上海' }]]],
    [
      'Send an email to bob@example.com with subject "Lunch" and body "See you at noon"',
      [['send_email', { to: 'bob@example.com', subject: 'Lunch', body: 'See you at noon' }]],
    ],
    ['Convert 100 USD to EUR', [['convert_currency', { amount: 100, from: 'USD', to: 'EUR' }]]],
    ['Search for the latest news about SpaceX', [['web_search', { query: 'latest news about SpaceX' }]]],
    ['Please use get_time for Oslo', [['get_time', { timezone: 'Oslo' }]]],
  ])('%s', async (user, calls) => expect(await callsFor(user)).toEqual(calls));

  it.each(['Tell me a joke', '你好', 'What is the capital of France?', 'Write a poem about the sea'])(
    '%s: no call',
    async (user) => {
      expect(await callsFor(user)).toEqual([]);
    },
  );
});

describe('the tool choice is obeyed', () => {
  it('none', async () => expect(await callsFor('weather in Paris', { toolChoice: { type: 'none' } })).toEqual([]));

  it('required, even where nothing fits', async () => {
    expect(await callsFor('hello', { toolChoice: { type: 'required' } })).toHaveLength(1);
    expect(await callsFor('weather in Paris', { toolChoice: { type: 'required' } })).toEqual([
      ['get_weather', { city: 'Paris' }],
    ]);
  });

  it('named', async () => {
    const calls = await callsFor('weather in Paris', { toolChoice: { type: 'named', name: 'web_search' } });
    expect(calls.map(([name]) => name)).toEqual(['web_search']);
  });

  it('allowed', async () => {
    const allowed = (mode: 'auto' | 'required') =>
      ({ toolChoice: { type: 'allowed', mode, names: ['get_time'] } }) as const;
    expect(await callsFor('weather in Paris', allowed('auto'))).toEqual([]);
    expect((await callsFor('weather in Paris', allowed('required'))).map(([name]) => name)).toEqual(['get_time']);
  });

  it('one call at most where calls are not parallel', async () => {
    expect(await callsFor('weather in Paris and London', { parallelTools: false })).toHaveLength(1);
  });

  it('a custom tool gets free text', async () => {
    const custom = { kind: 'custom', name: 'run_code', description: 'Runs Python code' } as const;
    const { turn } = await turnsFor(ask('Run `print(1)`', { tools: [custom], toolChoice: { type: 'required' } }));
    expect(turn.parts).toMatchObject([{ type: 'tool-call', kind: 'custom', name: 'run_code', input: 'print(1)' }]);
  });

  it('stops for the calls', async () => {
    expect((await turnsFor(ask('weather in Paris', { tools: all }))).turn.stop).toBe('tool-calls');
  });
});

describe('after a result', () => {
  it.each([
    ['北京今天天气怎么样？', '{"city":"北京","temperature":22,"condition":"晴"}', ['北京', '气温为22', '晴']],
    ['What is the weather?', '{"temperature":22,"wind":{"speed":5}}', ['22', '5']],
    ['Wie ist das Wetter in Peking?', '{"temperature":22}', ['Temperatur: 22']],
    ['What is the weather?', 'sunny, 25°C', ['sunny, 25°C']],
    ['What is the weather?', '{"error":"city not found"}', ['city not found']],
  ])('%s is answered in words with %s', async (user, result, words) => {
    const { turn } = await turnsFor(answered(user, result, { tools: all }));
    expect(turn.stop).toBe('end');
    for (const word of words) expect(textIn(turn)).toContain(word);
  });

  it('a required call is still made', async () => {
    const { turn } = await turnsFor(
      answered('weather in Paris', '{}', { tools: all, toolChoice: { type: 'required' } }),
    );
    expect(callsIn(turn)).toHaveLength(1);
  });
});

describe('a tool that says that answers are given by it', () => {
  const form = tool('json', { city: text }, { description: 'Respond with a JSON object.' });

  it('is called where no other is asked for', async () => {
    expect(await callsFor('Tell me of Oslo', { tools: [form, weather] })).toEqual([['json', { city: 'Oslo' }]]);
    expect(await callsFor('Wie ist das Wetter in München?', { tools: [form, weather] })).toEqual([
      ['get_weather', { city: 'München' }],
    ]);
  });

  it('ends a tool loop, once', async () => {
    const more = { tools: [form, weather], toolChoice: { type: 'required' } } as const;
    const result = answered('北京今天天气怎么样？', '晴', more);
    expect(callsIn((await turnsFor(result)).turn)).toEqual([['json', { city: '北京' }]]);
    const done = {
      ...result,
      messages: result.messages.map((one) => (one.role === 'tool' ? { ...one, name: 'json' } : one)),
    };
    expect(callsIn((await turnsFor({ ...done, toolChoice: { type: 'auto' } })).turn)).toEqual([]);
  });
});
