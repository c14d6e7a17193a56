/** How the inspector looks, by day and by night. */
export const style = `
  :root {
    color-scheme: light dark; font: 14px/1.45 system-ui, sans-serif;
    --line: #8883; --soft: #8881; --good: #1a7f37; --bad: #cf222e; --odd: #9a6700; --pick: #0969da22;
  }
  @media (prefers-color-scheme: dark) { :root { --good: #57ab5a; --bad: #f47067; --odd: #c69026; --pick: #58a6ff33; } }
  * { box-sizing: border-box; }
  body { margin: 0; height: 100vh; display: grid; grid-template-rows: auto 1fr; }
  header { display: flex; gap: 1rem; align-items: center; padding: .6rem 1rem; border-bottom: 1px solid var(--line); }
  h1 { font-size: 1.1rem; margin: 0; }
  h2 { font-size: .85rem; margin: 1.2rem 0 .3rem; opacity: .7; }
  select, input, button { font: inherit; padding: .15rem .4rem; }
  #summary { margin-left: auto; opacity: .7; }
  main { display: grid; grid-template-columns: minmax(0, 1fr); min-height: 0; }
  main.split { grid-template-columns: minmax(0, 11fr) minmax(0, 9fr); }
  main.split tr > :nth-child(2), main.split tr > :nth-child(n + 7) { display: none; }
  #list, #detail { overflow: auto; }
  #detail { border-left: 1px solid var(--line); padding: 0 1rem 1rem; }
  table { border-collapse: collapse; width: 100%; }
  th, td { text-align: left; padding: .3rem .5rem; border-bottom: 1px solid var(--line); white-space: nowrap; }
  th { position: sticky; top: 0; background: Canvas; font-weight: 600; }
  td.told { width: 100%; max-width: 0; overflow: hidden; text-overflow: ellipsis; }
  td.number { text-align: right; font-variant-numeric: tabular-nums; }
  tbody tr { cursor: pointer; }
  tbody tr:hover { background: var(--soft); }
  tbody tr.picked { background: var(--pick); }
  .answered .status { color: var(--good); }
  .refused .status, .bug .status, .bug .told { color: var(--bad); }
  .broken .status, .cancelled .status, .tag { color: var(--odd); }
  pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; background: var(--soft); padding: .6rem; font-size: 12px; }
  summary { cursor: pointer; }
  #empty { padding: 2rem; opacity: .7; }
`;
