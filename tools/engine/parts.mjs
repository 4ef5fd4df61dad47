/**
 * The engine as text, for stand-alone modules: its source in one scope (esbuild), taken apart into top-level declarations and what each
 * needs (TypeScript's parser), so that a module gets those of its own operators.
 *
 *     node tools/engine/parts.mjs        writes packages/engine/src/module/parts.gen.ts
 */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import ts from 'typescript';

const workspace = join(import.meta.dirname, '../..');

/** The text of the generated file. */
export async function parts() {
  const file = ts.createSourceFile('engine.js', await bundled(), ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const statements = file.statements.filter((statement) => !ts.isExportDeclaration(statement));
  const declared = new Map(statements.flatMap((statement) => namesOf(statement).map((name) => [name, statement])));
  const needs = (node) => [...new Set(identifiers(node))].filter((name) => declared.has(name));
  const tables = kernelTables(declared);
  const skipped = new Set([declared.get('KERNELS'), ...tables.map(({ statement }) => statement)]);
  const rows = statements
    .filter((statement) => !skipped.has(statement))
    .map((statement) => {
      const names = namesOf(statement);
      return [
        names.join(' '),
        statement.getText(),
        needs(statement)
          .filter((name) => !names.includes(name))
          .join(' '),
      ];
    });
  const operators = tables.flatMap(({ domain, entries }) =>
    entries.map((entry) => [
      `${domain}:${entry.name.getText()}`,
      ts.isShorthandPropertyAssignment(entry) ? entry.name.getText() : entry.initializer.getText(),
      needs(ts.isShorthandPropertyAssignment(entry) ? entry : entry.initializer).join(' '),
    ]),
  );
  return [
    '// Made by tools/engine/parts.mjs: do not edit.\n',
    '/** Names that are declared, the declaration, names that it needs: in an order in which they can be run. */',
    'export type Part = readonly [names: string, source: string, needs: string];\n',
    table('PARTS', rows),
    '/** Every kernel: domain and operator, the expression that makes it, names that it needs. */',
    table('OPERATORS', operators),
  ].join('\n');
}

/** The engine in one scope, without comments. */
async function bundled() {
  const { outputFiles } = await build({
    entryPoints: [join(workspace, 'packages/engine/src/module/inside/index.ts')],
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    tsconfig: join(workspace, 'tsconfig.base.json'),
    treeShaking: true,
    minifyWhitespace: true,
    legalComments: 'none',
    charset: 'ascii',
    logOverride: { 'import-is-undefined': 'error' },
    write: false,
  });
  return outputFiles[0].text;
}

/** The tables that make up KERNELS, with their properties: each kernel is a part of its own. */
function kernelTables(declared) {
  return declarationOf('KERNELS', declared).properties.flatMap((domain) =>
    domain.initializer.properties.map((spread) => {
      const name = spread.expression.getText();
      return {
        domain: domain.name.text,
        statement: declared.get(name),
        entries: [...declarationOf(name, declared).properties],
      };
    }),
  );
}

function declarationOf(name, declared) {
  const { initializer } = declared.get(name).declarationList.declarations.find((one) => one.name.getText() === name);
  if (!ts.isObjectLiteralExpression(initializer)) throw new Error(`${name} is no plain table`);
  return initializer;
}

function namesOf(statement) {
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) return [statement.name.getText()];
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  throw new Error(`a module of the engine does something when it is loaded: ${statement.getText().slice(0, 80)}`);
}

/** Names that stand for values; a local one of the same name as a declaration only makes a module larger. */
function identifiers(node) {
  const names = [];
  const visit = (at) => {
    if (ts.isIdentifier(at)) {
      const { parent } = at;
      const isName =
        (ts.isPropertyAccessExpression(parent) && parent.name === at) ||
        (ts.isPropertyAssignment(parent) && parent.name === at) ||
        (ts.isMethodDeclaration(parent) && parent.name === at);
      if (!isName) names.push(at.text);
    }
    ts.forEachChild(at, visit);
  };
  visit(node);
  return names;
}

function table(name, rows) {
  return `export const ${name}: readonly Part[] = [\n${rows.map((row) => `  ${JSON.stringify(row)},\n`).join('')}];\n`;
}

export const PARTS_FILE = join(workspace, 'packages/engine/src/module/parts.gen.ts');

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync(PARTS_FILE, await parts());
