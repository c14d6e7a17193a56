/** Under which levels name the rules of batches; the other house has batches too. */
export const SURFACE = 'openai-batches';
