/**
 * What stand-alone modules are made of, as text: the engine, and the stages of the converters.
 *
 *     node tools/engine/parts.mjs        writes the files parts.gen.ts
 */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { objectOf, table, takenApart } from './declarations.mjs';

const packages = join(import.meta.dirname, '../../packages');

/** Generated files, each with what makes its text. */
export const FILES = [
  {
    path: join(packages, 'engine/src/module/parts.gen.ts'),
    make: () =>
      text(
        'packages/engine/src/module/inside/index.ts',
        kernels,
        ['createModel', 'tableFeeds', 'recordFeeds', 'tensorFeeds', 'aligned', 'fromBase64'],
        'Every kernel: domain and operator, the expression that makes it, names that it needs.',
      ),
  },
  ...['convert-keras', 'convert-sklearn'].map((name) => ({
    path: join(packages, name, 'src/stages/parts.gen.ts'),
    make: () =>
      text(
        `packages/${name}/src/stages/kinds.ts`,
        kinds,
        ['runnerFor'],
        'Every kind of stage: its name, the expression that makes it, names that it needs.',
      ),
  })),
];

async function text(entry, entriesOf, roots, says) {
  const { parts, entries } = await takenApart(entry, entriesOf, roots);
  return [
    '// Made by tools/engine/parts.mjs: do not edit.\n',
    "import type { SourcePart } from '@brine/core';\n",
    '/** Names that are declared, the declaration, names that it needs: in an order in which they can be run. */',
    table('PARTS', parts),
    `/** ${says} */`,
    table('ENTRIES', entries),
  ].join('\n');
}

/** The tables that make up KERNELS, with their properties: each kernel is a part of its own. */
function kernels(declared) {
  const spreads = objectOf('KERNELS', declared).properties.flatMap((domain) =>
    domain.initializer.properties.map((spread) => ({ domain: domain.name.text, table: spread.expression.getText() })),
  );
  const entries = spreads.flatMap(({ domain, table: name }) =>
    objectOf(name, declared).properties.map((property) => ({ name: `${domain}:${property.name.getText()}`, property })),
  );
  return { entries, tables: ['KERNELS', ...spreads.map((spread) => spread.table)] };
}

/** The kinds of stages of a converter. */
function kinds(declared) {
  const entries = objectOf('KINDS', declared).properties.map((property) => ({ name: property.name.text, property }));
  return { entries, tables: ['KINDS'] };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const { path, make } of FILES) writeFileSync(path, await make());
}
