/** Which tools carry a view, as hosts read it: by the official helper of hosts, over a real client. */
import { getToolUiResourceUri, RESOURCE_MIME_TYPE } from '@modelcontextprotocol/ext-apps/app-bridge';
import { expect, it } from 'vitest';
import { connectServer } from '../browser/server.ts';

const client = await connectServer();

it('every analyzer that has charts names the one view, for the model and for the view itself', async () => {
  const { tools } = await client.listTools();
  const views = tools.flatMap((tool) => {
    const uri = getToolUiResourceUri(tool as never);
    return uri === undefined ? [] : [[tool.name, uri, tool._meta?.['ui']]];
  });
  const ui = { resourceUri: 'ui://cco/decision', visibility: ['model', 'app'] };
  expect(views).toEqual(
    ['cco_decompose_retention', 'cco_design_segments', 'cco_size_coverage', 'cco_plan_hires'].map((name) => [
      name,
      'ui://cco/decision',
      ui,
    ]),
  );
});

it('the view has the media type of MCP Apps and asks for no exception', async () => {
  const { resources } = await client.listResources();
  expect(resources.find(({ uri }) => uri === 'ui://cco/decision')).toMatchObject({
    mimeType: RESOURCE_MIME_TYPE,
  });
  const { contents } = await client.readResource({ uri: 'ui://cco/decision' });
  expect(contents).toHaveLength(1);
  expect(contents[0]).toMatchObject({
    uri: 'ui://cco/decision',
    mimeType: RESOURCE_MIME_TYPE,
    _meta: { ui: { prefersBorder: false } },
  });
  expect(JSON.stringify(contents[0]?._meta)).not.toMatch(/csp|permissions|domain/i);
});
