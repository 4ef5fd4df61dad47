/**
 * TypeScript source as a list of declarations in JavaScript: one scope (esbuild), taken apart into its top-level declarations and the
 * names that each needs (TypeScript's parser), so that a stand-alone module gets those that its own model needs.
 */

import { join } from 'node:path';
import { build, transform } from 'esbuild';
import ts from 'typescript';

const workspace = join(import.meta.dirname, '../..');

/**
 * @param entry - a module, by its path in the workspace
 * @param entriesOf - of the declarations by name: properties of tables, each a choice of its own, as `{ name, property }`; and the
 *   tables, which are no parts
 * @param roots - names of what every module has
 * @returns parts that can be reached from an entry or a root, and entries: `[names, text, needs]`
 */
export async function takenApart(entry, entriesOf, roots) {
  const file = parsed(await bundled(entry));
  const statements = file.statements.filter((statement) => !ts.isExportDeclaration(statement));
  const declared = new Map(statements.flatMap((statement) => namesOf(statement).map((name) => [name, statement])));
  const { entries, tables } = entriesOf(declared);
  const skipped = new Set(tables.map((table) => declared.get(table)));
  const row = async (names, text, around = ['', '']) => {
    const short = await minified(around.join(text));
    const needs = [...identifiers(parsed(short))].filter((name) => declared.has(name) && !names.includes(name));
    return { names, text: short.slice(around[0].length, short.length - around[1].length), needs };
  };
  const parts = await Promise.all(
    statements
      .filter((statement) => !skipped.has(statement))
      .map((statement) => row(namesOf(statement), statement.getText())),
  );
  const choices = await Promise.all(
    entries.map(({ name, property }) => {
      const expression = ts.isShorthandPropertyAssignment(property) ? property.name : property.initializer;
      return row([name], expression.getText(), ['$=', ';']);
    }),
  );
  const reached = reach(parts, [...roots, ...choices.flatMap(({ needs }) => needs)]);
  const written = ({ names, text, needs }) => [names.join(' '), text, needs.join(' ')];
  return { parts: parts.filter((part) => reached.has(part)).map(written), entries: choices.map(written) };
}

/** The text of a generated list of such rows. */
export function table(name, rows) {
  return `export const ${name}: readonly SourcePart[] = [\n${rows.map((row) => `  ${JSON.stringify(row)},\n`).join('')}];\n`;
}

/** The object that a name is declared as. */
export function objectOf(name, declared) {
  const { initializer } = declared.get(name).declarationList.declarations.find((one) => one.name.getText() === name);
  if (!ts.isObjectLiteralExpression(initializer)) throw new Error(`${name} is no plain table`);
  return initializer;
}

function reach(parts, names) {
  const declaring = new Map(parts.flatMap((part) => part.names.map((name) => [name, part])));
  const reached = new Set();
  const open = [...names];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const part = declaring.get(name);
    if (!part || reached.has(part)) continue;
    reached.add(part);
    open.push(...part.needs);
  }
  return reached;
}

/** Short names inside of a declaration, its own and those that it needs as they are: as in a script, whose scope is everyone's. */
async function minified(source) {
  const { code } = await transform(source, { minify: true, target: 'es2022', charset: 'ascii', legalComments: 'none' });
  return code.trimEnd();
}

const parsed = (text) => ts.createSourceFile('parts.js', text, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);

/** The source in one scope, without comments. */
async function bundled(entry) {
  const { outputFiles } = await build({
    entryPoints: [join(workspace, entry)],
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    tsconfig: join(workspace, 'tsconfig.base.json'),
    treeShaking: true,
    legalComments: 'none',
    charset: 'ascii',
    logOverride: { 'import-is-undefined': 'error' },
    write: false,
  });
  return outputFiles[0].text;
}

function namesOf(statement) {
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) return [statement.name.getText()];
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  throw new Error(`source for modules does something when it is loaded: ${statement.getText().slice(0, 80)}`);
}

/** Names that stand for values; a local one of the same name as a declaration only makes a module larger. */
function identifiers(node) {
  const names = new Set();
  const visit = (at) => {
    if (ts.isIdentifier(at) && !isKey(at)) names.add(at.text);
    ts.forEachChild(at, visit);
  };
  visit(node);
  return names;
}

/** Whether a name is that of a property, and so of nothing declared. */
function isKey(name) {
  const { parent } = name;
  return KEYED.some((is) => is(parent))
    ? parent.name === name
    : ts.isBindingElement(parent) && parent.propertyName === name;
}

const KEYED = [
  ts.isPropertyAccessExpression,
  ts.isPropertyAssignment,
  ts.isMethodDeclaration,
  ts.isPropertyDeclaration,
  ts.isGetAccessor,
  ts.isSetAccessor,
];
