import type { Json } from '../../core';
import { type Constraints, combineConstraints, remark, typesToTry } from './constraints';
import { openDocument, type SchemaDocument } from './document';
import { gather } from './gather';
import type { TypeName } from './keywords';
import { createReach, type MinDepth } from './min-depth';

/** What a field is, as far as one look at its schemas tells. */
export interface FieldSummary {
  readonly demand: Constraints;
  readonly type: TypeName;
  readonly description: string;
}

/** Looks at schemas with the preferred option of each choice. */
export function summarizeField(
  schemas: readonly Json[],
  { document, reach }: { readonly document: SchemaDocument; readonly reach: MinDepth },
): FieldSummary {
  const { layers } = gather(schemas, [], { document, reach, shallow: false, generous: false });
  const demand = combineConstraints(layers);
  const description = remark(demand, 'description');
  return {
    demand,
    type: typesToTry(demand, false)[0] ?? 'null',
    description: typeof description === 'string' ? description : '',
  };
}

/** Makes a look at the fields of one document. */
export function createFirstLook(root: Json): (schema: Json) => FieldSummary {
  const document = openDocument(root);
  const reach = createReach(document);
  return (schema) => summarizeField([schema], { document, reach });
}
