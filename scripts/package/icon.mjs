/** The icon: a ring that is not quite closed, around three growing bars. Drawn point by point, as a PNG. */
import { zlibSync } from 'fflate';

const size = 512;

/** Points looked at per side of a pixel, which smooths the edges. */
const samples = 4;

const ground = [15, 82, 87];
const ink = [255, 255, 255];
const accent = [242, 169, 59];

const hypot = (x, y) => Math.sqrt(x * x + y * y);

/** Whether a point lies in a box with round corners, all in shares of the icon's side from its middle. */
function inBox(x, y, [left, top, right, bottom], radius) {
  const dx = Math.max(left + radius - x, 0, x - (right - radius));
  const dy = Math.max(top + radius - y, 0, y - (bottom - radius));
  return hypot(dx, dy) <= radius;
}

const bars = [
  [-0.17, 0.02, -0.08, 0.16],
  [-0.045, -0.06, 0.045, 0.16],
  [0.08, -0.15, 0.17, 0.16],
];

/** The colour of a point, or null outside the icon. The ring's gap, what was lost, has another colour. */
function colourAt(x, y) {
  if (!inBox(x, y, [-0.5, -0.5, 0.5, 0.5], 0.11)) return null;
  if (bars.some((bar) => inBox(x, y, bar, 0.015))) return ink;
  const distance = hypot(x, y);
  if (distance < 0.29 || distance > 0.36) return ground;
  const lost = x > 0 && y < 0 && x < -y * 0.9;
  return lost ? accent : ink;
}

/** One pixel as red, green, blue and opacity: the mean of its points. */
function pixel(column, row) {
  const sum = [0, 0, 0];
  let hits = 0;
  for (let i = 0; i < samples; i++)
    for (let j = 0; j < samples; j++) {
      const x = (column + (i + 0.5) / samples) / size - 0.5;
      const y = (row + (j + 0.5) / samples) / size - 0.5;
      const colour = colourAt(x, y);
      if (colour === null) continue;
      hits += 1;
      for (const channel of [0, 1, 2]) sum[channel] += colour[channel];
    }
  const mean = sum.map((value) => (hits === 0 ? 0 : Math.round(value / hits)));
  return [...mean, Math.round((255 * hits) / samples ** 2)];
}

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

const crc32 = (bytes) => ~bytes.reduce((crc, byte) => crcTable[(crc ^ byte) & 255] ^ (crc >>> 8), ~0) >>> 0;

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

/** The icon as the bytes of a PNG, 512 by 512 pixels. */
export function drawIcon() {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  // Eight bits a channel, with opacity.
  header.set([8, 6], 8);
  const rows = Buffer.alloc(size * (size * 4 + 1));
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++)
      rows.set(pixel(column, row), row * (size * 4 + 1) + 1 + column * 4);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', Buffer.from(zlibSync(rows, { level: 9 }))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
