/** Measures the time from an answer's arrival in a view to its first chart, by the clock of the machine. */
import type { Host } from './host.ts';

/** Milliseconds from the host's sending of the built-in answer to the first drawn chart in a fresh view. */
export async function firstChart(host: Host, tool: string): Promise<number> {
  const frame = await host.open({});
  const result = (await host.client.callTool({ name: tool, arguments: { sample: true } })) as Record<
    string,
    unknown
  >;
  await host.tell('sendToolInput', { arguments: { sample: true } });
  const drawn = frame.evaluate(`new Promise((done) => {
    const look = () => document.querySelector('svg text') === null ? requestAnimationFrame(look) : done(Date.now());
    look();
  })`) as Promise<number>;
  const sent = (await host.page.evaluate(
    `(async () => { const sent = Date.now(); await window.bridge.sendToolResult(${JSON.stringify(result)}); return sent; })()`,
  )) as number;
  return (await drawn) - sent;
}
