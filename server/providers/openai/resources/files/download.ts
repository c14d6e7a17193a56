import { compileRules, rulesFor } from '../../../../contract';
import type { EndpointContext } from '../../../../core';
import type { StoredFile } from './stored-file';
import { SURFACE } from './surface';

/** Purposes whose files are not given back. */
const KEPT_BACK: ReadonlySet<string> = new Set(['assistants', 'user_data']);

/** What may be downloaded. */
export const downloadRules = rulesFor<StoredFile>()([
  {
    id: 'download-forbidden',
    says: 'Files of assistants and of users are not given back; those of batches and images are.',
    source: { grade: 'observed', ref: 'public reports for both purposes; recordings of images, .NET SDK, May 2026' },
    check: ({ purpose }) => (KEPT_BACK.has(purpose) ? [{ path: ['purpose'], facts: { value: purpose } }] : []),
  },
]);

const checks = compileRules<StoredFile>(SURFACE, downloadRules);

/** Refuses what is not given back. */
export const checkDownload = (file: StoredFile, context: EndpointContext): StoredFile => context.check(checks, file);

const PLAIN = /^[ !#-[\]-~]*$/;

/** The header that names a download. */
export const contentDisposition = (name: string): string =>
  PLAIN.test(name) ? `attachment; filename="${name}"` : `attachment; filename*=UTF-8''${encodeURIComponent(name)}`;
