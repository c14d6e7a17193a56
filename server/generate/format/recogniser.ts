import type { Prompt } from '../../core';
import type { Form } from './form';
import type { PromptTexts } from './prompt-texts';

/** A form that one row of the table found, and the format's own text, which is no content. */
export interface Recognised {
  readonly form: Form;
  readonly spans?: readonly string[];
}

export type Recogniser = (texts: PromptTexts, prompt: Prompt) => Recognised | undefined;
