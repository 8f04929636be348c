/** What a read takes in memory: it grows with the customers of a file, not with its rows. Measured in processes of their own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bundle, withFolder } from './spawned.ts';

const MiB = 1024 ** 2;

type Shape = { customers: number; products: number };

/** Two years of monthly rows, one a customer and product. Returns the size of the file in bytes. */
async function write(path: string, { customers, products }: Shape): Promise<number> {
  const out = createWriteStream(path);
  out.write('customer,month,product,mrr\n');
  for (let month = 0; month < 24; month++) {
    const when = `${2024 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
    let rows = '';
    for (let customer = 0; customer < customers; customer++)
      for (let product = 0; product < products; product++)
        rows += `customer-${customer},${when},product-${product},${((customer * 7 + product) % 90) + 10}.50\n`;
    if (!out.write(rows)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  return (await stat(path)).size;
}

/** The most resident memory, in bytes, of a command that must answer. */
async function memoryOf(...args: string[]): Promise<{ most: number; stdout: string }> {
  const report = 'process.on("exit",()=>process.stderr.write(String(process.resourceUsage().maxRSS)))';
  const hook = `data:text/javascript,${encodeURIComponent(report)}`;
  const child = spawn(process.execPath, ['--import', hook, bundle, ...args]);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const [code] = (await once(child, 'close')) as [number];
  expect([code, /^\d+$/.test(stderr)]).toEqual([0, true]);
  return { most: Number(stderr) * 1024, stdout };
}

it('grows with customers, not with rows', async () => {
  await withFolder({}, async (folder) => {
    const of = async (name: string, shape: Shape) => {
      const path = join(folder, name);
      const size = await write(path, shape);
      const { most, stdout } = await memoryOf('retention', path);
      const rows = shape.customers * shape.products * 24;
      expect(stdout).toContain(`${rows} rows read, ${rows} used; ${shape.customers} accounts`);
      return { size, most, rows };
    };
    const small = await of('small.csv', { customers: 400, products: 6 });
    const large = await of('large.csv', { customers: 400, products: 48 });
    const many = await of('many.csv', { customers: 19_200, products: 1 });
    // Eight times the rows: 14 MiB more on the disk, which as rows in memory would be about 100.
    expect(large.rows).toBe(8 * small.rows);
    expect(large.size - small.size).toBeGreaterThan(14 * MiB);
    expect(large.most - small.most).toBeLessThan(40 * MiB);
    // As many rows of many customers take more, though the file is no larger.
    expect(many.rows).toBe(large.rows);
    expect(many.most).toBeGreaterThan(large.most);
  });
}, 120_000);
