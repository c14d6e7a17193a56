import type { CreateEmbeddingResponse } from 'openai/resources/embeddings';
import type { EmbeddingsBody } from './schema';

/** A vector as the request wants it. */
type EmbeddingValue = number[] | string;

/** The reply as it stands on the wire; the SDK's type knows numbers only. */
type EmbeddingsReply = Omit<CreateEmbeddingResponse, 'data'> & {
  data: { object: 'embedding'; index: number; embedding: EmbeddingValue }[];
};

const BYTES = 4;

/** Little-endian 32-bit floats in base64. */
function packed(vector: Float64Array): string {
  const view = new DataView(new ArrayBuffer(vector.length * BYTES));
  for (const [at, value] of vector.entries()) view.setFloat32(at * BYTES, value, true);
  return btoa(String.fromCharCode(...new Uint8Array(view.buffer)));
}

/** Numbers of 32 bits, as their decimals show. */
const rounded = (vector: Float64Array): number[] => [...new Float32Array(vector)];

/** The JSON text of an embeddings reply: two spaces and a line end. */
export function renderEmbeddings(
  vectors: readonly Float64Array[],
  { format, model, tokens }: { format: EmbeddingsBody['encoding_format']; model: string; tokens: number },
): string {
  const reply: EmbeddingsReply = {
    object: 'list',
    data: vectors.map((vector, index) => ({
      object: 'embedding',
      index,
      embedding: format === 'base64' ? packed(vector) : rounded(vector),
    })),
    model,
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  };
  return `${JSON.stringify(reply, null, 2)}\n`;
}
