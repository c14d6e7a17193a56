import type { Config } from '../../server/app/options';
import { checkFiles } from '../../server/cli/check';
import { checkReport, exitCodeOf } from '../../server/cli/check-report';
import { written } from '../support/written';

/** What `llmulator check` prints and ends with; paths are shortened to their names. */
async function check(files: readonly string[], more: { surface?: string; config?: Config; input?: string } = {}) {
  const { surface, config = { service: 'vendor' }, input = '' } = more;
  const report = await checkFiles({ files, surface, config, standardInput: () => input });
  return { report, code: exitCodeOf(report), out: checkReport(report).replace(/^\S*\//gm, '') };
}

const hello = { model: 'gpt-4o', messages: [{ role: 'user', content: 'hi' }] };
const message = { model: 'claude-sonnet-5', max_tokens: 9, messages: [{ role: 'user', content: 'hi' }] };

describe('llmulator check tells what the service would say', () => {
  test('of one request, at the line of the fault', async () => {
    const file = written('one.json', JSON.stringify({ ...hello, temperature: 3 }, null, 2));
    const { out, code } = await check([file]);
    expect(out).toContain(
      "one.json:9: 400 chat/number-too-big [spec]\n  Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 3 instead.",
    );
    expect(code).toBe(1);
  });

  test('of a good one', async () => {
    const { out, code } = await check([written('good.json', JSON.stringify(hello))]);
    expect(out).toBe('good.json:1: chat takes it\n1 request, 0 refused\n');
    expect(code).toBe(0);
  });

  test('of many, one a line, each at the surface that its body or its url names', async () => {
    const lines = [
      hello,
      {
        custom_id: 'second',
        method: 'POST',
        url: '/v1/responses',
        body: { model: 'gpt-4o', input: 'x', tmperature: 1 },
      },
      { ...message, messages: [{ role: 'user', content: '' }] },
    ];
    const { out, code } = await check([written('many.jsonl', lines.map((line) => JSON.stringify(line)).join('\n'))]);
    expect(out).toContain('many.jsonl:1: chat takes it');
    expect(out).toContain(
      "many.jsonl:2 (second): 400 responses/unknown-key [spec]\n  Unknown parameter: 'tmperature'.",
    );
    expect(out).toMatch(/many\.jsonl:3: 400 messages\/user-turn-empty \[observed\]/);
    expect(code).toBe(1);
  });

  test('of a recording, whose headers count; credentials were struck out', async () => {
    const entry = (url: string, body: unknown, headers: readonly object[] = []) => ({
      request: { method: 'POST', url, headers, postData: { text: JSON.stringify(body) } },
    });
    const json = { name: 'Content-Type', value: 'application/json' };
    const entries = [
      { request: { method: 'GET', url: 'https://example.com/', headers: [] } },
      entry('https://api.openai.com/v1/chat/completions', hello, [json]),
      entry('https://api.anthropic.com/v1/messages?beta=true', message, [json]),
      entry('https://gateway.example/anthropic/v1/messages', message, [
        json,
        { name: 'anthropic-version', value: '2023-06-01' },
      ]),
    ];
    const { report, out } = await check([written('session.har', JSON.stringify({ log: { entries } }))]);
    expect(report.requests.map(({ status, surface }) => `${status} ${surface}`)).toEqual([
      '200 chat',
      '400 messages',
      '200 messages',
    ]);
    expect(out).toContain('anthropic-version: header is required');
    expect(out).toContain('3 requests, 1 refused, 1 passed over');
  });

  test('of what standard input brings', async () => {
    const { report, code } = await check(['-'], { input: JSON.stringify({ model: 'gpt-4o', input: 7 }) });
    expect(report.requests).toMatchObject([{ file: '-', surface: 'responses', rules: ['responses/wrong-type'] }]);
    expect(code).toBe(1);
  });

  test('under the service and the levels that are set', async () => {
    const file = written('hot.json', JSON.stringify({ ...hello, model: 'deepseek-r1', temperature: 1.5 }));
    expect((await check([file], { config: { service: 'gateway' } })).code).toBe(1);
    const { report, code } = await check([file], {
      config: { service: 'gateway', rules: { 'chat/number-*': 'warn' } },
    });
    expect(report.requests).toMatchObject([{ verdict: 'taken', warnings: ['chat/number-too-big'] }]);
    expect(code).toBe(0);
  });

  test.each([
    ['no file', ['nowhere.json'], /nowhere\.json:1:1: no such file/],
    [
      'a line that is none',
      [written('broken.jsonl', `${JSON.stringify(hello)}\n{"model":`)],
      /broken\.jsonl:2:1: this line is not JSON/,
    ],
    [
      'a body for nobody',
      [written('odd.jsonl', '{"model":"gpt-4o","question":"?"}\n')],
      /odd\.jsonl:1:1: no surface takes a body like this/,
    ],
  ])('%s is unusable input', async (_name, files, words) => {
    const { out, code } = await check(files);
    expect(out).toMatch(words);
    expect(code).toBe(2);
  });

  test('a surface that there is none of is told with the nearest one', async () => {
    await expect(check(['-'], { surface: 'chta' })).rejects.toThrow(
      /--surface: 'chta' is unknown; did you mean chat\?/,
    );
  });
});
