/** What the inspector does: reads the journal each second. All from outside is set as text, never as markup. */
export const script = `
  const byId = (id) => document.getElementById(id);
  const made = (tag, className, text) =>
    Object.assign(document.createElement(tag), { className: className ?? '', textContent: text ?? '' });
  let picked;
  let token = sessionStorage.getItem('llmulator-token') ?? '';

  async function read(path) {
    const reply = await fetch(path, { headers: token === '' ? {} : { 'x-llmulator-token': token } });
    byId('key').hidden = reply.status !== 401;
    return reply.ok ? reply.json() : {};
  }
  const where = () => '?namespace=' + encodeURIComponent(byId('namespace').value || 'default');

  /** What answered, or why nothing did. */
  function told({ fixture, fault, problem, outcome, usage }) {
    const answered = fixture === undefined ? (usage === undefined ? '' : 'generated') : 'fixture ' + fixture;
    const rest = outcome === undefined ? 'running …' : (problem?.message ?? answered);
    return fault === undefined ? [rest] : [made('span', 'tag', 'fault ' + fault), ' ' + rest];
  }

  function row(entry) {
    const line = made('tr', (entry.outcome ?? '') + (entry.id === picked ? ' picked' : ''));
    line.onclick = () => pick(entry.id);
    const add = (className, ...content) => {
      const cell = made('td', className);
      cell.append(...content.map((part) => part ?? ''));
      line.append(cell);
    };
    const { input, output } = entry.usage ?? {};
    add('number', entry.id);
    add('', new Date(entry.at).toLocaleTimeString([], { hour12: false }));
    add('', entry.request.method + ' ' + entry.request.path + (entry.stream ? ' ⇣' : ''));
    add('', entry.model);
    add('status', entry.status, entry.outcome === 'answered' || entry.outcome === 'refused' ? '' : ' ' + (entry.outcome ?? ''));
    add('told', ...told(entry));
    add('number', input === undefined ? '' : input + ' → ' + output);
    add('number', entry.duration === undefined ? '' : entry.duration + ' ms');
    return line;
  }

  const pretty = (value) => (typeof value === 'string' ? value : JSON.stringify(value, null, 2));
  const shown = (value) => (Array.isArray(value) && typeof value[0] === 'string' ? value.join('') : pretty(value));

  function section(title, value, folded) {
    if (value === undefined || value === '' || value.length === 0) return [];
    const box = made('pre', '', shown(value));
    if (!folded) return [made('h2', '', title), box];
    const fold = made('details');
    fold.append(made('summary', '', title), box);
    return [fold];
  }

  async function pick(id) {
    picked = id;
    const entry = await read('journal/' + id + where());
    if (entry.request === undefined) return;
    const { request, reply, replyHeaders, problem, why, fixture, fault, nearMisses = [], warnings = [], usage, frameTimes } = entry;
    byId('detail').replaceChildren(
      made('h2', '', '#' + id + ' ' + request.method + ' ' + request.path + ' → ' + (entry.status ?? '…') + ' ' + (entry.outcome ?? '')),
      ...section('answered by fixture', fixture),
      ...section('fault ' + fault, why),
      ...section(['problem', ...(problem?.rules ?? [])].join(' '), problem?.message),
      ...section('warnings', warnings.join('\\n')),
      ...section('fixtures that do not fit', fixture === undefined ? nearMisses.join('\\n') : ''),
      ...section('request', request.body),
      ...section('request headers', request.headers, true),
      ...section('reply', reply),
      ...section('reply headers', replyHeaders, true),
      ...section('usage', usage, true),
      ...section('milliseconds until each frame', frameTimes?.join(' '), true),
    );
    byId('detail').hidden = false;
    byId('main').className = 'split';
    await refresh();
  }

  async function names() {
    const { namespaces = [] } = await read('namespaces');
    const known = [...new Set(['default', ...namespaces.map(({ name }) => name)])];
    const choice = byId('namespace');
    if (known.join() === [...choice.options].map(({ value }) => value).join()) return;
    const { value } = choice;
    choice.replaceChildren(...known.map((name) => new Option(name, name, false, name === value)));
  }

  async function refresh() {
    const { entries = [] } = await read('journal' + where() + '&limit=200');
    byId('rows').replaceChildren(...entries.reverse().map(row));
    byId('empty').hidden = entries.length > 0 || !byId('key').hidden;
  }

  async function loaded() {
    const { version, service, models, fixtures, seed } = await read('summary');
    if (version === undefined) return;
    byId('summary').textContent =
      version + ' · service ' + service + ' · ' + models + ' models · ' + fixtures + ' fixtures · seed ' + seed;
  }

  async function turn() {
    await names();
    await refresh();
  }
  byId('namespace').onchange = () => {
    picked = undefined;
    byId('detail').hidden = true;
    byId('main').className = '';
    refresh();
  };
  byId('key').onchange = async ({ target }) => {
    token = target.value;
    sessionStorage.setItem('llmulator-token', token);
    await loaded();
    await turn();
  };
  loaded().then(turn);
  const linked = Number(location.hash.slice(1));
  if (linked > 0) pick(linked);
  setInterval(turn, 1000);
`;
