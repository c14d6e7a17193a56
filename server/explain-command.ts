import { readFileSync } from 'node:fs';
import { BadOption } from './config';
import { type Explanation, explain, explanationText } from './explain';
import { doors } from './houses';
import { createKit } from './kit';
import { requestsIn } from './request-files';
import type { Config } from './settings';

/** What is explained. */
export interface ExplainOrder {
  /** Paths; `-` is standard input. */
  readonly files: readonly string[];
  readonly surface: string | undefined;
  readonly config: Config;
}

/** Explains every request of the files. */
export async function explainFiles({ files, surface, config }: ExplainOrder): Promise<readonly Explanation[]> {
  const kit = createKit(config, { inline: [], report: () => undefined });
  const door = doors.find(({ id }) => id === surface);
  if (surface !== undefined && door === undefined) {
    throw new BadOption([`--surface: '${surface}' is unknown; known are ${doors.map(({ id }) => id).join(', ')}`]);
  }
  const surfacesOf = (model: string) => kit.catalog.find(model)?.surfaces;
  const harvests = files.map((file) => {
    const harvest = requestsIn(readFileSync(file === '-' ? 0 : file, 'utf8'), { file, door, surfacesOf });
    if (harvest === undefined) throw new BadOption([`${file}: holds no request to a model`]);
    const [unusable] = harvest.unusable;
    if (unusable !== undefined)
      throw new BadOption([`${file}:${unusable.line}:${unusable.column}: ${unusable.message}`]);
    return harvest;
  });
  return Promise.all(harvests.flatMap(({ requests }) => requests).map((request) => explain(kit, request)));
}

/** All explanations, for a person or as JSON. */
export const explanations = (all: readonly Explanation[], asJson: boolean): string =>
  asJson ? `${JSON.stringify(all, null, 2)}\n` : all.map(explanationText).join('\n');
