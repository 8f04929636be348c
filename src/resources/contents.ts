/** What every resource needs: its mime types, the form of an answer, and completion by prefix. */

export const markdown = 'text/markdown';
export const json = 'application/json';

/** For people and assistants alike: documents a founder may want to read. */
export const forBoth = { audience: ['user' as const, 'assistant' as const] };

/** For assistants: exact, but no reading matter. */
export const forAssistants = { audience: ['assistant' as const] };

/** The answer to a read: one text. Example: `contents('cco://key-questions', markdown, '# ...').contents[0].mimeType` is "text/markdown". */
export const contents = (uri: string, mimeType: string, text: string) => ({
  contents: [{ uri, mimeType, text }],
});

/** Names that begin with what was typed. Example: `startingWith(['ab', 'cd'], 'a')` is `['ab']`. */
export const startingWith = (names: readonly string[], typed: string): string[] =>
  names.filter((name) => name.startsWith(typed));

/** The value of a variable of a URI template, which holds one. Example: `variable(['x'])` is "x". */
export const variable = (value: string | string[] | undefined): string =>
  (Array.isArray(value) ? value[0] : value) ?? '';
