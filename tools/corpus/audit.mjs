/**
 * `npm run corpus:audit -- DIR [--policy FILE] [--filter TEXT] [--verbose]`: judges the malicious and benign files of a corpus and counts.
 */
import { join } from 'node:path';
import { importSource } from '../build/run-source.mjs';

const { main } = await importSource(join(import.meta.dirname, 'audit.ts'));
process.exitCode = await main(process.argv.slice(2));
