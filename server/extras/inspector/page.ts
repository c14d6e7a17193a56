import { policyHash } from '../../lib';
import { script } from './script';
import { style } from './style';

/** The whole inspector: a page that reads the journal; #7 in its address opens entry 7. */
export const inspectorPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,">
<title>llmulator</title>
<style>${style}</style>
<header>
  <h1>llmulator</h1>
  <label>namespace <select id="namespace"><option>default</option></select></label>
  <input id="key" type="password" placeholder="control token" aria-label="control token" hidden>
  <span id="summary"></span>
</header>
<main id="main">
  <div id="list">
    <table>
      <thead>
        <tr><th>#</th><th>time</th><th>request</th><th>model</th><th>status</th><th>why</th><th>tokens</th><th>took</th></tr>
      </thead>
      <tbody id="rows"></tbody>
    </table>
    <p id="empty">No exchange yet: set a client's base URL to this server.</p>
  </div>
  <div id="detail" hidden></div>
</main>
<script>${script}</script>
</html>
`;

/** Only the page's own script and style run, told by their hashes; it reads only its own server, and no other page frames it. */
export const inspectorHeaders = {
  'content-security-policy': [
    "default-src 'none'",
    `script-src ${policyHash(script)}`,
    `style-src ${policyHash(style)}`,
    "connect-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};
