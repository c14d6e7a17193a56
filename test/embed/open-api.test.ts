import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020';
import supertest from 'supertest';
import { createEmulator, type Emulator } from '../../server';
import { written } from '../support/written';

const VALIDATOR = join(dirname(require.resolve('@seriousme/openapi-schema-validator')), 'bin/validate-api-cli.js');

interface Operation {
  readonly parameters: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: object;
  readonly responses: Readonly<
    Record<string, { readonly content: Readonly<Record<string, { readonly schema?: object }>> }>
  >;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

const documentOf = async (emulator: Emulator): Promise<Document> =>
  (await supertest(emulator.app).get('/_llmulator/openapi.json').expect(200)).body as Document;

/** Calls that show each route's answer, in an order in which all can be had. */
const calls = (
  [
    ['get /health'],
    ['get /ready'],
    ['get /metrics'],
    ['get /summary'],
    ['get /openapi.json'],
    ['get /rules?pattern=lint'],
    ['post /fixtures', { when: { user: 'hi' }, reply: 'Hello.' }],
    ['get /fixtures'],
    ['get /fixtures/report'],
    ['post /explain', { model: 'deepseek-r1', messages: [{ role: 'user', content: 'hi' }] }],
    ['post /state', { cart: 'full' }],
    ['get /state'],
    ['get /journal?limit=1'],
    ['get /journal/1'],
    ['get /journal/next?after=0'],
    ['get /journal/events?follow=false'],
    ['get /journal.jsonl'],
    ['get /journal.har'],
    ['post /verify', { match: { status: 200 }, exactly: 1 }],
    ['get /lint'],
    ['get /namespaces'],
    ['post /clock', { advance: 10 }],
    ['get /clock'],
    ['post /pace', { pace: 'fast' }],
    ['get /pace'],
    ['post /faults', 'cut;after=5;first=2'],
    ['get /faults'],
    ['delete /faults'],
    ['post /limits', { limits: { requests_per_minute: 30 } }],
    ['get /limits'],
    ['delete /limits'],
    ['delete /fixtures'],
    ['delete /journal'],
    ['post /reset'],
  ] as readonly (readonly [call: string, sent?: unknown])[]
).map(([call, sent]) => ({ call, sent }));

describe('the document of the control plane', () => {
  let emulator: Emulator;
  let document: Document;
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  beforeAll(async () => {
    emulator = await createEmulator({ listen: false, clock: 'stepped' });
    document = await documentOf(emulator);
    ajv.addSchema({ $id: 'document', components: document.components });
    const body = { model: 'deepseek-r1', messages: [{ role: 'user', content: 'hi' }] };
    await supertest(emulator.app).post('/v1/chat/completions').set('authorization', 'Bearer sk-any').send(body);
  });

  test('is OpenAPI 3.1', () => {
    const file = written('openapi.json', JSON.stringify(document));
    expect(execFileSync(process.execPath, [VALIDATOR, file], { encoding: 'utf8' })).toMatch(/"valid": true/);
  });

  test('names every route that is served, and no other', async () => {
    const { body } = await supertest(emulator.app).get('/_llmulator/nowhere').expect(404);
    const served = (body.error.known as readonly string[]).map((route) => route.replace(/:(\w+)/g, '{$1}'));
    const told = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(told.sort()).toEqual(served.sort());
    expect(new Set(calls.map(({ call }) => pathOf(call).join(' '))).size).toBe(served.length);
  });

  const pathOf = (call: string): readonly [string, string] => {
    const [method = '', path = ''] = call.split(/[ ?]/);
    return [method, `/_llmulator${path.replace('/journal/1', '/journal/{id}')}`];
  };

  const compile = (schema: object) =>
    ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"document#/')) as object);

  test.each(calls)('$call answers as it says, and takes what it says', async ({ call, sent }) => {
    const [method, path] = pathOf(call);
    const operation = document.paths[path]?.[method] as Operation;
    const asked = supertest(emulator.app)[method as 'get'](`/_llmulator${call.split(' ')[1]}`);
    const { status, body, headers } = await asked.send(sent === undefined ? undefined : JSON.stringify(sent));
    expect(status).toBe(200);
    const type = (headers['content-type'] as string).split(';')[0] ?? '';
    const { schema } = operation.responses['200']?.content[type] ?? {};
    expect(Object.keys(operation.responses['200']?.content ?? {})).toContain(type);
    if (schema !== undefined) {
      const holds = compile(schema);
      expect(holds(body) ? [] : holds.errors).toEqual([]);
    }
    expect(operation.requestBody === undefined).toBe(sent === undefined);
    if (operation.requestBody === undefined) return;
    const { content } = operation.requestBody as { content: Readonly<Record<string, { schema: object }>> };
    const takes = compile(content['application/json']?.schema ?? {});
    expect(takes(sent) ? [] : takes.errors).toEqual([]);
    expect(takes({ wen: { usr: 'x' } })).toBe(path.endsWith('/explain'));
  });

  test('tells the criteria of the journal, and refuses as it says', async () => {
    const names = document.paths['/_llmulator/journal']?.['get']?.parameters.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['namespace', 'status', 'rule', 'body', 'after', 'limit']));
    const { body } = await supertest(emulator.app).post('/_llmulator/clock').send({}).expect(400);
    const holds = compile(document.components.schemas['Refusal'] ?? {});
    expect(holds(body)).toBe(true);
  });
});
