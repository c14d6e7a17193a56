import { ProblemError, type Prompt } from '../../../server/core';
import { arrangeFixtures, type Choice, choose, FIT_ROWS, type FitLevel, type Fixture } from '../../../server/fixtures';
import { subjectOf } from '../../../server/matching';
import { ask, profile, tool } from './prompts';

const weather = tool('get_weather', { city: { type: 'string' } });
const call = (name: string, given: string | Record<string, unknown>) => ({ name, arguments: given as never });
const paris = call('get_weather', { city: 'Paris' });
const mute = { ...profile, id: 'mute', reasoning: 'none' } as const;

const schema = { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] };
const wantsJson = { output: { type: 'json-schema', name: 'it', schema, strict: true } } as const;

function outcome(reply: Fixture['reply'], more: Partial<Prompt>, fit: FitLevel = 'error'): Choice | string {
  const sets = [arrangeFixtures([{ name: 'mine', when: {}, reply, source: 'my.yaml:7' }])];
  try {
    return choose(subjectOf(ask('hi', more), 'chat'), sets, { strict: false, fit, profile: mute });
  } catch (thrown) {
    if (!(thrown instanceof ProblemError) || thrown.problem.kind !== 'unfit-reply') throw thrown;
    return String(thrown.problem.facts['message']);
  }
}

/** For each row: a reply that breaks it, the nearest one that does not, and the request of both. */
const ROWS: Readonly<Record<string, readonly [Fixture['reply'], Fixture['reply'], Partial<Prompt>, RegExp]>> = {
  'call-forbidden': [
    { calls: [paris] },
    { text: 'no call' },
    { tools: [weather], toolChoice: { type: 'none' } },
    /forbids tool calls/,
  ],
  'tool-not-offered': [
    { calls: [call('get_time', {})] },
    { calls: [paris] },
    { tools: [weather] },
    /"get_time", which the request does not offer; on offer: get_weather/,
  ],
  'call-missing': [
    { text: 'words' },
    { calls: [paris] },
    { tools: [weather], toolChoice: { type: 'required' } },
    /requires a tool call/,
  ],
  'one-call': [
    { calls: [paris, paris] },
    { calls: [paris] },
    { tools: [weather], parallelTools: false },
    /one call at a time and the reply has 2/,
  ],
  arguments: [
    { calls: [call('get_weather', { city: 7 })] },
    { calls: [paris] },
    { tools: [weather] },
    /"get_weather" break its schema: \/city must be string/,
  ],
  form: [{ text: '{"n": "one"}' }, { text: '{"n": 1}' }, wantsJson, /breaks the schema .*\/n must be integer/],
  reasoning: [{ reasoning: 'hm', text: 'words' }, { text: 'words' }, {}, /mute is a model that has none/],
};

const picking = {
  kind: 'custom',
  name: 'pick',
  grammar: { syntax: 'lark', definition: 'start: COLOR ("," " " COLOR)*\nCOLOR: "red" | "green"' },
} as const;

describe('a reply of an own fixture that the request does not allow', () => {
  it('has a case for each row', () => expect(Object.keys(ROWS).sort()).toEqual(FIT_ROWS.map(({ id }) => id).sort()));

  it.each(Object.entries(ROWS))('%s is refused by name, file and line', (_id, [bad, good, more, message]) => {
    expect(outcome(bad, more)).toMatch(message);
    expect(outcome(bad, more)).toMatch(/^fixture "mine" \(my\.yaml:7\) matches, but /);
    expect(outcome(good, more)).toMatchObject({ type: 'fixture', misfits: [] });
  });

  it.each(Object.entries(ROWS))('%s is only told, or not at all, where that is wanted', (id, [bad, , more]) => {
    expect(outcome(bad, more, 'warn')).toMatchObject({
      misfits: expect.arrayContaining([{ rule: id, sentence: expect.any(String) }]),
    });
    expect(outcome(bad, more, 'off')).toMatchObject({ type: 'fixture', misfits: [] });
    const meant = typeof bad === 'string' ? { text: bad, anyway: true } : { ...bad, anyway: true };
    expect(outcome(meant, more)).toMatchObject({ type: 'fixture', misfits: [] });
  });

  it.each<[string, Fixture['reply'], Partial<Prompt>]>([
    ['prose under JSON', 'words', { output: { type: 'json' } }],
    ['arguments that are no JSON', { calls: [call('get_weather', '{"city":')] }, { tools: [weather] }],
    [
      'an input beside the grammar of its tool',
      { calls: [call('pick', 'blue')] },
      { tools: [{ kind: 'custom', name: 'pick', grammar: { syntax: 'regex', definition: 'red|green' } }] },
    ],
    ['an input beside its Lark grammar', { calls: [call('pick', 'red, blue')] }, { tools: [picking] }],
  ])('%s', (_what, reply, more) => expect(typeof outcome(reply, more)).toBe('string'));

  it('an input beside its Lark grammar is told with what still kept it', () =>
    expect(outcome({ calls: [call('pick', 'red, blue')] }, { tools: [picking] })).toContain(
      'the input for "pick" breaks its Lark grammar after "red, ".',
    ));

  it.each<[string, Fixture['reply'], Partial<Prompt>]>([
    ['a refusal under JSON', { refusal: 'no' }, wantsJson],
    ['JSON that is meant to be cut', { text: '{"n":', stop: 'length' }, wantsJson],
    ['an input that keeps its Lark grammar', { calls: [call('pick', 'red, green')] }, { tools: [picking] }],
    ['a call under JSON', { calls: [paris] }, { ...wantsJson, tools: [weather] }],
  ])('%s fits', (_what, reply, more) => expect(outcome(reply, more)).toMatchObject({ misfits: [] }));
});
