import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { type Response, Router } from 'express';

/** Where the build puts the inspector's page: beside the bundle, or in the folder of builds beside the sources. */
const FOLDERS = [
  join(__dirname, 'inspector'),
  join(__dirname, '..', 'dist', 'inspector'),
  join(__dirname, '..', '..', 'dist', 'inspector'),
];

const PAGE = 'index.html';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** Nothing inline, nothing from elsewhere; images may stand in the journal's own requests. */
const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/** The names of assets have a hash of their content. */
const FOREVER = 'public, max-age=31536000, immutable';

const NOT_BUILT =
  '<!doctype html><html lang="en"><title>llmulator</title><p>The page of the inspector is not built: run <code>npm run build</code>.</p></html>';

/** Serves the files of the inspector; they hold nothing of the journal and need no token. */
export function inspectorRouter(): Router {
  const folder = FOLDERS.find((path) => existsSync(join(path, PAGE)));
  const names = new Set(folder === undefined ? [] : readdirSync(folder));
  const router = Router();
  const send = (response: Response, name: string, caching: string): void => {
    response.set({ ...PAGE_HEADERS, 'cache-control': caching, 'content-type': TYPES[extname(name)] ?? 'text/plain' });
    response.send(folder === undefined ? NOT_BUILT : readFileSync(join(folder, name)));
  };
  router.get('/', (_request, response) => send(response, PAGE, 'no-cache'));
  router.get('/assets/:name', ({ params: { name } }, response, next) => {
    if (names.has(name)) send(response, name, FOREVER);
    else next();
  });
  return router;
}
