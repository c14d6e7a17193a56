import { isJsonObject } from '../../core';

/** The model that a request names; an empty name is left to the shape. */
export function modelNamed(json: unknown): string | undefined {
  const model = isJsonObject(json) ? json['model'] : undefined;
  return typeof model === 'string' && model !== '' ? model : undefined;
}
