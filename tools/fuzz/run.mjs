/** `npm run fuzz -- [--minutes N] [--seed S]`: random pickles, read by CPython and by codec-pickle. */
import { join } from 'node:path';
import { importSource } from '../build/run-source.mjs';

const { main } = await importSource(join(import.meta.dirname, 'main.ts'));
process.exitCode = main(process.argv.slice(2), import.meta.dirname);
