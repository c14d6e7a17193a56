import type { EntrySummary, EntryView } from '../../../journal';

/** A run that was exported: the page shows it without a server. */
export interface Archive {
  readonly namespace: string;
  readonly summaries: readonly EntrySummary[];
  readonly views: readonly EntryView[];
}

export const ARCHIVE_ID = 'archive';

function readArchive(): Archive | undefined {
  const text = document.getElementById(ARCHIVE_ID)?.textContent;
  return text === undefined || text === null ? undefined : (JSON.parse(text) as Archive);
}

/** Set where this page is an exported file. */
export const archive = readArchive();
