/**
 * The SDK's adapter for Node's HTTP server comes with a web framework, for a transport that is not used here. Told that
 * it does nothing by being loaded, the bundler leaves it out, and no start loads the network modules it names.
 */
export const withoutWebFramework = {
  name: 'without-web-framework',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^@hono\/node-server$/ }, async ({ pluginData, path, ...from }) => {
      if (pluginData === 'resolved') return undefined;
      const found = await resolve(path, { ...from, pluginData: 'resolved' });
      return { ...found, sideEffects: false };
    });
  },
};
