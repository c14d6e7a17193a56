// Builds the inspector's page: one script and one style sheet with hashes in their names, and the page that names them.
// As a command: `node scripts/inspector.mjs` builds into dist/inspector.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Builds into a folder; gives the files that went into it. */
export async function buildInspector(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { app: 'server/extras/inspector/main.tsx', style: 'server/extras/inspector/style/main.css' },
    outdir: folder,
    entryNames: '[name]-[hash]',
    bundle: true,
    format: 'iife',
    target: ['chrome110', 'firefox110', 'safari16'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
  });
  const names = Object.keys(metafile.outputs).map((path) => basename(path));
  const named = (extension) => names.find((name) => name.endsWith(extension));
  writeFileSync(join(folder, 'index.html'), page(named('.js'), named('.css')));
  return Object.keys(metafile.inputs);
}

const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='4' fill='%234f46e5'/%3E%3Cpath d='M4 5h8M4 8h5M4 11h7' stroke='white' stroke-width='1.6' stroke-linecap='round'/%3E%3C/svg%3E";

const page = (script, style) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>llmulator</title>
<link rel="icon" href="${ICON}">
<link rel="stylesheet" href="/_llmulator/assets/${style}">
<script defer src="/_llmulator/assets/${script}"></script>
</head>
<body><div id="app"></div><noscript>The inspector needs JavaScript.</noscript></body>
</html>
`;

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildInspector(join(root, 'dist', 'inspector'));
