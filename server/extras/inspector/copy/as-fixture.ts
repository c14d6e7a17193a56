import type { EntryView } from '../../../journal';
import { type MessagePart, textOfParts } from '../conversation/message';
import { readReply } from '../conversation/read-reply';
import { readRequest } from '../conversation/read-request';

/** A fixture that gives the same answer to the same question. */
export interface MadeFixture {
  readonly when: Readonly<Record<string, unknown>>;
  readonly reply: unknown;
}

/** Makes a fixture of an exchange; undefined where its reply is none that a fixture can give. */
export function fixtureOf(view: EntryView): MadeFixture | undefined {
  const parts = readReply(view.reply).messages[0]?.parts ?? [];
  const reply = replyOf(parts);
  return reply === undefined ? undefined : { when: whenOf(view), reply };
}

/** What must hold of a request: the newest words of the user, and whose results they follow. */
function whenOf(view: EntryView): MadeFixture['when'] {
  const { messages } = readRequest(view.request.body);
  const calls = messages.flatMap(({ parts }) => parts).filter((part) => part.kind === 'call');
  const newest = messages.at(-1);
  const lastUser = messages.findLast(({ role, parts }) => role === 'user' && textOfParts(withoutResults(parts)) !== '');
  const answered = new Set(newest?.parts.flatMap((part) => (part.kind === 'result' ? [part.id] : [])));
  const tool = calls.find(({ id }) => answered.has(id))?.name;
  return {
    ...(lastUser === undefined ? {} : { user: textOfParts(withoutResults(lastUser.parts)) }),
    ...(tool === undefined ? {} : { tool_result: tool }),
  };
}

const withoutResults = (parts: readonly MessagePart[]): readonly MessagePart[] =>
  parts.filter(({ kind }) => kind !== 'result');

function replyOf(parts: readonly MessagePart[]): unknown {
  const textOf = (kind: 'text' | 'thinking' | 'refusal'): string =>
    parts.map((part) => (part.kind === kind ? part.text : '')).join('');
  const calls = parts.filter((part) => part.kind === 'call').map(({ name, input }) => ({ name, arguments: input }));
  const refusal = textOf('refusal');
  if (refusal !== '') return { refusal };
  const text = textOf('text');
  const thinking = textOf('thinking');
  if (text === '' && calls.length === 0) return undefined;
  if (thinking === '' && calls.length === 0) return { text };
  return {
    ...(thinking === '' ? {} : { reasoning: thinking }),
    ...(text === '' ? {} : { text }),
    ...(calls.length === 0 ? {} : { calls }),
  };
}

/** A fixture file, ready to be pasted. Texts are JSON strings, which are YAML too. */
export function asFixtureYaml(fixture: MadeFixture): string {
  return `fixtures:\n  - when:${yamlOf(fixture.when, '      ')}\n    reply:${yamlOf(fixture.reply, '      ')}\n`;
}

/** A value as YAML in block style, after a key. */
export function yamlOf(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return ` ${JSON.stringify(value)}`;
  const items = Array.isArray(value)
    ? value.map((item) => `-${yamlOf(item, `${indent}  `).replace(/^\n\s*/, ' ')}`)
    : Object.entries(value).map(
        ([key, item]) => `${/^[a-z_]+$/i.test(key) ? key : JSON.stringify(key)}:${yamlOf(item, `${indent}  `)}`,
      );
  if (items.length === 0) return Array.isArray(value) ? ' []' : ' {}';
  return items.map((item) => `\n${indent}${item}`).join('');
}

/** A case file of this repository's tests. */
export function asCaseYaml(view: EntryView): string {
  const { method, path, body } = view.request;
  const said = readReply(view.reply);
  const expect = {
    status: view.status,
    ...(said.error === undefined ? {} : { body: { error: { message: said.error } } }),
  };
  const head = method === 'POST' ? path : `${method} ${path}`;
  return [
    `title: ${JSON.stringify(said.error ?? `${head} is answered`)}`,
    'source: { grade: inferred, ref: recorded by the inspector }',
    `send:${yamlOf({ path, ...(method === 'POST' ? {} : { method }), body }, '  ')}`,
    `expect:${yamlOf(expect, '  ')}`,
    '',
  ].join('\n');
}
