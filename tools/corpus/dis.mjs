/** `npm run corpus:dis -- DIR --python PROGRAM [--filter TEXT]`: the listing of every pickle of a folder against CPython's pickletools. */
import { join } from 'node:path';
import { importSource } from '../build/run-source.mjs';

const { main } = await importSource(join(import.meta.dirname, 'dis.ts'));
process.exitCode = await main(process.argv.slice(2), join(import.meta.dirname, 'listings.py'));
