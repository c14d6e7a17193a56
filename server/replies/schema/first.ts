import type { Json } from '../../core';
import { type Demand, demandOf, remark, typesToTry } from './demand';
import { openDocument, type SchemaDocument } from './document';
import { gather } from './gather';
import type { TypeName } from './keywords';
import { createReach, type Reach } from './reach';

/** What a field is, as far as one look at its schemas tells. */
export interface FirstLook {
  readonly demand: Demand;
  readonly type: TypeName;
  readonly description: string;
}

/** Looks at schemas with the preferred option of each choice. */
export function firstLook(
  schemas: readonly Json[],
  { document, reach }: { readonly document: SchemaDocument; readonly reach: Reach },
): FirstLook {
  const { layers } = gather(schemas, [], { document, reach, shallow: false, generous: false });
  const demand = demandOf(layers);
  const description = remark(demand, 'description');
  return {
    demand,
    type: typesToTry(demand, false)[0] ?? 'null',
    description: typeof description === 'string' ? description : '',
  };
}

/** Makes a look at the fields of one document. */
export function createFirstLook(root: Json): (schema: Json) => FirstLook {
  const document = openDocument(root);
  const reach = createReach(document);
  return (schema) => firstLook([schema], { document, reach });
}
