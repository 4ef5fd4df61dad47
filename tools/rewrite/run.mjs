/** `npm run rewrite -- DIR [options]`: reads every pickle of a folder, writes it again, and has Python load both. */
import { join } from 'node:path';
import { importSource } from '../build/run-source.mjs';

const { main } = await importSource(join(import.meta.dirname, 'main.ts'));
process.exitCode = await main(process.argv.slice(2), join(import.meta.dirname, 'check.py'));
