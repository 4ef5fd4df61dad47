/** `node tools/docs/audit-rules.mjs [--check]`: writes the pages of the audit's rules. */
import { join } from 'node:path';
import { importSource } from '../build/run-source.mjs';

const { main } = await importSource(join(import.meta.dirname, 'audit-rules.ts'));
process.exitCode = await main(process.argv.slice(2), join(import.meta.dirname, '../..'));
