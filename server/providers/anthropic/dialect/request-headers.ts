import { type Precheck, ProblemError } from '../../../core';
import { findBeta } from './betas';

/** Dates that the service has published; the last changes inputs only. */
const VERSIONS: ReadonlySet<string> = new Set(['2023-01-01', '2023-06-01', '2026-10-21']);

/** Codings in which a body may come; the pipe in front of the API undoes them. */
const ENCODINGS: ReadonlySet<string> = new Set(['', 'identity']);

/** "Unsupported Content-Encoding: {value}" */
export const contentEncoding: Precheck = {
  id: 'content-encoding',
  check({ headers }) {
    const value = headers['content-encoding']?.trim() ?? '';
    if (!ENCODINGS.has(value.toLowerCase())) throw new ProblemError('unsupported-encoding', { value });
  },
};

/** "anthropic-version: header is required" */
export const versionHeader: Precheck = {
  id: 'anthropic-version',
  check({ headers }) {
    const value = headers['anthropic-version'];
    if (!value) throw new ProblemError('invalid-header', { header: 'anthropic-version', fault: 'missing' });
    if (!VERSIONS.has(value))
      throw new ProblemError('invalid-header', { header: 'anthropic-version', fault: 'invalid', value });
  },
};

/** "anthropic-beta contains one or more unknown names (comma list, each checked)" */
export const betaHeader: Precheck = {
  id: 'anthropic-beta',
  check({ headers }) {
    const value = headers['anthropic-beta'];
    if (value === undefined) return;
    const names = value.split(',').map((name) => name.trim());
    const unknown = names.filter((name) => name !== '' && findBeta(name) === undefined);
    if (unknown.length > 0)
      throw new ProblemError('invalid-header', { header: 'anthropic-beta', fault: 'unknown', unknown });
  },
};

/** "Content-Type must be application/json"; a request that names no type at all is read as JSON. */
export const contentType: Precheck = {
  id: 'content-type',
  check({ method, headers }, { takes }) {
    const value = headers['content-type'];
    if (method !== 'POST' || !value) return;
    const [media = ''] = value.split(';');
    if (media.trim().toLowerCase() !== takes) throw new ProblemError('unsupported-content-type', { value, takes });
  },
};
