import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProblemError, type Prompt } from '../../../server/core';
import { arrangeFixtures, choose, type Fixture } from '../../../server/fixtures';
import { loadFixtures } from '../../../server/fixtures/fixture';
import { subjectOf } from '../../../server/matching';
import { answered, ask, callsIn, textIn, tool, turnsFor } from './prompts';

const chosen = (prompt: Prompt, fixtures: readonly Fixture[]): unknown => {
  const choice = choose(subjectOf(prompt, 'chat'), [arrangeFixtures(fixtures)], { strict: false });
  return choice.type === 'fixture' ? choice.fixture.reply : choice.type;
};

const fixture = (reply: string, when: Fixture['when']): Fixture => ({ when, reply });

describe('a fixture matches', () => {
  it.each<[string, Fixture['when'], Prompt, boolean]>([
    ['an equal text', { user: 'Hello' }, ask('Hello'), true],
    ['case, blanks and final marks', { user: 'hello  there' }, ask(' Hello there!! '), true],
    ['full width', { user: '你好?' }, ask('你好？'), true],
    ['not another text', { user: 'Hello' }, ask('Hello you'), false],
    ['a part', { user: { contains: 'WEATHER' } }, ask('the weather today'), true],
    ['a pattern', { user: { matches: '/^w\\w+r$/i' } }, ask('Weather'), true],
    ['any of a list', { user: ['a', { contains: 'b' }] }, ask('xbx'), true],
    ['the system text', { system: { contains: 'pirate' } }, ask('x', { system: 'You are a pirate.' }), true],
    ['the surface', { surface: 'responses' }, ask('x'), false],
    ['a tool on offer', { tool: 'f' }, ask('x', { tools: [tool('f', {})] }), true],
    [
      'no tool that may not be called',
      { tool: 'f' },
      ask('x', { tools: [tool('f', {})], toolChoice: { type: 'none' } }),
      false,
    ],
    ['a result by the name of its call', { tool_result: 'get_weather' }, answered('x', '{}'), true],
    ['any result', { tool_result: true }, answered('x', '{}'), true],
    ['no result where none is spoken of', { user: 'x' }, answered('x', '{}'), false],
    ['the turn', { turn: 2 }, ask('x'), false],
    ['everything', {}, ask('x'), true],
  ])('%s', (...[, when, prompt, matches]) => {
    expect(chosen(prompt, [fixture('yes', when)])).toBe(matches ? 'yes' : 'generator');
  });
});

describe('of several fixtures', () => {
  it('the most specific wins, whatever the order', () => {
    const rows = [fixture('exact', { user: 'hi' }), fixture('part', { user: { contains: 'h' } }), fixture('all', {})];
    expect(chosen(ask('hi'), rows)).toBe('exact');
    expect(chosen(ask('hi'), [...rows].reverse())).toBe('exact');
    expect(chosen(ask('oh'), rows)).toBe('part');
    expect(chosen(ask('x'), rows)).toBe('all');
  });

  it('more keys beat fewer', () => {
    expect(chosen(ask('hi'), [fixture('two', { user: 'hi', model: 'm' }), fixture('one', { user: 'hi' })])).toBe('two');
  });

  it('the later of equals wins', () => {
    expect(chosen(ask('hi'), [fixture('old', { user: 'hi' }), fixture('new', { user: 'Hi!' })])).toBe('new');
  });
});

describe('a built-in reply that the request does not allow', () => {
  it.each<[string, Partial<Prompt>]>([
    ['text where a call is required', { tools: [tool('f', {})], toolChoice: { type: 'required' } }],
    ['text where JSON is wanted', { output: { type: 'json' } }],
  ])('%s is passed over, unless it is to be sent anyway', (_what, more) => {
    const canned = (reply: Fixture['reply']) => {
      const sets = [arrangeFixtures([{ when: {}, reply }], { isBuiltIn: true })];
      return choose(subjectOf(ask('hi', more), 'chat'), sets, { strict: false }).type;
    };
    expect(canned('words')).toBe('generator');
    expect(canned({ text: 'words', anyway: true })).toBe('fixture');
  });
});

describe('when strict', () => {
  it('what nothing answers is a problem that names the nearest misses', () => {
    const rows: Fixture[] = [{ name: 'greeting', when: { user: 'Hello', model: 'm' }, reply: 'x' }];
    const refuse = () => choose(subjectOf(ask('Bye'), 'chat'), [arrangeFixtures(rows)], { strict: true });
    expect(refuse).toThrow(ProblemError);
    const [problem] = [refuse].map((run) => {
      try {
        return run();
      } catch (error) {
        return (error as ProblemError).problem;
      }
    });
    expect(problem).toMatchObject({ kind: 'no-fixture' });
    expect(JSON.stringify(problem)).toMatch(
      /greeting.*does not match: the last user message is .*Bye.*wanted: .*Hello/,
    );
  });
});

describe('loadFixtures', () => {
  it.each([
    ['fixtures:\n  - whn: {}\n    reply: x', /whn.*when/],
    ['fixtures:\n  - when: { usr: x }\n    reply: x', /usr/],
    ['fixtures:\n  - when: { user: { matches: "(" } }\n    reply: x', /regular expression/],
    ['fixtures:\n  - when: {}', /reply is missing/],
  ])('refuses %j', (text, message) => {
    const read = loadFixtures('f.yaml', text);
    expect('faults' in read && read.faults.map((fault) => `${fault.line}: ${fault.message}`).join('\n')).toMatch(
      message,
    );
  });
});

describe('the built-in replies', () => {
  const folder = join(__dirname, '../../../server/data/replies');
  const fixtures = readdirSync(folder).flatMap((file) => {
    const read = loadFixtures(file, readFileSync(join(folder, file), 'utf8'));
    if ('faults' in read) throw new Error(JSON.stringify(read.faults));
    return read.fixtures;
  });
  const weather = tool('get_weather', { city: { type: 'string' } });

  it.each([
    ['say 1', /^1$/],
    ['写一首关于春天的诗', /春[\s\S]*。/u],
    ['请用简单的语言解释什么是机器学习', /机器学习[\s\S]*。[\s\S]*。/u],
    ['北京今天天气怎么样？', /北京/u],
  ])('%s', async (user, reply) => expect(textIn((await turnsFor(ask(user), { fixtures })).turn)).toMatch(reply));

  it('call the tool for the documented question', async () => {
    const { turn } = await turnsFor(ask('北京今天天气怎么样?', { tools: [weather] }), { fixtures });
    expect(callsIn(turn)).toEqual([['get_weather', { city: '北京' }]]);
  });
});
