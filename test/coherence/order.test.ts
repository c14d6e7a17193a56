import type { Order } from '../../server/contract';

interface Compiled {
  readonly surface: string;
  readonly schema: { readonly _zod: { readonly def: { readonly shape?: Readonly<Record<string, unknown>> } } };
  readonly order: Order;
}

// Every contract of every provider passes through here when its module is loaded.
const mockCompiled: Compiled[] = [];
jest.mock('../../server/contract', () => {
  const actual = jest.requireActual<typeof import('../../server/contract')>('../../server/contract');
  return {
    ...actual,
    compileChecks: (contract: Parameters<typeof actual.compileChecks>[0]) => {
      mockCompiled.push(contract as unknown as Compiled);
      return actual.compileChecks(contract);
    },
  };
});

test('every top-level key of a schema has its place in the order in which faults are told', async () => {
  await import('../../server/providers/registry');
  expect(mockCompiled.length).toBeGreaterThan(15);
  const unordered = mockCompiled.flatMap(({ surface, schema, order }) =>
    Object.keys(schema._zod.def.shape ?? {})
      .filter((key) => !order.fields.includes(key))
      .map((key) => `${surface}: ${key}`),
  );
  expect(unordered).toEqual([]);
});
