/**
 * The environment of the MCP SDK inside the bundle. It comes with two JSON Schema validators, the larger of which is
 * its default on Node; only answers to forms go through one, so the smaller does, and the server starts sooner.
 */

export { default as process } from 'node:process';
export { CfWorkerJsonSchemaValidator as DefaultJsonSchemaValidator } from '@modelcontextprotocol/server/validators/cf-worker';
