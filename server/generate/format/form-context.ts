import type { JsonObject, Prompt } from '../../core';
import type { Filler } from '../../lib';
import type { ExtractedValues } from '../extract/extracted-values';
import type { Question } from '../text/question';
import type { Voice } from '../text/sentences';

/** What a form is filled from. */
export interface FormContext {
  readonly prompt: Prompt;
  /** The question without the words that tell the form. */
  readonly question: Question;
  readonly found: ExtractedValues;
  readonly filler: Filler;
  readonly seed: number;
  readonly voice: Voice;
  /** Members that are known by name. */
  readonly given?: JsonObject | undefined;
}
