import { isJsonObject, type JsonObject } from '../../../../core';
import { exceededLimit } from './limits';
import { metaschemaFault } from './metaschema';
import { childPlace, type SchemaPlace } from './place';
import { fault, faultAt, type SchemaFault, type SchemaToCheck } from './schema-fault';
import { strictFault } from './strict-mode';
import { childrenOf } from './subschemas';

type SchemaCheck = (brought: SchemaToCheck) => SchemaFault | undefined;

/** A strict format is told of a root allOf by the rule on keywords instead (three reports). */
const COMBINATORS = ['oneOf', 'anyOf', 'allOf', 'enum', 'const', 'not'] as const;

const isHeldToAnObject = ({ use, strict }: SchemaToCheck): boolean => use === 'function' || strict;

/** The looks at a schema, in the service's order; the first fault ends them. */
const schemaChecks: readonly SchemaCheck[] = [
  ({ schema }) => metaschemaFault(schema),
  (brought) => {
    const { type } = brought.schema;
    return isHeldToAnObject(brought) && type !== 'object' ? fault('schema-root-type', { type }) : undefined;
  },
  (brought) => {
    const { schema, use } = brought;
    const refused = COMBINATORS.some((key) => schema[key] !== undefined && (key !== 'allOf' || use === 'function'));
    return isHeldToAnObject(brought) && refused ? fault('schema-root-combinator') : undefined;
  },
  (brought) => (brought.strict ? strictFault(brought) : undefined),
  ({ schema, strict }) => (strict ? exceededLimit(schema) : undefined),
  ({ schema, strict, use }) => (!strict && use === 'function' ? arrayWithoutItems(schema) : undefined),
  ({ schema, strict, use, older }) =>
    !strict && use === 'function' && older && schema['properties'] === undefined
      ? faultAt(undefined, 'schema-properties-missing')
      : undefined,
];

/** The first fault of a schema, or undefined for one that the service takes. */
export function schemaFault(brought: SchemaToCheck): SchemaFault | undefined {
  for (const look of schemaChecks) {
    const found = look(brought);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The first array without items, from the root inwards. */
function arrayWithoutItems(schema: JsonObject, place?: SchemaPlace): SchemaFault | undefined {
  if (schema['type'] === 'array' && schema['items'] === undefined) return faultAt(place, 'schema-items-missing');
  for (const { schema: inner, keys } of childrenOf(schema)) {
    const found = isJsonObject(inner) ? arrayWithoutItems(inner as JsonObject, childPlace(place, keys)) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
