/** `skill://`: the agent skill, by the protocol's skills extension. Its digests are worked out when somebody asks for it. */
import type { McpServer } from '@modelcontextprotocol/server';
import { SkillsExtension, skillEntry } from '@modelcontextprotocol/server/ext/skills';
import { skillFiles, skillName } from '../knowledge/library.ts';
import { forBoth, markdown } from './contents.ts';

const base = `skill://${skillName}/`;

const entryUri = `${base}SKILL.md`;

let made: ReturnType<typeof skillEntry> | undefined;

function entry(): ReturnType<typeof skillEntry> {
  made ??= skillEntry(skillName, skillFiles);
  return made;
}

/** Serves the skill and the references it leads to. Must run before the server connects. */
export function registerSkill(server: McpServer): void {
  const skills = new SkillsExtension({
    strict: true,
    source: {
      list: async () => ({ skills: [await entry()] }),
      get: async (uri) => (uri === entryUri ? entry() : undefined),
      read: async (uri) => {
        const path = uri.startsWith(base) ? uri.slice(base.length) : '';
        const text = Object.hasOwn(skillFiles, path) ? skillFiles[path] : undefined;
        return text === undefined ? undefined : { text, mimeType: markdown };
      },
      listResources: async () => [
        {
          uri: entryUri,
          name: skillName,
          title: 'Agent skill',
          // The skill's own words, as hosts choose skills by them.
          description: (await entry()).frontmatter.description,
          mimeType: markdown,
          annotations: forBoth,
        },
      ],
    },
  });
  skills.attach(server);
}
