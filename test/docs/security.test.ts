/** SECURITY.md names tests and limits that exist, and the request that the README shows over HTTP is answered. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { httpLimits } from '../../src/transports/http-limits.ts';
import { startHttp, token } from '../e2e/http-server.ts';
import { withFolder } from '../e2e/spawned.ts';
import { readText, root } from '../sources.ts';

const page = readText('SECURITY.md');

describe('SECURITY.md', () => {
  it('names a test for every threat, and each of them exists', () => {
    const rows = page.split('\n').filter((line) => /^\| [A-Z]/.test(line));
    expect(rows.length).toBeGreaterThan(8);
    for (const row of rows) {
      const named = [...(row.split('|').at(-2) ?? '').matchAll(/`(test\/[^`]+\.test\.ts)`/g)].map(
        ([, path = '']) => path,
      );
      expect(named.length, row).toBeGreaterThan(0);
      expect(named.filter((path) => !existsSync(`${root}${path}`))).toEqual([]);
    }
  });

  it('fits a page', () => {
    expect(page.split(/\s+/).length).toBeLessThan(900);
  });

  it('says the limits that the code has', () => {
    const { bodyBytes, headerBytes, headersMs, requestMs, calls, batch, subscriptions, connections } =
      httpLimits;
    for (const limit of [
      `${bodyBytes / 1024 ** 2} MiB a body`,
      `${headerBytes / 1024} KiB of headers`,
      `${headersMs / 1000} s for headers`,
      `${requestMs / 1000} s for a request`,
      `${calls} calls at a time`,
      `${batch} messages a body`,
      `${subscriptions} subscriptions`,
      `${connections.toLocaleString('en')} connections`,
    ])
      expect(page).toContain(limit);
  });
});

it('the request of the README is answered', async () => {
  const [line = ''] = /^curl .*\/mcp .*$/m.exec(readText('README.md')) ?? [];
  // The words as a shell reads them; what curl would do with them is done here, as not every machine has it.
  await withFolder({ 'token.txt': `${token}\n` }, async (folder) => {
    const script = `curl() { printf '%s\\0' "$@"; }\n${line}`;
    const words = execFileSync('sh', ['-c', script], { cwd: folder, encoding: 'utf8' }).split('\0');
    const after = (flag: string) => words.filter((_, i) => words[i - 1] === flag);
    const server = await startHttp();
    try {
      const url = new URL(words.find((word) => word.startsWith('http')) ?? '');
      expect(url.host).toBe('127.0.0.1:8765');
      url.port = server.url.port;
      const response = await fetch(url, {
        method: 'POST',
        headers: after('-H').map((header) => header.split(': ') as [string, string]),
        body: after('-d').join(''),
      });
      expect(response.status).toBe(200);
      expect(await response.text()).toContain('NRR 100.5% hides GRR 82.3%');
    } finally {
      await server.stop();
    }
  });
});
