/** The caller's environment without what would lead a client anywhere but to the emulator on this machine. */
export function clientEnvironment() {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(OPENAI|ANTHROPIC|CLAUDE|CODEX)_/.test(name));
  return { ...Object.fromEntries(inherited), NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1', PYTHONIOENCODING: 'utf-8' };
}
