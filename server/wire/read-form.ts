import type { FormField, WireRequest } from '../core';

/** Reads a form (multipart/form-data); undefined where the body is none. */
export async function readForm({
  headers,
  text,
  isUtf8,
  bytes,
}: WireRequest): Promise<ReadonlyMap<string, FormField> | undefined> {
  const type = headers['content-type'] ?? '';
  const body = bytes ?? Buffer.from(text, isUtf8 ? 'utf8' : 'latin1');
  try {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
    const fields = [...form].map(async ([name, value]) => [name, await fieldOf(value)] as const);
    return new Map(await Promise.all(fields));
  } catch {
    return undefined;
  }
}

async function fieldOf(value: string | File): Promise<FormField> {
  if (typeof value === 'string') return { text: value };
  return { file: value.name, type: value.type, bytes: new Uint8Array(await value.arrayBuffer()) };
}
