/** Writes docs/keras-support.md. */
import { join } from 'node:path';
import { importSource } from '../build/run-source.mjs';

const { main } = await importSource(join(import.meta.dirname, 'keras-support.ts'));
main(join(import.meta.dirname, '../..'));
