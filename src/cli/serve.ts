/** `cco-advisor serve`: its options, checked, for the transport that they choose. */
import { languages } from '../domain/language.ts';
import { companyStages } from '../domain/policy/coverage.ts';
import type { Settings } from '../tools/settings.ts';
import { readArguments } from './arguments.ts';
import { helpLines } from './help.ts';
import { filledIn, readSettings, settingOptions } from './serve-settings.ts';

export const serveHelp = `cco-advisor serve [options] [FOLDER]...
cco-advisor serve --http [--port N] [--host ADDRESS] [--token-file FILE]
                  [options] [FOLDER]...

MCP server on standard input and output, for Claude Desktop, Claude Code and
other hosts; with --http on Streamable HTTP at /mcp, for clients that call by
address.

Options
${helpLines([
  [
    '--data-dir FOLDER',
    'a folder whose data files tools may read (repeatable; also as FOLDER). Without one, tools read no files.',
  ],
  [
    '--memory-dir FOLDER',
    'the folder in which reviews are kept as Markdown files. Without one, nothing is kept.',
  ],
  [
    '--out-dir FOLDER',
    'the folder into which report pages are written, as new files only. Without one, no page is written.',
  ],
])}

Used where a call and its file do not say, and listed among the assumptions
${helpLines([
  ['--stage STAGE', `one of ${companyStages.join(', ')}`],
  ['--currency CODE', 'of amounts without one, such as EUR'],
  ['--language LANG', `of answers: ${languages.join(', ')}`],
])}

Over HTTP
${helpLines([
  ['--http', 'serve over HTTP; every request needs "Authorization: Bearer TOKEN"'],
  ['--port N', 'default 8765; 0 takes any free port'],
  ['--host ADDRESS', 'default 127.0.0.1, which only this machine can reach'],
  ['--token-file FILE', 'file that holds the token; without it one is made and printed once'],
  [
    '--allowed-host NAME',
    'a name by which clients reach the server (repeatable). Needed where --host is not this machine alone; put TLS in front there.',
  ],
  ['--allowed-origin ORIGIN', 'an origin whose pages may call, as https://app.example.com (repeatable)'],
])}
`;

export type HttpOptions = {
  host: string;
  /** 0 takes any free one. */
  port: number;
  /** Whether `host` is this machine alone. */
  loopback: boolean;
  /** File with the token; without one a token is made for the run. */
  tokenFile: string | undefined;
  /** Names, beside those of this machine, by which clients reach the server. */
  allowedHosts: readonly string[];
  /** Origins whose pages may call, as browsers write them. */
  allowedOrigins: readonly string[];
};

/** What a server is to serve: files inside folders, on standard streams or over HTTP. */
export type ServeRequest = {
  folders: readonly string[];
  settings: Settings;
  /** Where reviews are kept. */
  memoryFolder: string | undefined;
  /** Where report pages go. */
  outputFolder: string | undefined;
  http: HttpOptions | null;
};

const httpOptions = {
  port: { type: 'string' },
  host: { type: 'string' },
  'token-file': { type: 'string' },
  'allowed-host': { type: 'string', multiple: true },
  'allowed-origin': { type: 'string', multiple: true },
} as const;

/** Whether an address is this machine and nobody else's. Example: 127.0.0.1 is, 0.0.0.0 is not. */
const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);

function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new TypeError(`--port: "${text.slice(0, 20)}" is no port; give 0 to 65535`);
  return port;
}

const urlOf = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null);

/** A host name as browsers and clients write it, without a port. Example: "Advisor.Example:443" is "advisor.example". */
function hostNameOf(text: string): string {
  const url = /^[\w.:[\]-]+$/.test(text) ? urlOf(`http://${text}`) : null;
  if (url === null)
    throw new TypeError(
      `--allowed-host: "${text.slice(0, 60)}" is no host name; give one such as advisor.example.com`,
    );
  return url.hostname;
}

/** An origin as browsers write it. Example: "https://App.Example:443" is "https://app.example". */
function originOf(text: string): string {
  const url = urlOf(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`)
    throw new TypeError(
      `--allowed-origin: "${text.slice(0, 60)}" is no origin; give scheme and host, such as https://app.example.com`,
    );
  return url.origin;
}

/** Reads the arguments after `serve`. @throws TypeError with a sentence for what cannot be served. */
export function serveRequest(args: readonly string[]): ServeRequest | 'help' {
  const { values, positionals } = readArguments(filledIn(args), {
    'data-dir': { type: 'string', multiple: true },
    'memory-dir': { type: 'string' },
    'out-dir': { type: 'string' },
    http: { type: 'boolean' },
    ...httpOptions,
    ...settingOptions,
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help === true) return 'help';
  const folders = [...(values['data-dir'] ?? []), ...positionals];
  const settings = readSettings(values);
  const memoryFolder = values['memory-dir'];
  const outputFolder = values['out-dir'];
  if (values.http !== true) {
    const stray = Object.keys(httpOptions).find((name) => name in values);
    if (stray !== undefined) throw new TypeError(`--${stray}: an option of --http; add --http`);
    return { folders, settings, memoryFolder, outputFolder, http: null };
  }
  const host = (values.host ?? '127.0.0.1').replace(/^\[(.*)\]$/, '$1');
  const loopback = isLoopback(host);
  const allowedHosts = (values['allowed-host'] ?? []).map(hostNameOf);
  if (!loopback && allowedHosts.length === 0)
    throw new TypeError(
      `--host: ${host} can be reached from other machines; name what clients call it with --allowed-host, such as --allowed-host advisor.example.com`,
    );
  return {
    folders,
    settings,
    memoryFolder,
    outputFolder,
    http: {
      host,
      port: portOf(values.port ?? '8765'),
      loopback,
      tokenFile: values['token-file'],
      allowedHosts,
      allowedOrigins: (values['allowed-origin'] ?? []).map(originOf),
    },
  };
}
