/** The agent skill over MCP, read and verified by the SDK's own skills client. */
import { SkillsClient } from '@modelcontextprotocol/client/ext/skills';
import { expect, it } from 'vitest';
import { skillFiles, skillName } from '../../src/knowledge/library.ts';
import { registerSkill } from '../../src/resources/skill.ts';
import { filesUnder, readText } from '../sources.ts';
import { connect } from './connect.ts';

const uri = `skill://${skillName}/SKILL.md`;

it('is the skill of the repository, with every reference', () => {
  expect(Object.keys(skillFiles).sort()).toEqual(['SKILL.md', ...filesUnder('references', '.md')].sort());
  for (const [path, text] of Object.entries(skillFiles)) expect(text).toBe(readText(path));
});

it('is listed, and each of its files passes the checks of a client', async () => {
  const client = await connect(registerSkill);
  const skills = new SkillsClient(client);
  expect(skills.supported).toBe(true);
  const { skills: listed } = await skills.list();
  expect(listed.map((one) => one.uri)).toEqual([uri]);
  const [entry] = listed;
  if (entry === undefined) throw new Error('no skill');
  for (const path of Object.keys(skillFiles)) {
    const file = await skills.read(entry, `skill://${skillName}/${path}`);
    expect(file).toMatchObject({ verified: true, mimeType: 'text/markdown' });
    expect(file.text).toBe(skillFiles[path]);
  }
});

it('serves nothing else', async () => {
  const client = await connect(registerSkill);
  for (const path of ['../package.json', 'references/none.md', 'toString'])
    await expect(client.readResource({ uri: `skill://${skillName}/${path}` })).rejects.toMatchObject({
      code: -32602,
    });
});
