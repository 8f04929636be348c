import { describe, expect, it } from 'vitest';
import { type SourceFile, sources, withoutTypes } from './sources.ts';

const under = (...folders: string[]): SourceFile[] =>
  sources.filter(({ path }) => folders.some((folder) => path.startsWith(`src/${folder}/`)));

/** Files and what they import against a rule; empty when the rule is kept. */
const breaches = (files: readonly SourceFile[], allowed: (name: string) => boolean): string[] =>
  files.flatMap(({ path, imports }) =>
    imports.filter((name) => !allowed(name)).map((name) => `${path} -> ${name}`),
  );

/** The code without comments and texts, where words may be anything. */
const codeOf = ({ text }: SourceFile): string =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\/\/.*$/gm, '')
    .replace(/'(?:[^'\\\n]|\\.)*'/g, "''");

const uses = (files: readonly SourceFile[], pattern: RegExp): string[] =>
  files.flatMap((file) => [...codeOf(file).matchAll(pattern)].map(([found]) => `${file.path}: ${found}`));

const within =
  (...starts: string[]) =>
  (name: string): boolean =>
    starts.some((start) => name === start || (start.endsWith('/') && name.startsWith(start)));

describe('who may import whom', () => {
  it('reads the sources', () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(under('domain').length).toBeGreaterThan(40);
    expect(sources.find(({ path }) => path === 'src/cli.ts')?.imports).toContain('src/version.ts');
  });

  it.each([
    ['domain', ['zod', 'src/domain/']],
    ['render', ['src/domain/', 'src/render/']],
    [
      'data',
      [
        'zod',
        'papaparse',
        'read-excel-file/universal',
        'fflate',
        'node:buffer',
        'node:fs',
        'node:fs/promises',
        'node:path',
        // Only the readers whose parsers run in a thread that can be ended.
        'hyparquet',
        'hyparquet-compressors',
        'node:worker_threads',
        'worker:./parquet-worker.ts',
        'worker:./workbook-worker.ts',
        'src/domain/',
        'src/data/',
        'fixtures/',
      ],
    ],
    [
      'knowledge',
      ['SKILL.md', 'zod', 'gray-matter', 'src/domain/human-decisions.ts', 'src/knowledge/', 'references/'],
    ],
    [
      'views',
      [
        'echarts/charts',
        'echarts/components',
        'echarts/core',
        'echarts/renderers',
        'echarts/types/dist/shared',
        'src/domain/',
        'src/render/',
        'src/views/',
      ],
    ],
    [
      'memory',
      [
        'zod',
        'node:crypto',
        'node:fs',
        'node:fs/promises',
        'node:path',
        'src/domain/',
        'src/knowledge/front-matter.ts',
        'src/memory/',
      ],
    ],
    [
      'cli',
      ['zod', 'node:util', 'src/cli/', 'src/data/', 'src/domain/', 'src/render/words.ts', 'src/tools/'],
    ],
  ])('%s imports only what it may', (folder, allowed) => {
    expect(breaches(under(folder), within(...allowed))).toEqual([]);
  });

  it('keeps the protocol to the adapters', () => {
    const adapters = /^src\/(server\.ts|(transports|tools|resources|prompts)\/)/;
    const others = sources.filter(({ path }) => !adapters.test(path));
    expect(breaches(others, (name) => !name.startsWith('@modelcontextprotocol/'))).toEqual([]);
  });

  it('takes nothing from tests, and fixtures only as the built-in example', () => {
    const loader = 'src/data/samples.ts';
    expect(breaches([...sources], (name) => !name.startsWith('test/'))).toEqual([]);
    const others = sources.filter(({ path }) => path !== loader);
    expect(breaches(others, (name) => !name.startsWith('fixtures/'))).toEqual([]);
  });

  it('reads the disk in one place, keeps reviews by one other and pages by a third, but for the token of the HTTP server', () => {
    const readers = ['src/data/access.ts', 'src/data/list-files.ts', 'src/transports/bearer-token.ts'];
    const others = sources.filter(
      ({ path }) => ![...readers, 'src/memory/files.ts', 'src/data/output.ts'].includes(path),
    );
    expect(breaches(others, (name) => !/^(node:)?fs(\/|$)/.test(name))).toEqual([]);
    // What reads cannot write.
    const writing =
      /\b(?:writeFile|appendFile|mkdir|rename|unlink|rm|link|symlink|truncate|copyFile|createWriteStream)\b/g;
    const reading = sources.filter(({ path }) => readers.includes(path));
    expect(uses(reading, writing)).toEqual([]);
  });

  it('starts threads for Parquet and workbooks alone', () => {
    const threads = /^src\/data\/readers\/(?:parquet(?:-worker)?|workbook(?:-worker)?|thread)\.ts$/;
    const rest = sources.filter(({ path }) => !threads.test(path));
    expect(breaches(rest, (name) => !/worker|hyparquet/.test(name) || name.startsWith('src/'))).toEqual([]);
  });

  it('opens a socket in one file, loads it for serve --http alone, and calls nobody', () => {
    const network = /^(node:)?(http|https|http2|net|tls|dgram|dns|child_process)$/;
    const loaders = sources.filter(({ loads }) => loads.some((name) => network.test(name)));
    expect(loaders.map(({ path, loads }) => [path, loads.filter((name) => network.test(name))])).toEqual([
      ['src/transports/http.ts', ['node:http']],
    ]);
    // Loaded when it is needed, as is the file itself: the bundle would load a plain import at every start.
    expect(withoutTypes(loaders[0]?.text ?? '')).not.toMatch(/from 'node:/);
    const users = sources.filter(({ imports }) => imports.includes('src/transports/http.ts'));
    expect(users.map(({ path }) => path)).toEqual(['src/cli.ts']);
    expect(users[0]?.text).toContain("await import('./transports/http.ts')");
    expect(uses([...sources], /\b(?:fetch|WebSocket|XMLHttpRequest)\s*\(/g)).toEqual([]);
  });

  it('keeps the chart library to the views, and the views out of starting up', () => {
    const others = sources.filter(({ path }) => !path.startsWith('src/views/'));
    expect(breaches(others, (name) => !name.startsWith('echarts'))).toEqual([]);
    expect(breaches(others, (name) => !name.startsWith('src/views/'))).toEqual([
      'src/resources/views.ts -> src/views/browser/view.html',
      'src/tools/write-report.ts -> src/views/report-page.ts',
    ]);
    for (const path of ['src/resources/views.ts', 'src/tools/write-report.ts'])
      expect(sources.find((file) => file.path === path)?.text).toMatch(/await import\('\.\.\/views\//);
    const page = sources.filter(({ path }) => path.startsWith('src/views/browser/'));
    expect(
      uses(page, /\b(?:innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|Function)\b/g),
    ).toEqual([]);
  });

  it('has no circle', () => {
    const byPath = new Map(sources.map((file) => [file.path, file]));
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (path: string, above: readonly string[]) => {
      if (above.includes(path)) circles.push([...above.slice(above.indexOf(path)), path].join(' -> '));
      if (above.includes(path) || done.has(path)) return;
      for (const name of byPath.get(path)?.imports ?? []) visit(name, [...above, path]);
      done.add(path);
    };
    for (const { path } of sources) visit(path, []);
    expect(circles).toEqual([]);
  });
});

describe('pure code', () => {
  const pure = [
    ...under('domain', 'render'),
    ...under('views').filter(({ path }) => !path.startsWith('src/views/browser/')),
  ];

  it.each([
    ['clock', /\bDate\.now\b|\bnew Date\(\)|\bperformance\b|\bsetTimeout\b/g],
    ['chance', /\bMath\.random\b|\bcrypto\b/g],
    ['environment', /\bprocess\b|\bglobalThis\b|\brequire\b|import\.meta/g],
    ['console', /\bconsole\b/g],
    ['locale', /\bIntl\b|localeCompare|toLocale\w+/g],
    [
      'arithmetic that differs between Node versions',
      / \*\* |\bMath\.(?:pow|exp|log\w*|sin|cos|tan|cbrt|hypot)\b/g,
    ],
  ])('has no %s', (_, pattern) => {
    expect(uses(pure, pattern)).toEqual([]);
  });

  it('finds what it looks for', () => {
    const bad = {
      path: 'x',
      text: "const a = 2 ** 3; // console\nMath.random(); 'Intl'",
      imports: [],
      loads: [],
    };
    expect(uses([bad], / \*\* |\bMath\.random\b|console|Intl/g)).toEqual(['x:  ** ', 'x: Math.random']);
  });
});

describe('house rules', () => {
  it('touches arguments, environment and standard streams only at the edge', () => {
    const transports = ['stdio', 'http', 'http-log'].map((name) => `src/transports/${name}.ts`);
    const edge = new Set(['src/cli.ts', ...transports]);
    expect(
      uses(
        sources.filter(({ path }) => !edge.has(path)),
        /\bprocess\.\w+/g,
      ),
    ).toEqual([]);
    expect(uses([...sources], /\bconsole\.\w+/g)).toEqual([]);
  });

  it('has functions and plain data, no classes and no drawer of odds and ends', () => {
    expect(uses([...sources], /\bclass\s+\w+/g)).toEqual([]);
    expect(sources.filter(({ path }) => /\/(?:utils?|helpers?|common|misc)\b/.test(path))).toEqual([]);
  });

  it('names files in kebab-case', () => {
    expect(sources.filter(({ path }) => !/^[a-z0-9/-]+(?:\.d)?\.ts$/.test(path))).toEqual([]);
  });

  it('begins each file with what it is', () => {
    const bare = sources.filter(({ path, text }) => !text.startsWith('/**') && !path.endsWith('version.ts'));
    expect(bare.map(({ path }) => path)).toEqual([]);
  });
});
