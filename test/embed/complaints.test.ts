import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import supertest from 'supertest';
import { createEmulator, type EmulatorOptions } from '../../server';
import { still } from '../support/start';
import { written } from '../support/written';

const file = (reply: string) => written('mine.yaml', `fixtures:\n  - reply: ${reply}\n`);

describe('what stops the start says what was found and what was expected', () => {
  const inFolder = (name: string, make: (path: string) => void): string => {
    const own = file(`{ file: ${name} }`);
    make(join(dirname(own), name));
    return own;
  };

  test.each<[string, () => EmulatorOptions, RegExp]>([
    [
      'a folder for a file',
      () => ({ fixtures: [inFolder('sub', (path) => mkdirSync(path))] }),
      /file "sub" is no file$/,
    ],
    [
      'a file beside it that is no text',
      () => ({ fixtures: [inFolder('x.txt', (path) => writeFileSync(path, Buffer.from([0x61, 0xff])))] }),
      /mine\.yaml:2:5: file "x\.txt" cannot be read: 1:2: the file is not UTF-8 from here on$/,
    ],
    [
      'a rule like no other',
      () => ({ rules: { xyzzyxyzzyxyzzy: 'off' } }),
      /^rule xyzzyxyzzyxyzzy is unknown; llmulator rules lists them all$/,
    ],
    [
      'a glob of no rule',
      () => ({ rules: { 'nothing/*': 'off' } }),
      /^no rule fits nothing\/\*; llmulator rules lists them all$/,
    ],
    [
      'a parameter of a fault that has none',
      () => ({ fixtures: [{ when: {}, reply: { fault: 'empty;after=2' } }] }),
      /no after of empty, which has no parameters/,
    ],
    [
      'captures without a pattern',
      () => ({ fixtures: [{ when: {}, reply: { text: '{{captures.city}}', template: true } }] }),
      /a named group of a pattern in when for \{\{captures\.city\}\}; there are none/,
    ],
  ])('%s', async (_what, options, sentence) => {
    await expect(createEmulator({ listen: false, ...options() })).rejects.toThrow(sentence);
  });
});

describe('what the control plane refuses says so too', () => {
  test.each<[call: string, more: EmulatorOptions & { readonly send?: object }, sentence: string]>([
    ['post /clock', {}, 'expected either {"advance": milliseconds} or {"set": time}'],
    ['post /clock', { send: { advance: 5 } }, 'the clock is real and cannot be moved; start with --clock stepped'],
    ['post /clock', { send: { advance: -1 }, clock: 'stepped' }, 'advance is -1; expected milliseconds, 0 or more'],
    [
      'post /clock',
      { send: { set: 'noon' }, clock: 'stepped' },
      'set is "noon"; expected a time in ISO 8601 or Unix milliseconds',
    ],
    ['post /pace', { send: {} }, 'expected {"pace": a name, its members, or null}'],
    ['get /journal/next?timeout=soon', {}, 'timeout is "soon"; expected milliseconds from 0 to 300000'],
    ['get /journal?xyzzyxyzzy=1', {}, 'unknown key xyzzyxyzzy; known keys are id, after, provider, route'],
    ['get /journal/7', {}, 'Nothing at /_llmulator/journal/7.'],
    ['get /nowhere', {}, 'The control plane has no GET /_llmulator/nowhere.'],
    [
      'get /lint',
      { host: '0.0.0.0' },
      'The control plane of an exposed or guarded emulator needs a token: start with --control-token TOKEN.',
    ],
  ])('%s with %j', async (call, { send, clock = 'real', ...rest }, sentence) => {
    const emulator = await still({ clock, ...rest });
    const [method = '', path = ''] = call.split(' ');
    const answer = await supertest(emulator.app)[method as 'post'](`/_llmulator${path}`).send(send);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.body.error.message).toContain(sentence);
  });
});
