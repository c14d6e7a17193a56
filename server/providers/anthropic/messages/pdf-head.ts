/** What can be told of a PDF without drawing it. */
export interface PdfHead {
  readonly isEncrypted: boolean;
  /** Pages inside compressed objects are counted by the page tree, or as one. */
  readonly pages: number;
}

/** ISO 32000-1 §7.5.2, and what readers make of it: the header stands in the first 1024 bytes. */
const HEADER_WITHIN = 1_024;
const PAGE = /\/Type\s*\/Page(?![A-Za-z])/g;
const COUNT = /\/Count\s+(\d{1,6})/g;

/** Reads a PDF in base64; undefined when it is none. */
export function pdfHead(base64: string): PdfHead | undefined {
  const text = Buffer.from(base64, 'base64').toString('latin1');
  if (!text.slice(0, HEADER_WITHIN).includes('%PDF-')) return undefined;
  const listed = text.match(PAGE)?.length ?? 0;
  const counted = [...text.matchAll(COUNT)].map(([, count]) => Number(count));
  const least = text.includes('/ObjStm') ? 1 : 0;
  return {
    isEncrypted: /\/Encrypt\s/.test(text),
    pages: Math.max(least, listed, listed === 0 ? Math.max(0, ...counted) : 0),
  };
}
