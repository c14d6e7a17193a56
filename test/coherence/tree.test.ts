import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

const SERVER = join(__dirname, '..', '..', 'server');

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? [path, ...walk(path)] : [path];
  });
}

const all = walk(SERVER);
const folders = [SERVER, ...all.filter((path) => statSync(path).isDirectory() && !path.includes('/data/'))];
const sources = all.filter((path) => path.endsWith('.ts'));

describe('the tree tells the story', () => {
  test('each folder says what lives there', () => {
    const rooms = folders.filter((folder) =>
      /server(\/(?!extras$)[^/]+|\/extras\/[^/]+|\/providers\/\w+\/\w+)?$/.test(folder),
    );
    expect(rooms.filter((folder) => !existsSync(join(folder, 'README.md')))).toEqual([]);
  });

  test('no file is named after no job', () => {
    const jobless = /^(utils?|helpers?|common|misc|types|shared)\.ts$/;
    expect(sources.filter((file) => jobless.test(basename(file)))).toEqual([]);
  });

  test('every surface has the like-named files', () => {
    const surfaces = folders.filter(
      (folder) => /providers\/\w+\/\w+$/.test(folder) && existsSync(join(folder, 'stream.ts')),
    );
    expect(surfaces).toHaveLength(4);
    for (const surface of surfaces) {
      const files = readdirSync(surface);
      const jobs = new Set(files.map((file) => file.replace(/\.ts$/, '')));
      for (const job of ['index', 'schema', 'rules', 'read', 'render', 'stream']) expect(jobs).toContain(job);
    }
  });

  test('no file outgrows a screenful of screens', () => {
    const long = sources.map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n').length }));
    expect(long.filter(({ lines }) => lines > 400)).toEqual([]);
  });

  test('only lib touches time and chance', () => {
    const ambient = /Date\.now\(|new Date\(\)|Math\.random\(|performance\.now\(/;
    const offenders = sources.filter((file) => !file.includes('/lib/') && ambient.test(readFileSync(file, 'utf8')));
    expect(offenders).toEqual([]);
  });

  test('no module keeps state', () => {
    expect(sources.filter((file) => /^(export )?let /m.test(readFileSync(file, 'utf8')))).toEqual([]);
  });
});
