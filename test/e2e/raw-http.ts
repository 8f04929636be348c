/** HTTP as bytes on a socket, for requests that no client library would send. */
import { connect } from 'node:net';

export type RawAnswer = {
  /** 0 where the server closed without an answer. */
  status: number;
  headers: Record<string, string>;
  body: string;
};

function parse(text: string): RawAnswer {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf(':');
      return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()];
    }),
  );
  return { status: Number(first.split(' ')[1] ?? 0), headers, body: rest.join('\r\n\r\n') };
}

/** Sends bytes, piece by piece, and reads until the server closes the connection. Pieces stop when it does. */
export function sendRaw(port: string, pieces: Iterable<string | Uint8Array>): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const socket = connect(Number(port), '127.0.0.1');
    let text = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      text += chunk;
    });
    // A server that refuses may close while we still write.
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(parse(text)));
    const iterator = pieces[Symbol.iterator]();
    const next = () => {
      const { done, value } = iterator.next();
      if (done !== true && socket.writable) socket.write(value, next);
    };
    socket.on('connect', next);
  });
}

/** A connection on which bytes were sent, kept open; `answer` comes when the server closes it. */
export type Held = {
  /** When the bytes have left. */
  sent: Promise<void>;
  answer: Promise<RawAnswer>;
  send: (bytes: string) => void;
  release: () => void;
};

/** Sends bytes and nothing more until told. */
export function hold(port: string, bytes: string): Held {
  const socket = connect(Number(port), '127.0.0.1');
  const sent = new Promise<void>((resolve) => socket.write(bytes, () => resolve()));
  let text = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    text += chunk;
  });
  socket.on('error', () => undefined);
  const answer = new Promise<RawAnswer>((resolve) => socket.on('close', () => resolve(parse(text))));
  return { sent, answer, send: (more) => void socket.write(more), release: () => void socket.destroy() };
}
