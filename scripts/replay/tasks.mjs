// Makes the requests that both trees are sent, as data.
import { relative } from 'node:path';

const NOW = '2026-01-01T00:00:00Z';
const SEED = 13;
const TURNS = 2_000;
const TURNS_PER_TASK = 50;
const SCHEMAS = 400;
const SCHEMAS_PER_TASK = 50;

const frozen = { clock: { frozen: NOW } };

/** The requests of one case file: a run for the case, one for the neighbor that passes. */
function caseTask(inputs, file, id) {
  const { before = [], send, passes, service = 'gateway', rules = {} } = inputs.readCase(file);
  const runs = [[...before, send]];
  if (passes !== undefined) {
    const { before: prepared, ...patched } = inputs.mergePatch({ ...send, before }, passes);
    runs.push([...prepared, patched]);
  }
  // A clock that moves is an emulator's own, so that it moves for no other case.
  const moves = before.some((step) => 'advance' in step);
  const options = { service, rules, ...(moves ? { clock: { stepped: NOW } } : frozen) };
  return { id: `case ${id}`, group: moves ? id : '', options, runs };
}

const chunks = (list, size) =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size));

/** A request as JSON and as a stream. */
const bothForms = (path, body) => {
  const usage = path.endsWith('/completions') ? { stream_options: { include_usage: true } } : {};
  return [
    { path, body },
    { path, body: { ...body, stream: true, ...usage } },
  ];
};

const tool = { name: 'lookup', schema: { type: 'object', properties: {} } };

/** Random scripted replies on all surfaces, as JSON and as a stream. */
function turnTasks({ replies, doors }) {
  const turns = replies(TURNS, SEED).map((reply, at) => ({ user: `turn-${String(at).padStart(4, '0')}`, reply }));
  return chunks(turns, TURNS_PER_TASK).map((some, at) => ({
    id: `random turns ${at * TURNS_PER_TASK} to ${at * TURNS_PER_TASK + some.length - 1}`,
    group: `random ${at % 4}`,
    options: { service: 'gateway', ...frozen },
    fixtures: some.map(({ user, reply }) => ({ when: { user }, reply })),
    isBrief: true,
    runs: some.map(({ user }) => doors.flatMap((door) => bothForms(door.path, door.withTool(user, tool)))),
  }));
}

const schemaRequests = (schema, at) => [
  {
    path: '/v1/chat/completions',
    body: {
      model: 'gpt-4o-mini',
      messages: [{ role: 'user', content: `Schema ${at}` }],
      response_format: { type: 'json_schema', json_schema: { name: 'random', schema } },
    },
  },
  {
    path: '/v1/responses',
    body: {
      model: 'gpt-4o-mini',
      input: `Schema ${at}`,
      text: { format: { type: 'json_schema', name: 'random', schema, strict: at % 2 === 0 } },
    },
  },
  {
    path: '/v1/responses',
    body: {
      model: 'gpt-4o-mini',
      input: `Tool ${at}`,
      tools: [{ type: 'function', name: 'random', parameters: schema, strict: false }],
      tool_choice: 'required',
    },
  },
  {
    path: '/anthropic/v1/messages',
    body: {
      model: 'claude-sonnet-5',
      max_tokens: 4096,
      messages: [{ role: 'user', content: `Tool ${at}` }],
      tools: [{ name: 'random', input_schema: schema }],
      tool_choice: { type: 'any' },
    },
  },
];

/** Generated replies that keep to random schemas. */
function schemaTasks({ schemas }) {
  return chunks([...schemas(SCHEMAS, SEED).entries()], SCHEMAS_PER_TASK).map((some) => ({
    id: `random schemas from ${some[0][0]}`,
    group: 'random',
    options: { service: 'vendor', ...frozen },
    isBrief: true,
    runs: some.map(([at, schema]) => schemaRequests(schema, at)),
  }));
}

/** Requests that are sent once with each kind of fault; the emulator lists the kinds. */
function faultGroup({ doors }) {
  const requests = doors.flatMap((door) => bothForms(door.path, door.withTool('Tell me of the sea.', tool)));
  return { options: { service: 'gateway', ...frozen }, tasks: [], faults: { requests } };
}

/** Most tasks of a group, so that groups can be shared out among processes. */
const TASKS_PER_GROUP = 250;

/** All tasks in groups: one emulator serves a group. */
export function makeGroups(inputs, folder) {
  const cases = inputs.caseFiles(folder).map((file) => caseTask(inputs, file, relative(folder, file)));
  const tasks = [...cases, ...turnTasks(inputs), ...schemaTasks(inputs)];
  const groups = new Map();
  for (const task of tasks) {
    const key = JSON.stringify([task.group, task.options]);
    groups.set(key, [...(groups.get(key) ?? []), task]);
  }
  const played = [...groups.values()]
    .flatMap((members) => chunks(members, TASKS_PER_GROUP))
    .map((members) => ({ options: members[0].options, tasks: members }));
  return [...played, faultGroup(inputs)].map((group, number) => ({ number, ...group }));
}
