/** Taking hand-offs over with care: by kind, in the version one was written for, and held to the published schema. */
import { CfWorkerJsonSchemaValidator } from '@modelcontextprotocol/client/validators/cf-worker';

const validator = new CfWorkerJsonSchemaValidator();

/** The contract of a kind, as the server that makes it publishes it. */
async function contractOf(client, kind) {
  const { contents } = await client.readResource({ uri: `cco://schemas/handoffs/${kind}` });
  return JSON.parse(contents[0].text);
}

/**
 * The payload of a hand-off; null with the reason when the report withholds it.
 * @throws Error when the report has no such hand-off, it has another version, or its payload breaks the contract.
 */
export async function takeOver(client, report, kind, version) {
  const found = report.handoffs.find((one) => one.kind === kind);
  if (found === undefined) throw new Error(`${report.tool} made no hand-off "${kind}"`);
  const { $schema, $id, ...contract } = await contractOf(client, kind);
  if (found.version !== version || contract.version !== version)
    throw new Error(`"${kind}" has version ${found.version}; this program was written for ${version}`);
  if (found.payload === null) return { payload: null, withheld: found.withheld_reason };
  const { valid, errorMessage } = validator.getValidator(contract)(found.payload);
  if (!valid) throw new Error(`"${kind}" breaks ${$id} (${$schema}): ${errorMessage}`);
  return { payload: found.payload, question: found.question };
}
