import { z } from 'zod';
import type { BodyName, Operation } from './operation';
import { errorOutput } from './output-schemas';

/** What bodies may hold, and `Criteria`, what the journal can be asked for. */
export type BodySchemas = { readonly [Name in BodyName | 'Criteria']: z.ZodType };

type OpenApiObject = Readonly<Record<string, unknown>>;

const COMPONENTS = '#/components/schemas/';
const PREFIX = '/_llmulator';

/** What the document is made from. */
export interface OpenApiParts {
  readonly version: string;
  readonly schemas: BodySchemas;
  /** Paths that need no leave. */
  readonly open: ReadonlySet<string>;
}

/** The OpenAPI 3.1 document of the control plane, made from the rows that the router serves. */
export function openApiOf(routes: readonly Operation[], parts: OpenApiParts): OpenApiObject {
  const bodies = Object.entries(parts.schemas).map(([name, schema]) => componentsOf(name, schema));
  const paths = new Map<string, OpenApiObject>();
  for (const route of routes) {
    const path = PREFIX + route.path.replace(/:(\w+)/g, '{$1}');
    paths.set(path, { ...paths.get(path), [route.method]: operationOf(route, parts) });
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'llmulator: control plane',
      version: parts.version,
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

/** A schema under its name, and what it defines beside it. */
function componentsOf(name: string, schema: z.ZodType): OpenApiObject {
  const text = JSON.stringify(plain(schema, 'ref'))
    .replaceAll('"#/$defs/', `"${COMPONENTS}${name}.`)
    .replaceAll('"#"', `"${COMPONENTS}${name}"`);
  const { $defs = {}, ...own } = JSON.parse(text) as OpenApiObject & { readonly $defs?: OpenApiObject };
  return { [name]: own, ...Object.fromEntries(Object.entries($defs).map(([key, each]) => [`${name}.${key}`, each])) };
}

function operationOf(route: Operation, { schemas, open }: OpenApiParts): OpenApiObject {
  const { method, path, summary, body, output, types = [], also = {} } = route;
  const isOpen = open.has(path);
  return {
    operationId: `${method}${path.replace(/\W+(\w)/g, (_gap, letter: string) => letter.toUpperCase())}`,
    summary,
    ...(isOpen ? {} : { security: [{}, { token: [] }] }),
    parameters: parametersOf(route, schemas),
    ...(body === undefined ? {} : { requestBody: { required: true, content: jsonOf({ $ref: COMPONENTS + body }) } }),
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

/** Ways in which every guarded route may refuse. */
const USUAL = {
  400: 'The call cannot be understood.',
  401: 'A token is missing; only where the emulator is exposed or guarded.',
  403: 'The call comes from a page of another origin, or to a name that is none of the emulator.',
} as const;

const refused = ([status, description]: readonly [string, string]) =>
  [status, { description, content: jsonOf({ $ref: `${COMPONENTS}Refusal` }) }] as const;

function parametersOf(
  { path, query = {}, criteria = false, isGlobal = false }: Operation,
  { Criteria }: BodySchemas,
): readonly OpenApiObject[] {
  const { properties = {} } = criteria ? (componentsOf('Criteria', Criteria)['Criteria'] as OpenApiObject) : {};
  const text = { schema: { type: 'string' } };
  return [
    ...[...path.matchAll(/:(\w+)/g)].map(([, name]) => ({ name, in: 'path', required: true, ...text })),
    ...(isGlobal ? [] : NAMESPACE),
    ...Object.entries(properties as OpenApiObject).map(([name, schema]) => ({ name, in: 'query', schema })),
    ...Object.entries(query).map(([name, description]) => ({ name, in: 'query', description, ...text })),
  ];
}

/** The query goes before the header. */
const NAMESPACE = (['query', 'header'] as const).map((where) => ({
  name: where === 'query' ? 'namespace' : 'x-llmulator-namespace',
  in: where,
  description: 'The namespace that the call is about (default).',
  schema: { type: 'string' },
}));
