/** What a person who opens a module reads first. */

import type { Method, Program } from '@brine/core';
import { version } from '../../package.json';
import { inComment } from './literal.js';

/** Names of what is written, in one folder. Without a name a module stands alone. */
export interface Files {
  readonly module?: string;
  readonly declarations?: string;
  readonly weights?: string;
}

/** A name that means itself in a comment that tools read. */
const PLAIN = /^[\w.-]+$/;

export function head({ name, classes }: Program, methods: readonly Method[], files: Files): string {
  const { module = 'model.mjs', declarations, weights } = files;
  const names = [...(classes ? ['classes'] : []), ...(weights === undefined ? methods : ['create'])];
  const lines = [
    `${inComment(name)}, a model as a module: it needs nothing but this file${weights === undefined ? '' : ` and its weights, ${inComment(weights)}`}.`,
    `Brine ${version} made it of parts of its engine, the model as JSON and its weights. To change it, convert the model again.`,
    '',
    `    import { ${names.join(', ')} } from './${inComment(module)}';`,
    ...(weights === undefined ? [] : [`    const { ${methods.join(', ')} } = create(weights); // as bytes`]),
  ];
  const comment = lines.map((line) => ` * ${line}`.trimEnd()).join('\n');
  // Deno looks for the types here, other tools by the name of the file.
  const types = declarations && PLAIN.test(declarations) ? `// @ts-self-types="./${declarations}"\n` : '';
  return `${types}/**\n${comment}\n */\n`;
}
