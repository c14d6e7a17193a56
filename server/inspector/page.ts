/** The whole inspector: a page that reads the journal. Everything from outside is set as text, never as markup. */
export const inspectorPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,">
<title>llmulator</title>
<style>
  :root { color-scheme: light dark; font: 14px/1.5 system-ui, sans-serif; }
  body { margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
  table { border-collapse: collapse; width: 100%; }
  th, td { text-align: left; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #8884; vertical-align: top; }
  tbody tr { cursor: pointer; }
  .refused, .bug { color: #c33; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #8881; padding: 1rem; }
</style>
<h1>llmulator</h1>
<p>Exchanges of the namespace <input id="namespace" value="default" aria-label="namespace">, newest first.</p>
<table>
  <thead><tr><th>#</th><th>time</th><th>request</th><th>model</th><th>status</th><th>fixture or problem</th></tr></thead>
  <tbody id="rows"></tbody>
</table>
<pre id="detail" hidden></pre>
<script>
  const byId = (id) => document.getElementById(id);
  const read = async (path) => (await fetch(path)).json();
  const where = () => '?namespace=' + encodeURIComponent(byId('namespace').value);
  const cell = (text) => Object.assign(document.createElement('td'), { textContent: text ?? '' });
  async function show(id) {
    byId('detail').hidden = false;
    byId('detail').textContent = JSON.stringify(await read('journal/' + id + where()), null, 2);
  }
  function row(entry) {
    const line = document.createElement('tr');
    line.className = entry.outcome ?? '';
    line.onclick = () => show(entry.id);
    const told = entry.fixture ?? entry.problem?.message;
    const request = entry.request.method + ' ' + entry.request.path;
    const time = new Date(entry.at).toLocaleTimeString();
    line.append(...[entry.id, time, request, entry.model, entry.status, told].map(cell));
    return line;
  }
  async function refresh() {
    const { entries = [] } = await read('journal' + where() + '&limit=100');
    byId('rows').replaceChildren(...entries.reverse().map(row));
  }
  refresh();
  setInterval(refresh, 1000);
</script>
</html>
`;
