// The pictures of the documentation: three widths in both schemes.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withPage } from './browser.mjs';

const FOLDER = fileURLToPath(new URL('../../docs/inspector', import.meta.url));

const PICTURES = [
  { name: 'phone', width: 390, height: 780, query: 'entry=3' },
  { name: 'tablet', width: 820, height: 900, query: '' },
  { name: 'desktop', width: 1280, height: 800, query: 'entry=3' },
];

/** Takes all pictures. */
export async function takePictures(browser, url) {
  mkdirSync(FOLDER, { recursive: true });
  for (const colorScheme of ['light', 'dark']) {
    for (const { name, width, height, query } of PICTURES) {
      await withPage(browser, { url: `${url}?${query}`, viewport: { width, height }, colorScheme }, async (page) => {
        await page.getByText('Live', { exact: true }).waitFor();
        await page.waitForTimeout(400);
        await page.screenshot({ path: join(FOLDER, `${name}-${colorScheme}.png`) });
      });
    }
  }
}
