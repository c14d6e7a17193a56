import type { Sent } from './http';

/** How each surface is asked in tests that loop over all of them. */
export interface SurfaceDoor {
  readonly id: string;
  readonly path: string;
  /** A small good request. */
  body(user: string, more?: Readonly<Record<string, unknown>>): Record<string, unknown>;
  /** The same with one function tool on offer. */
  withTool(user: string, tool: ToolOnOffer): Record<string, unknown>;
}

/** A tool in no service's words. */
export interface ToolOnOffer {
  readonly name: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

const MODEL = 'deepseek-r1';

/** Every surface of the contract. */
export const doors: readonly SurfaceDoor[] = [
  {
    id: 'chat',
    path: '/v1/chat/completions',
    body: (user, more = {}) => ({ model: MODEL, messages: [{ role: 'user', content: user }], ...more }),
    withTool(user, { name, schema }) {
      return this.body(user, { tools: [{ type: 'function', function: { name, parameters: schema } }] });
    },
  },
  {
    id: 'responses',
    path: '/v1/responses',
    body: (user, more = {}) => ({ model: MODEL, input: user, ...more }),
    withTool(user, { name, schema }) {
      return this.body(user, { tools: [{ type: 'function', name, parameters: schema, strict: false }] });
    },
  },
  {
    id: 'messages',
    path: '/anthropic/v1/messages',
    body: (user, more = {}) => ({
      model: MODEL,
      max_tokens: 4096,
      messages: [{ role: 'user', content: user }],
      ...more,
    }),
    withTool(user, { name, schema }) {
      return this.body(user, { tools: [{ name, input_schema: schema }] });
    },
  },
];

/** A request to a surface. */
export const ask = (door: SurfaceDoor, user: string, more: Readonly<Record<string, unknown>> = {}): Sent => ({
  path: door.path,
  body: door.body(user, more),
});
