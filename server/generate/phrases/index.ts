import { de } from './de';
import { en } from './en';
import { es } from './es';
import { fr } from './fr';
import { ja } from './ja';
import { ko } from './ko';
import type { Phrasebook } from './phrasebook';
import { ru } from './ru';
import { zh } from './zh';

export type { Ask, Kind, Phrasebook, SentenceSlots, SpokenKind } from './phrasebook';

/** One phrasebook for each language, by its code. */
export const phrasebooks = { en, zh, ja, ko, ru, es, fr, de } satisfies Readonly<Record<string, Phrasebook>>;
