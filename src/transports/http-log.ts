/** Log lines on stderr, one JSON object each: what was asked of the server and how it went, never what was in it. */
import type { IncomingMessage, ServerResponse } from 'node:http';

export type LogLine =
  | { event: 'listening'; url: string }
  | {
      event: 'request';
      method: string;
      /** The class of the path, as a path itself may hold what a caller typed. */
      path: 'mcp' | 'healthz' | 'other';
      /** 499 where the caller went away before the answer. */
      status: number;
      ms: number;
      /** Of the answer, with its headers. */
      bytes: number;
    }
  /** An error by its name alone: its text may quote what a caller sent. */
  | { event: 'fault'; name: string }
  | { event: 'stopping'; signal: string; calls: number }
  | { event: 'stopped' };

/** Writes a line. Example: `{"time":"2026-01-01T00:00:00.000Z","event":"stopped"}`. */
export function log(line: LogLine): void {
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), ...line })}\n`);
}

/** Writes the line of a request when its response is done, however it ended. */
export function logWhenDone(
  path: 'mcp' | 'healthz' | 'other',
  { method = '', socket }: IncomingMessage,
  res: ServerResponse,
): void {
  const began = performance.now();
  const { bytesWritten } = socket;
  res.once('close', () => {
    const ms = Math.round((performance.now() - began) * 10) / 10;
    const status = res.writableFinished ? res.statusCode : 499;
    log({ event: 'request', method, path, status, ms, bytes: socket.bytesWritten - bytesWritten });
  });
}
