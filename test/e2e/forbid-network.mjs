/** Loaded into a process under test: everything in Node that reaches a network says so on stderr and throws. */
import { createRequire, syncBuiltinESMExports } from 'node:module';

const require = createRequire(import.meta.url);

/** What opens a connection, waits for one, sends a packet or asks for an address, by module and owner. */
const doors = {
  net: [
    ['Socket.prototype', 'connect'],
    ['Server.prototype', 'listen'],
  ],
  tls: [['', 'connect']],
  http: [
    ['', 'request'],
    ['', 'get'],
  ],
  https: [
    ['', 'request'],
    ['', 'get'],
  ],
  http2: [['', 'connect']],
  dgram: [['', 'createSocket']],
  dns: ['lookup', 'resolve', 'resolve4', 'resolve6', 'reverse'].map((name) => ['', name]),
  'dns/promises': ['lookup', 'resolve', 'resolve4', 'resolve6', 'reverse'].map((name) => ['', name]),
};

const forbidden = (name) => () => {
  process.stderr.write(`network: ${name}\n`);
  throw new Error(`${name} is forbidden here`);
};

for (const [module, functions] of Object.entries(doors))
  for (const [owner, name] of functions) {
    const path = owner === '' ? [] : owner.split('.');
    const target = path.reduce((value, key) => value[key], require(`node:${module}`));
    if (typeof target[name] !== 'function') throw new Error(`${module} has no ${name}`);
    target[name] = forbidden([module, ...path, name].join('.'));
  }
for (const name of ['fetch', 'WebSocket', 'EventSource'])
  Object.defineProperty(globalThis, name, { value: forbidden(name), configurable: true });
syncBuiltinESMExports();
