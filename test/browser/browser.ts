/** A real Chromium for the tests of this folder. Where it is missing the tests fail, and say how to get it. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const places = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
];

/** Starts Chromium without any traffic of its own. @throws Error that says what to install. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = places.find((path) => path !== undefined && existsSync(path));
  if (executablePath === undefined)
    throw new Error(
      'no Chromium was found; install it (Debian: apt-get install chromium-headless-shell) or name it in CHROMIUM',
    );
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
}
