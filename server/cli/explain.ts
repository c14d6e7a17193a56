import { readFileSync } from 'node:fs';
import { createApp } from '../app/create-app';
import { type Explanation, explainText, explanationText } from '../app/explain';
import type { Config } from '../app/options';

/** What is explained. */
export interface ExplainOrder {
  /** Paths; `-` is standard input. */
  readonly files: readonly string[];
  readonly surface: string | undefined;
  readonly config: Config;
}

/** Explains every request of the files. */
export async function explainFiles({ files, surface, config }: ExplainOrder): Promise<readonly Explanation[]> {
  const kit = createApp(config, { inline: [], report: () => undefined });
  const texts = files.map((file) => ({ file, text: readFileSync(file === '-' ? 0 : file, 'utf8') }));
  const all = await Promise.all(texts.map((each) => explainText(kit, { ...each, surface })));
  return all.flat();
}

/** All explanations, for a person or as JSON. */
export const explanations = (all: readonly Explanation[], asJson: boolean): string =>
  asJson ? `${JSON.stringify(all, null, 2)}\n` : all.map(explanationText).join('\n');
