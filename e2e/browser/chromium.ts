/** A headless Chromium, where one is installed. */

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The command of the browser that is installed. */
export const CHROMIUM = ['chromium', 'chromium-browser', 'google-chrome'].find(
  (command) => spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0,
);

export interface Browser {
  /** What it printed, when something went wrong. */
  readonly log: () => string;
  close(): Promise<void>;
}

/** Opens a page. */
export function open(url: string): Browser {
  const profile = mkdtempSync(join(tmpdir(), 'brine-chromium-'));
  const flags = [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--enable-logging=stderr',
  ];
  const browser: ChildProcess = spawn(CHROMIUM!, [...flags, `--user-data-dir=${profile}`, url], { stdio: 'pipe' });
  let log = '';
  browser.stderr!.setEncoding('utf8').on('data', (text: string) => (log += text));
  return {
    log: () => log,
    async close() {
      const ended = new Promise((resolve) => browser.once('exit', resolve));
      browser.kill();
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
