/** `cco://key-questions` and `cco://output-standard`: single documents. */
import type { McpServer } from '@modelcontextprotocol/server';
import { documents } from '../knowledge/library.ts';
import { contents, forBoth, markdown } from './contents.ts';

/** Registers every document of the library under `cco://<id>`. */
export function registerDocuments(server: McpServer): void {
  for (const { id, title, description, text } of documents) {
    const about = { title, description, mimeType: markdown, annotations: forBoth };
    server.registerResource(id, `cco://${id}`, about, (uri) => contents(uri.href, markdown, text));
  }
}
