import type { EntrySummary, EntryView } from '../../../journal';
import { ARCHIVE_ID, type Archive } from '../data/archive';

/** The page may load nothing and send nothing; its own script and styles stand in it. */
const POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:";

/** What makes a page out of this one. */
interface PageAssets {
  readonly script: string;
  readonly style: string;
}

/** The script and styles of this page. */
async function readAssets(): Promise<PageAssets> {
  const textOf = async (address: string | undefined): Promise<string> =>
    address === undefined ? '' : (await fetch(address)).text();
  const script = document.querySelector<HTMLScriptElement>('script[src]')?.src;
  const style = document.querySelector<HTMLLinkElement>('link[rel=stylesheet]')?.href;
  return { script: await textOf(script), style: await textOf(style) };
}

/** JSON inside a script element: no text of it can end the element. */
const embedded = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

/** One HTML file that shows a run anywhere, without a server. */
export async function asPage(run: Archive): Promise<string> {
  const { script, style } = await readAssets();
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>llmulator: a run</title>
<style>${style.replaceAll('</', '<\\/')}</style>
</head>
<body><div id="app"></div>
<script type="application/json" id="${ARCHIVE_ID}">${embedded(run)}</script>
<script>${script.replaceAll('</script', '<\\/script')}</script>
</body>
</html>
`;
}

/** What an export holds of each entry. */
export const runOf = (namespace: string, summaries: readonly EntrySummary[], views: readonly EntryView[]): Archive => {
  const wanted = new Set(summaries.map(({ id }) => id));
  return { namespace, summaries, views: views.filter(({ id }) => wanted.has(id)) };
};
