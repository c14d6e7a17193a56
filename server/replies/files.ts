import type { Fixture } from './fixture';
import type { Reply, WrittenPart } from './reply-schema';
import { templateFault } from './template';

/** Reads a file that a reply names; throws an error with a reason where it must not be read. */
export type ReadFile = (path: string) => string;

/** Files that the replies of a fixture name. */
export const filesOf = (fixture: Fixture): readonly string[] =>
  [fixture.reply, ...(fixture.replies ?? [])].flatMap((reply) => {
    if (typeof reply === 'string') return [];
    const inParts = (reply.parts ?? []).flatMap(({ file }) => file ?? []);
    return reply.file === undefined ? inParts : [reply.file, ...inParts];
  });

/** A fixture with the words of its files in their place; throws where the words of a template are none. */
export function withFiles(fixture: Fixture, read: ReadFile): Fixture {
  if (filesOf(fixture).length === 0) return fixture;
  const resolved = (reply: Reply): Reply => {
    const words = inWords(reply, read);
    const told = templateFault(words, fixture.when);
    if (told !== undefined) throw new Error(`expected ${told}`);
    return words;
  };
  const { reply, replies } = fixture;
  return { ...fixture, reply: resolved(reply), ...(replies === undefined ? {} : { replies: replies.map(resolved) }) };
}

function inWords(reply: Reply, read: ReadFile): Reply {
  if (typeof reply === 'string') return reply;
  const { file, parts, ...rest } = reply;
  if (parts !== undefined) return { ...rest, parts: parts.map((part) => worded(part, read)) };
  if (file === undefined) return reply;
  const { reasoning, text, json, refusal, calls = [], ...manner } = rest;
  const listed: readonly WrittenPart[] = [
    ...(reasoning === undefined ? [] : [{ reasoning }]),
    ...(text === undefined ? [] : [{ text }]),
    ...(json === undefined ? [] : [{ json }]),
    { text: read(file) },
    ...(refusal === undefined ? [] : [{ refusal }]),
    ...calls.map((call) => ({ call })),
  ];
  return { ...manner, parts: [...listed] };
}

const worded = (part: WrittenPart, read: ReadFile): WrittenPart =>
  part.file === undefined ? part : { text: read(part.file) };
