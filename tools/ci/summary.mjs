// Adds up the closing lines of all vitest runs in a log, and prints one line: `N passed, N failed, N skipped`.
import { readFileSync } from 'node:fs';

// eslint-disable-next-line no-control-regex -- colours
const log = readFileSync(process.argv[2], 'utf8').replace(/\x1b\[[0-9;]*m/g, '');
const total = { passed: 0, failed: 0, skipped: 0 };
for (const [, line] of log.matchAll(/^\s*Tests\s+(.*\(\d+\))\s*$/gm)) {
  for (const [, count, word] of line.matchAll(/(\d+) (passed|failed|skipped)/g)) total[word] += Number(count);
}
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
