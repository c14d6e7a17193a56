import { z } from 'zod';
import { OPEN_PATHS } from './guard';
import { criteria, inputs } from './input-schemas';
import type { Operation } from './operation';
import { errorOutput } from './output-schemas';

type OpenApiObject = Readonly<Record<string, unknown>>;

const COMPONENTS = '#/components/schemas/';
const PREFIX = '/_llmulator';

/** The OpenAPI 3.1 document of the control plane, made from the rows that the router serves. */
export function openApiOf(operations: readonly Operation<unknown, unknown>[], version: string): OpenApiObject {
  const bodies = Object.entries({ ...inputs, Criteria: criteria }).map(([name, schema]) => componentsOf(name, schema));
  const paths = new Map<string, OpenApiObject>();
  for (const operation of operations) {
    const [method = '', local = ''] = operation.http.toLowerCase().split(' ');
    const path = PREFIX + local.replace(/:(\w+)/g, '{$1}');
    paths.set(path, { ...paths.get(path), [method]: operationOf(operation, { method, local }) });
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'llmulator: control plane',
      version,
      description:
        'Fixtures, faults, journal, clock and limits of a running emulator. Bodies are JSON, whatever their type.',
    },
    servers: [{ url: '/' }],
    paths: Object.fromEntries(paths),
    components: {
      schemas: Object.assign({ Refusal: plain(errorOutput) }, ...bodies),
      securitySchemes: { token: { type: 'apiKey', in: 'header', name: 'x-llmulator-token' } },
    },
  };
}

const plain = (schema: z.ZodType, reused: 'ref' | 'inline' = 'inline'): OpenApiObject => {
  const { $schema: _dialect, ...made } = z.toJSONSchema(schema, {
    unrepresentable: 'any',
    reused,
    io: 'input',
    override: ({ jsonSchema }) => void delete jsonSchema['expected'],
  });
  return made;
};

/** A schema under its name, with its own definitions. */
function componentsOf(name: string, schema: z.ZodType): OpenApiObject {
  const text = JSON.stringify(plain(schema, 'ref'))
    .replaceAll('"#/$defs/', `"${COMPONENTS}${name}.`)
    .replaceAll('"#"', `"${COMPONENTS}${name}"`);
  const { $defs = {}, ...own } = JSON.parse(text) as OpenApiObject & { readonly $defs?: OpenApiObject };
  return { [name]: own, ...Object.fromEntries(Object.entries($defs).map(([key, each]) => [`${name}.${key}`, each])) };
}

function operationOf(
  operation: Operation<unknown, unknown>,
  { method, local }: { readonly method: string; readonly local: string },
): OpenApiObject {
  const { summary, input, output, types = [], also = {} } = operation;
  const isOpen = OPEN_PATHS.has(local);
  return {
    operationId: `${method}${local.replace(/\W+(\w)/g, (_gap, letter: string) => letter.toUpperCase())}`,
    summary,
    ...(isOpen ? {} : { security: [{}, { token: [] }] }),
    parameters: parametersOf(operation, local),
    ...(input === undefined ? {} : { requestBody: { required: true, content: jsonOf({ $ref: COMPONENTS + input }) } }),
    responses: {
      200: {
        description: 'Done.',
        content: {
          ...(output === undefined ? {} : jsonOf(plain(output))),
          ...Object.fromEntries(types.map((type) => [type, {}])),
        },
      },
      ...Object.fromEntries(Object.entries({ ...(isOpen ? {} : USUAL), ...also }).map(refused)),
    },
  };
}

const jsonOf = (schema: OpenApiObject): OpenApiObject => ({ 'application/json': { schema } });

/** Errors of every guarded route. */
const USUAL = {
  400: 'The request is invalid.',
  401: 'The token is missing; only where the emulator is exposed or guarded.',
  403: 'The request comes from a page of another origin, or to a host name that is not one of the emulator.',
} as const;

const refused = ([status, description]: readonly [string, string]) =>
  [status, { description, content: jsonOf({ $ref: `${COMPONENTS}Refusal` }) }] as const;

function parametersOf(operation: Operation<unknown, unknown>, path: string): readonly OpenApiObject[] {
  const { query = {}, scope } = operation;
  const { properties = {} } = operation.criteria
    ? (componentsOf('Criteria', criteria)['Criteria'] as OpenApiObject)
    : {};
  const text = { schema: { type: 'string' } };
  return [
    ...[...path.matchAll(/:(\w+)/g)].map(([, name]) => ({ name, in: 'path', required: true, ...text })),
    ...(scope === 'emulator' ? [] : NAMESPACE),
    ...Object.entries(properties as OpenApiObject).map(([name, schema]) => ({ name, in: 'query', schema })),
    ...Object.entries(query).map(([name, description]) => ({ name, in: 'query', description, ...text })),
  ];
}

/** The query goes before the header. */
const NAMESPACE = (['query', 'header'] as const).map((where) => ({
  name: where === 'query' ? 'namespace' : 'x-llmulator-namespace',
  in: where,
  description: 'The namespace (default).',
  schema: { type: 'string' },
}));
