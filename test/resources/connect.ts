/** A client and a server in one process, connected. */
import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { McpServer } from '@modelcontextprotocol/server';

/** Connects a client to a server that has what `register` gives it. */
export async function connect(register: (server: McpServer) => void): Promise<Client> {
  const server = new McpServer({ name: 'test', version: '0' });
  register(server);
  const client = new Client({ name: 'test', version: '0' });
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
  await Promise.all([server.connect(serverSide), client.connect(clientSide)]);
  return client;
}
