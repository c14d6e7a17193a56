import { textOfPart } from '../../../server/core';
import type { Fixture } from '../../../server/fixtures';
import { measure } from '../../../server/generate';
import { ask, profile, textIn, tool, turnsFor } from './prompts';

const long = 'The first sentence is here. The second one follows. END And a third.';
const canned: readonly Fixture[] = [{ when: { user: 'go' }, reply: long }];

describe('turns', () => {
  it('are the same for the same seed, and others for another', async () => {
    const said = async (seed: number) => textIn((await turnsFor(ask('Tell me about bread'), { seed })).turn);
    expect(await said(1)).toBe(await said(1));
    expect(new Set(await Promise.all([1, 2, 3, 4, 5].map(said))).size).toBeGreaterThan(1);
  });

  it('are one for each choice', async () => {
    const { turns } = await turnsFor(ask('Tell me about bread', { choices: 4 }));
    expect(turns).toHaveLength(4);
    expect(new Set(turns.map(textIn)).size).toBeGreaterThan(1);
  });

  it('have pieces that join to the words', async () => {
    const { turn } = await turnsFor(ask('写一首关于大海的诗', { reasoning: true }));
    expect(turn.parts.map(({ type }) => type)).toEqual(['reasoning', 'text']);
    for (const part of turn.parts) expect(part.pieces?.join('')).toBe(textOfPart(part));
  });

  it('think before a call, in the language of the question', async () => {
    const tools = [tool('get_weather', { city: { type: 'string' } })];
    const { turn } = await turnsFor(ask('北京今天天气怎么样？', { tools, reasoning: true }));
    expect(turn.parts).toMatchObject([
      { type: 'reasoning', text: expect.stringMatching(/get_weather|天气/u) },
      { type: 'tool-call' },
    ]);
  });
});

describe('stop sequences', () => {
  it('end the text before the first of them', async () => {
    const { turn } = await turnsFor(ask('go', { limits: { stop: ['third', 'END'] } }), { fixtures: canned });
    expect(turn).toMatchObject({ stop: 'stop-sequence', stopSequence: 'END' });
    expect(textIn(turn)).toBe('The first sentence is here. The second one follows. ');
  });

  it('that do not occur change nothing', async () => {
    const { turn } = await turnsFor(ask('go', { limits: { stop: ['', 'nowhere'] } }), { fixtures: canned });
    expect(turn.stop).toBe('end');
    expect(textIn(turn)).toBe(long);
  });

  it('do not end thoughts', async () => {
    const reply = { reasoning: 'END of thought', text: 'fine' };
    const prompt = ask('go', { reasoning: true, limits: { stop: ['END'] } });
    const { turn } = await turnsFor(prompt, { fixtures: [{ when: {}, reply }] });
    expect(turn.parts).toMatchObject([{ text: 'END of thought' }, { text: 'fine' }]);
  });
});

describe('the limit of output', () => {
  it.each([1, 3, 7])('of %i tokens is reached exactly', async (maxOutput) => {
    const { turn, counter } = await turnsFor(ask('go', { limits: { stop: [], maxOutput } }), { fixtures: canned });
    expect(turn.stop).toBe('length');
    expect(turn.usage.output).toBe(maxOutput);
    expect(long.startsWith(textIn(turn))).toBe(true);
    expect(counter.count(textIn(turn))).toBe(maxOutput);
  });

  it('is not reached by a text that fits', async () => {
    const { turn, counter } = await turnsFor(ask('go', { limits: { stop: [], maxOutput: 500 } }), { fixtures: canned });
    expect(turn).toMatchObject({ stop: 'end', usage: { output: counter.count(long), reasoning: 0 } });
  });

  it('counts thoughts first', async () => {
    const prompt = ask('Tell me about bread', { reasoning: true, limits: { stop: [], maxOutput: 4 } });
    const { turn } = await turnsFor(prompt);
    expect(turn.parts.map(({ type }) => type)).toEqual(['reasoning']);
    expect(turn.usage).toMatchObject({ output: 4, reasoning: 4 });
  });

  it('of nothing leaves nothing', async () => {
    const { turn } = await turnsFor(ask('go', { limits: { stop: [], maxOutput: 0 } }), { fixtures: canned });
    expect(turn).toMatchObject({ parts: [], stop: 'length', usage: { output: 0 } });
  });

  it('cuts a call in the middle of its input', async () => {
    const reply = { calls: [{ name: 'f', arguments: { text: 'many words that go on and on and on' } }] };
    const tools = [tool('f', { text: { type: 'string' } })];
    const { turn } = await turnsFor(ask('go', { tools, limits: { stop: [], maxOutput: 14 } }), {
      fixtures: [{ when: {}, reply }],
    });
    expect(turn.stop).toBe('length');
    expect(turn.parts[0]).toMatchObject({ type: 'tool-call', input: expect.stringMatching(/^\{"text":"many[^}]*$/) });
  });
});

describe('measure', () => {
  it('adds framing, words, system and tools', async () => {
    const { counter } = await turnsFor(ask('x'));
    const plain = measure(ask('ping'), profile, counter).input;
    expect(plain).toBe(3 + 4 + 1);
    expect(measure(ask('ping', { system: 'Be brief.' }), profile, counter).input).toBe(
      plain + 4 + counter.count('Be brief.'),
    );
    const small = measure(ask('ping', { tools: [tool('f', {})] }), profile, counter).input;
    const large = measure(ask('ping', { tools: [tool('f', { city: { type: 'string' } })] }), profile, counter).input;
    expect(small).toBeGreaterThan(plain);
    expect(large).toBeGreaterThan(small);
  });
});
