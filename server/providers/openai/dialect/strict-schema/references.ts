import { isJsonObject, type JsonObject } from '../../../../core';
import type { SchemaPlace } from './place';
import { faultAt, type SchemaFault } from './schema-fault';

const TOP_LEVEL = /^#\/(\$defs|definitions)\/([^/]+)$/;

/** The name in a JSON pointer within a URI fragment. */
function nameIn(token: string): string {
  let text = token;
  try {
    text = decodeURIComponent(token);
  } catch {
    // A stray percent sign stands for itself.
  }
  return text.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** What is wrong with a schema that refers to another one. */
export function referenceFault(
  schema: JsonObject,
  place: SchemaPlace | undefined,
  root: JsonObject,
): SchemaFault | undefined {
  const ref = String(schema['$ref']);
  const siblings = Object.keys(schema).filter((keyword) => keyword !== '$ref');
  if (siblings.length > 0) return faultAt(place, 'strict-ref-siblings', { siblings });
  if (ref === '#') return undefined;
  const [, keyword = '', token = ''] = TOP_LEVEL.exec(ref) ?? [];
  if (keyword === '') return faultAt(place, 'strict-ref-place');
  const definitions = root[keyword];
  const isThere = isJsonObject(definitions) && Object.hasOwn(definitions, nameIn(token));
  return isThere ? undefined : faultAt(place, 'strict-ref-unresolved', { value: ref });
}
