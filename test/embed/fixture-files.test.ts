import { symlinkSync, truncateSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createEmulator, type Fixture } from '../../server';
import { still } from '../support/start';
import { written } from '../support/written';

const fixed = (fixtures: readonly (string | Fixture)[]) => still({ fixtures });

describe('what no fixture may be is refused with place and reason', () => {
  const refused = async (text: string): Promise<string> => {
    const file = written('bad.yaml', text);
    return createEmulator({ listen: false, fixtures: [file] }).then(
      () => 'it started',
      (error: Error) => error.message.replace(/^.*bad\.yaml/gm, 'bad.yaml'),
    );
  };
  const one = (members: string): string => `fixtures:\n  - ${members}\n`;

  test.each([
    [
      'look-around',
      one('{ when: { user: "/(?!x)y/" }, reply: x }'),
      /bad\.yaml:2:15: .*without look-around and back-references.*\(\?!/,
    ],
    ['a pattern without slashes', one('{ when: { user: { matches: x } }, reply: x }'), /between slashes, such as/],
    ['an empty criterion', one('{ when: { user: {} }, reply: x }'), /expected at least one key/],
    [
      'no path',
      one('{ when: { body: { "$[": 1 } }, reply: x }'),
      /a JSONPath \(RFC 9535\) without match\(\) and search\(\)/,
    ],
    [
      'a path with a pattern',
      one('{ when: { body: { "$[?search(@.a, \'(a+)+\')]": 1 } }, reply: x }'),
      /a JSONPath \(RFC 9535\) without match/,
    ],
    ['no answer', one('{ when: {} }'), /2:5: fixtures\[0\]\.reply is missing/],
    [
      'arguments that are none',
      one('{ reply: { calls: [{ name: x, arguments: 3 }] } }'),
      /arguments is 3; expected string or object/,
    ],
    [
      'a key of another word',
      one('{ when: { conversation: x }, reply: x }'),
      /unknown key .*conversation; known keys are/,
    ],
    ['two answers', one('{ reply: x, replies: [y] }'), /expected either reply or replies/],
    ['afterwards of nothing', one('{ reply: x, afterwards: none }'), /expected replies beside it/],
    ['parts and text', one('{ reply: { text: x, parts: [{ text: y }] } }'), /expected either parts or text/],
    [
      'a part of two kinds',
      one('{ reply: { parts: [{ text: x, refusal: y }] } }'),
      /expected one of text, reasoning, call, refusal, json, file/,
    ],
    ['a part of no kind', one('{ reply: { parts: [{ txt: x }] } }'), /unknown key .*txt; did you mean text\?/],
    ['raw words', one('{ reply: { text: x, raw: { status: 500 } } }'), /expected raw without anything that is said/],
    [
      'a stray stop sequence',
      one('{ reply: { text: x, stop_sequence: y } }'),
      /expected stop: stop-sequence beside it/,
    ],
    ['an unknown fault', one('{ reply: { fault: rate-limit } }'), /expected a fault such as rate-limited/],
    ['an unknown parameter', one('{ reply: { fault: "cut;aftr=5" } }'), /expected no aftr of cut, which has after/],
    ['a bad parameter', one('{ reply: { fault: "cut;after=-5" } }'), /expected another after of cut: /],
    [
      'another template',
      one('{ reply: { template: true, text: "{{> secrets}}" } }'),
      /expected a template that can be read \(\{\{> secrets\}\} would read another template\)/,
    ],
    [
      'a template that does not end',
      one('{ reply: { template: true, text: "{{#a}}" } }'),
      /expected a template that can be read \(Unclosed section/,
    ],
    [
      'a template that reads code',
      one('{ reply: { template: true, text: "{{request.constructor.name}}" } }'),
      /a template that reads nothing but data/,
    ],
    [
      'a template of the unknown',
      one('{ reply: { template: true, text: "{{env.HOME}}" } }'),
      /names that begin with request, captures, fake, state, unlike \{\{env\.HOME\}\}/,
    ],
    [
      'a capture that is none',
      one('{ when: { user: "/(?<id>x)/" }, reply: { template: true, text: "{{captures.di}}" } }'),
      /a named group of a pattern in when for \{\{captures\.di\}\}; there are id/,
    ],
    [
      'a value that nobody makes up',
      one('{ reply: { template: true, text: "{{fake.nme}}" } }'),
      /a kind of value that can be made up, unlike \{\{fake\.nme\}\}/,
    ],
    [
      'a header that is none',
      one('{ reply: { text: x, headers: { "a b": c } } }'),
      /2:36: .*expected a name that a header may have/,
    ],
    [
      'a header of other letters',
      one('{ reply: { text: x, headers: { a: 诗 } } }'),
      /expected a value of printable ASCII/,
    ],
    ['a folder', one('{ reply: { file: . } }'), /file "\." lies outside/],
    [
      'a file elsewhere',
      one('{ reply: { file: ../x.txt } }'),
      /bad\.yaml:2:5: file "\.\.\/x\.txt" lies outside the folder of this file/,
    ],
    ['a file that is not there', one('{ reply: { file: x.txt } }'), /file "x\.txt" is not there/],
    [
      'an alias in itself',
      'fixtures: &all\n  - when: { any: *all }\n    reply: x\n',
      /bad\.yaml:2:18: \*all stands inside of what it names/,
    ],
    [
      'branches in the middle',
      'scripts:\n  - turns:\n      - branches: [[{ user: a, reply: b }], [{ user: c, reply: d }]]\n      - { user: x, reply: y }\n',
      /expected branches as the last of the turns/,
    ],
    [
      'branches that say something',
      'scripts:\n  - turns:\n      - { user: x, branches: [[{ user: a, reply: b }], [{ user: c, reply: d }]] }\n',
      /expected branches alone, without user/,
    ],
    [
      'a turn without an answer',
      'scripts:\n  - turns:\n      - user: x\n',
      /scripts\[0\]\.turns\[0\]\.reply is missing/,
    ],
  ])('%s', async (_name, text, words) => {
    expect(await refused(text)).toMatch(words);
  });

  test('aliases that grow without end', async () => {
    const rows = Array.from(
      { length: 9 },
      (_, at) => `a${at + 1}: &a${at + 1} [${Array(9).fill(`*a${at}`).join(', ')}]`,
    );
    expect(await refused(`a0: &a0 [x]\n${rows.join('\n')}\n`)).toMatch(/bad\.yaml:2:10: aliases that grow too large/);
  });

  test('what is not UTF-8', async () => {
    const file = written(
      'bad.yaml',
      Buffer.from([...Buffer.from('fixtures: []\n# caf'), 0xe9, 0x0a]) as unknown as string,
    );
    await expect(createEmulator({ listen: false, fixtures: [file] })).rejects.toThrow(
      /bad\.yaml:2:6: the file is not UTF-8 from here on/,
    );
  });

  test('a link that leads elsewhere', async () => {
    const file = written('bad.yaml', one('{ reply: { file: link.txt } }'));
    symlinkSync(written('secret.txt', 'secret'), join(dirname(file), 'link.txt'));
    await expect(createEmulator({ listen: false, fixtures: [file] })).rejects.toThrow(
      'file "link.txt" leads outside the folder of this file',
    );
  });

  test('a file that is too large', async () => {
    const file = written('bad.yaml', 'fixtures: []\n');
    truncateSync(file, 100_000_000);
    await expect(createEmulator({ listen: false, fixtures: [file] })).rejects.toThrow(
      /bad\.yaml:1:1: the file has 100000000 bytes; at most 33554432 are read/,
    );
  });

  test('a file by a program, which has no folder', () =>
    expect(fixed([{ when: {}, reply: { file: 'x.txt' } }])).rejects.toThrow(
      'fixtures[0]: only a fixture of a file may name a file',
    ));

  test("a program's object that holds itself", () => {
    const fixture: { when: object; reply: string; self?: unknown } = { when: {}, reply: 'x' };
    fixture.self = fixture;
    return expect(fixed([fixture as never])).rejects.toThrow('a fixture is plain data, which this is not');
  });
});
