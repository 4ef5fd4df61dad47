/** Which unknown calls are known to be dangerous. */

import { ACTING_MODULES, BUILDERS, CAPABILITIES, HARMLESS, LIBRARIES, NO_BUILDERS } from './names/capabilities.js';
import { STDLIB } from './names/stdlib.js';

const words = (text: string) => text.trim().split(/\s+/);

const capabilities = new Map<string, string>();
for (const [what, names] of Object.entries(CAPABILITIES)) for (const name of words(names)) capabilities.set(name, what);
const stdlib = new Set(words(STDLIB));
const libraries = new Set(words(LIBRARIES));
const harmless = new Set(words(HARMLESS));
const builders = new Set(words(BUILDERS));
const noBuilders = new Set(words(NO_BUILDERS));
const acting = new Set(words(ACTING_MODULES));

/** Functions by which libraries make the objects that they saved: one that is not on the list is of another version, not an attack. */
const MAKES_SAVED = /(?:re)?(?:construct|build|creat|restor)|unpickle|^_?_?new|_ctor$|^_from_|^from_/i;

/**
 * What a call of a name that is not on the allow-list can do, in words; undefined when it is merely unknown.
 *
 * @param name - dotted for a nested one
 * @param isMaking - whether it is made by NEWOBJ, as classes are
 */
export function dangerOf(module: string, name: string, isMaking = false): string | undefined {
  // Attributes of the language's own machinery lead from any function to everything: `f.__globals__`.
  if (
    /(?:^|\.)__(?!pyx_|new__$|generator_ctor$|randomstate_ctor$|bit_generator_ctor$|newobj)\w+(?:\.|$)/.test(name) &&
    name !== '__import__'
  ) {
    return 'reaches into the interpreter';
  }
  const known = listed(module, name);
  if (known !== undefined) return known;
  const root = module.split('.')[0]!;
  if (isStored(module, name)) return undefined;
  if (stdlib.has(root)) {
    // A dotted name may go on into another module that this one imports: `random` and `_os.system`.
    const isOwn = name
      .split('.')
      .slice(0, -1)
      .every((part) => /^_?[A-Z]/.test(part));
    return isOwn && isIn(harmless, module, name)
      ? undefined
      : 'is a call of the standard library that no saved data makes';
  }
  if (!libraries.has(root)) return undefined;
  const parts = name.split('.');
  const isFunction = !isMaking && /^[_a-z]/.test(parts.at(-1)!);
  const isMethod = parts.length > 1;
  if (isFunction && (isMethod || !MAKES_SAVED.test(name))) return `is a function of ${root} that no saved model calls`;
  return undefined;
}

/** What the tables of capabilities say of a name, whatever its package. */
export function listed(module: string, name: string): string | undefined {
  const full = `${module}.${name}`;
  if (isStored(module, name)) return undefined;
  const exact = capabilities.get(full);
  if (exact !== undefined) return exact;
  if (harmless.has(full)) return undefined;
  const isUsual = libraries.has(module.split('.')[0]!) && MAKES_SAVED.test(name) && !name.includes('.');
  for (let at = full.length; (at = full.lastIndexOf('.', at - 1)) > 0;) {
    const what = capabilities.get(`${full.slice(0, at)}.*`);
    if (what !== undefined) return isUsual || isClassOf(module, name) ? undefined : what;
  }
  return undefined;
}

/** What the tables say of this very name. */
export function exactly(module: string, name: string): string | undefined {
  return capabilities.get(`${module}.${name}`);
}

/** A class of a library of models is unknown, however dangerous the functions beside it. */
function isClassOf(module: string, name: string): boolean {
  return libraries.has(module.split('.')[0]!) && /^_?[A-Z]\w*$/.test(name);
}

/** Whether a call builds a function, class or module out of stored code. */
export function isStored(module: string, name: string): boolean {
  return (
    isIn(builders, module, name) &&
    !noBuilders.has(`${module}.${name}`) &&
    (name.startsWith('_') || module === 'types' || name === 'subimport')
  );
}

/** Whether the import of a module is itself an action. */
export function actsOnImport(module: string): boolean {
  return acting.has(module);
}

function isIn(names: ReadonlySet<string>, module: string, name: string): boolean {
  return names.has(`${module}.${name}`) || names.has(`${module}.*`);
}
