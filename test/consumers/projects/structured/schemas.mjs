import { z } from 'zod';

const money = z.object({ amount: z.number(), currency: z.enum(['EUR', 'USD']) });
const address = z.object({ street: z.string(), city: z.string(), zip: z.string().nullable() });
const line = z.object({ sku: z.string(), quantity: z.number().int(), price: money });
const circle = z.object({ kind: z.literal('circle'), radius: z.number() });
const box = z.object({ kind: z.literal('box'), width: z.number(), height: z.number() });
const category = z.object({
  name: z.string(),
  get subcategories() {
    return z.array(category);
  },
});
const node = z.object({
  value: z.number(),
  get next() {
    return node.nullable();
  },
});

/** Schemas that OpenAI's strict subset takes. */
export const strict = {
  flat: z.object({ name: z.string(), age: z.number().int(), is_admin: z.boolean() }),
  nested: z.object({ order: z.object({ id: z.string(), shipTo: address, lines: z.array(line) }), total: money }),
  enums: z.object({ color: z.enum(['red', 'green']), answer: z.literal('yes'), status: z.literal([1, 2, 3]) }),
  union: z.object({ id: z.union([z.string(), z.number()]), shapes: z.array(z.union([circle, box])) }),
  nullable: z.object({ title: z.string(), due: z.string().nullable(), tags: z.array(z.string()).nullable() }),
  formats: z.object({ email: z.email(), id: z.uuid(), day: z.iso.date(), at: z.iso.datetime(), host: z.ipv4() }),
  ranges: z.object({
    rating: z.number().int().min(1).max(5),
    share: z.number().min(0).max(1),
    above: z.number().gt(10).multipleOf(0.5),
    tags: z.array(z.string()).min(2).max(4),
  }),
  patterns: z.object({ sku: z.string().regex(/^[A-Z]{3}-\d{4}$/), phone: z.string().regex(/^\+\d{6,14}$/) }),
  matrix: z.object({ rows: z.array(z.array(z.number())), labels: z.array(z.object({ text: z.string() })) }),
  described: z.object({ summary: z.string().describe('One sentence'), mood: z.enum(['good', 'bad']) }),
  unicode: z.object({ größe: z.number(), 名前: z.string(), 'with space': z.boolean() }),
  empty: z.object({}),
};

/** Schemas that hold themselves. */
export const recursive = { tree: category, chain: z.object({ head: node }) };

/** Schemas that need more freedom than the strict subset has. */
export const loose = {
  optional: z.object({ title: z.string(), note: z.string().optional(), more: z.object({ a: z.number().optional() }) }),
  lengths: z.object({ code: z.string().min(3).max(8), name: z.string().length(5), site: z.url() }),
  record: z.object({ prices: z.record(z.string(), z.number()), flags: z.record(z.string(), circle) }),
  defaults: z.object({ a: z.string().default('x'), b: z.number() }),
};
