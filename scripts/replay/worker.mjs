// Sends all requests to one tree and writes down what came back: `node worker.mjs JOB.json`.
import { createWriteStream, readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { exchange } from './exchange.mjs';
import { withoutNoise } from './noise.mjs';

const { tree, inputsFile, groupsFile, transcriptFile, redis } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const require = createRequire(import.meta.url);
const { filled, readSse, wireRequest } = require(inputsFile);
const { createEmulator } = require(join(tree, 'dist/index.cjs'));
const transcript = createWriteStream(transcriptFile);
const CONTROL = '/_llmulator';

/** Stored objects that are read of one task. */
const MOST_STORED = 20;

/** Newest journal entries that are read of one task. */
const MOST_ENTRIES = 30;

/** What can be read of an emulator as a whole: before its first request, and after its last one. */
const OVERALL = {
  first: ['/summary', '/rules', '/openapi.json', '/faults', '/fixtures', '/limits', '/clock'],
  last: ['/metrics', '/fixtures/report'],
};

/** Lists of stored objects. */
const LISTS = [
  '/v1/files',
  '/v1/batches',
  '/v1/chat/completions',
  '/anthropic/v1/files',
  '/anthropic/v1/messages/batches',
];

/** Where stored objects can be read, by the beginning of their ids. */
const PLACES = {
  resp_: ['/v1/responses/:id', '/v1/responses/:id/input_items'],
  conv_: ['/v1/conversations/:id', '/v1/conversations/:id/items'],
  'chatcmpl-': ['/v1/chat/completions/:id', '/v1/chat/completions/:id/messages'],
  'file-': ['/v1/files/:id', '/v1/files/:id/content'],
  batch_: ['/v1/batches/:id'],
  file_: ['/anthropic/v1/files/:id', '/anthropic/v1/files/:id/content'],
  msgbatch_: ['/anthropic/v1/messages/batches/:id', '/anthropic/v1/messages/batches/:id/results'],
};
const ID = new RegExp(`"(?:id|[a-z_]*file_id)": ?"((${Object.keys(PLACES).join('|')})\\w+)"`, 'g');

/** Objects named in a reply that may be stored. */
const storedPaths = (text) =>
  [...text.matchAll(ID)].flatMap(([, id, kind]) => PLACES[kind].map((path) => path.replace(':id', id)));

/** What a later `<0.id>` of the same run refers to. */
function contentOf({ body }) {
  try {
    return body.startsWith('event: ') ? readSse(body) : JSON.parse(body);
  } catch {
    return body;
  }
}

const get = (base, path, namespace) =>
  exchange(base, wireRequest({ method: 'GET', path, headers: { 'x-llmulator-namespace': namespace } }));

/** One request after the other, as a case file writes them. */
async function playRun(emulator, steps, { namespace, agent }) {
  const replies = [];
  for (const step of steps) {
    if ('advance' in step) {
      await emulator.clock.advance(step.advance);
      continue;
    }
    const sent = withReferences(step, replies);
    const headers = { 'x-llmulator-namespace': namespace, ...sent.headers };
    const reply = await exchange(emulator.urls.base, wireRequest({ ...sent, headers }), agent);
    replies.push({ what: `${sent.method ?? 'POST'} ${sent.path}`, ...reply });
  }
  return replies;
}

/** A request whose `<0.id>` are replaced; where an earlier reply lacks the member it stays as it is. */
function withReferences(step, replies) {
  if (!/<\d+\./.test(JSON.stringify(step))) return step;
  try {
    return filled(step, replies.map(contentOf));
  } catch {
    return step;
  }
}

/** All that can be seen of a task; lists and lint findings are left out where it is brief. */
async function play(emulator, { fixtures, runs, isBrief = false }, namespace) {
  const { base } = emulator.urls;
  const agent = isBrief ? new Agent({ keepAlive: true, maxSockets: 1 }) : false;
  const records = [];
  if (fixtures !== undefined) {
    const path = `${CONTROL}/fixtures?namespace=${namespace}`;
    records.push({ what: 'fixtures', ...(await exchange(base, wireRequest({ path, body: fixtures }))) });
  }
  for (const steps of runs) records.push(...(await playRun(emulator, steps, { namespace, agent })));
  const stored = [...new Set(records.flatMap(({ body }) => storedPaths(body)))].slice(0, MOST_STORED);
  const lists = isBrief ? [] : [...LISTS, `${CONTROL}/lint`];
  for (const path of [...stored, ...lists, `${CONTROL}/journal.jsonl?limit=${MOST_ENTRIES}`]) {
    records.push({ what: `GET ${path}`, ...(await get(base, path, namespace)) });
  }
  if (agent) agent.destroy();
  return records;
}

/** Each kind of fault on each surface, as JSON and as a stream; at the same time, since some of them never end. */
async function playFaults(emulator, { requests }) {
  const { body } = await get(emulator.urls.base, `${CONTROL}/faults`, 'default');
  const played = JSON.parse(body).kinds.map(async ({ id }) => {
    const headers = { 'x-llmulator-fault': id };
    const replies = requests.map((request, at) =>
      play(emulator, { runs: [[{ ...request, headers }]], isBrief: true }, `fault-${id}-${at}`),
    );
    return { id: `fault ${id}`, records: (await Promise.all(replies)).flat() };
  });
  for (const { id, records } of await Promise.all(played)) write(id, records);
}

async function look(emulator, paths) {
  const records = [];
  for (const path of paths) {
    const whole = `${CONTROL}${path}`;
    records.push({ what: `GET ${whole}`, ...(await get(emulator.urls.base, whole, 'default')) });
  }
  return records;
}

const write = (id, records) => transcript.write(`${JSON.stringify({ id, records: records.map(withoutNoise) })}\n`);

async function playGroup({ number, options, tasks, faults }) {
  // A stepped clock cannot be shared.
  const shared = redis === undefined || options.clock.stepped ? {} : { redis, redisPrefix: `replay-${number}` };
  const reported = [];
  const report = (message) => void reported.push(message);
  const emulator = await createEmulator({ port: 0, seed: 0, ...options, ...shared, report });
  const name = `emulator ${number} ${JSON.stringify(options)}`;
  write(name, await look(emulator, OVERALL.first));
  for (const [at, task] of tasks.entries()) write(task.id, await play(emulator, task, `replay-${at}`));
  if (faults) await playFaults(emulator, faults);
  write(`${name}, at the end`, await look(emulator, OVERALL.last));
  await emulator.stop();
  for (const message of reported)
    write(`${name}, reported`, [{ what: 'report', status: 0, headers: '', body: message }]);
}

for (const group of JSON.parse(readFileSync(groupsFile, 'utf8'))) await playGroup(group);
transcript.end();
