/** Under which levels name the rules of files; the other house has files too. */
export const SURFACE = 'openai-files';
