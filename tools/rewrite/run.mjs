/** `npm run rewrite -- DIR [options]`: reads every pickle of a folder, writes it again, and has Python load both. */
import { join, resolve } from 'node:path';
import { importSource } from '../build/run-source.mjs';

const args = process.argv.slice(2);
const calls = await importSource(join(import.meta.dirname, 'dill.ts'));
const isCalled = args[0] !== undefined && calls.FOLDERS.test(resolve(args[0]));
const { main } = isCalled ? calls : await importSource(join(import.meta.dirname, 'main.ts'));
process.exitCode = await main(args, join(import.meta.dirname, isCalled ? 'calls.py' : 'check.py'));
