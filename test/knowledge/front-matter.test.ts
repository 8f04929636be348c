import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { readFrontMatter } from '../../src/knowledge/front-matter.ts';

const schema = z.strictObject({ id: z.string(), tags: z.array(z.string()).optional() });
const read = (text: string) => readFrontMatter(text, schema, 'playbook a');

describe('front matter', () => {
  it('gives checked data and the body below', async () => {
    const expected = { data: { id: 'a', tags: ['x'] }, body: '# A\n\ntext' };
    expect(await read('---\nid: a\ntags: [x]\n---\n\n# A\n\ntext\n')).toEqual(expected);
    expect(await read('\uFEFF--- yaml\r\nid: a\r\ntags: [x]\r\n---\r\n# A\n\ntext')).toEqual(expected);
  });

  it.each([
    'js',
    ' js',
    'JS',
    'javascript',
    'coffee',
    'cson',
    'json',
    'toml',
    'ruby',
    'constructor',
    '__proto__',
  ])('refuses ---%s without running it', async (language) => {
    Reflect.deleteProperty(globalThis, 'ran');
    await expect(read(`---${language}\n{ id: (globalThis.ran = 'a') }\n---\n# A`)).rejects.toThrow(
      'playbook a: front matter must be YAML; code in it is not run',
    );
    expect(globalThis).not.toHaveProperty('ran');
  });

  it('throws for bad YAML the second time as well', async () => {
    const bad = '---\nid: [a\n---\n# A';
    await expect(read(bad)).rejects.toThrow(/^playbook a: .+/);
    await expect(read(bad)).rejects.toThrow(/^playbook a: .+/);
  });

  it('says where data do not fit', async () => {
    await expect(read('---\nid: 1\ntags: [x, 2]\n---\n')).rejects.toThrow(/^playbook a: id: .+; tags\.1: .+/);
    await expect(read('---\nid: a\nidd: b\n---\n')).rejects.toThrow(/front matter: .*"idd"/);
  });

  it('needs both fences', async () => {
    await expect(read('# A')).rejects.toThrow(
      'playbook a: has no front matter; begin the file with a line ---',
    );
    await expect(read('---\nid: a\n# A')).rejects.toThrow('front matter does not end');
  });
});
