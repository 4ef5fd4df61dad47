/**
 * `npm run corpus -- DIR [--filter TEXT] [--engine ID] [--verbose]`: opens every file of a folder that has a `FILE.expected.json` beside it and compares.
 */
import { join } from 'node:path';
import { importSource } from '../build/run-source.mjs';

const { main } = await importSource(join(import.meta.dirname, 'main.ts'));
process.exitCode = await main(process.argv.slice(2));
