import { isJsonObject } from '../../../core';

/** The model that a request names; an empty name is left to the shape. */
export function modelName(json: unknown): string | undefined {
  const model = isJsonObject(json) ? json['model'] : undefined;
  return typeof model === 'string' && model !== '' ? model : undefined;
}
