/** Languages in which the emulator speaks. */
export const LANGUAGES = ['en', 'zh', 'ja', 'ko', 'ru', 'es', 'fr', 'de'] as const;

/** One of the languages in which the emulator speaks. */
export type Language = (typeof LANGUAGES)[number];
