import { isJsonObject, type JsonObject } from '../../../core';
import { overspent } from './budgets';
import { childrenOf } from './children';
import { type Brought, fault, faultAt, type SchemaFault } from './fault';
import { malformed } from './metaschema';
import { below, type Place } from './place';
import { strictFault } from './strict';

type Look = (brought: Brought) => SchemaFault | undefined;

/** A strict format is told of a root allOf by the rule on keywords instead (three reports). */
const COMBINATORS = ['oneOf', 'anyOf', 'allOf', 'enum', 'const', 'not'] as const;

const isHeldToAnObject = ({ use, strict }: Brought): boolean => use === 'function' || strict;

/** The looks at a schema, in the house's order; the first fault ends them. */
const looks: readonly Look[] = [
  ({ schema }) => malformed(schema),
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
  ({ schema, strict }) => (strict ? overspent(schema) : undefined),
  ({ schema, strict, use }) => (!strict && use === 'function' ? itemless(schema) : undefined),
  ({ schema, strict, use, older }) =>
    !strict && use === 'function' && older && schema['properties'] === undefined
      ? faultAt(undefined, 'schema-properties-missing')
      : undefined,
];

/** The first fault of a schema, or undefined for one that the service takes. */
export function schemaFault(brought: Brought): SchemaFault | undefined {
  for (const look of looks) {
    const found = look(brought);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The first array without items, from the root inwards. */
function itemless(schema: JsonObject, place?: Place): SchemaFault | undefined {
  if (schema['type'] === 'array' && schema['items'] === undefined) return faultAt(place, 'schema-items-missing');
  for (const { schema: inner, keys } of childrenOf(schema)) {
    const found = isJsonObject(inner) ? itemless(inner as JsonObject, below(place, keys)) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
