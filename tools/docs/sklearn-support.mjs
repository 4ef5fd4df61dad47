/** Writes docs/sklearn-support.md. */
import { join } from 'node:path';
import { importSource } from '../build/run-source.mjs';

const { main } = await importSource(join(import.meta.dirname, 'sklearn-support.ts'));
await main(join(import.meta.dirname, '../..'));
