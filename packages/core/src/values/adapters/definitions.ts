/** Functions, classes, code objects and the like that a file holds by value. */

import type { PyClass, PyCode, PyDefinition, PyFunction } from '../../contract/code.js';
import type { PyValue } from '../../contract/value.js';
import { isKind } from '../../model/make.js';
import { definitionOf, globalName } from '../../model/object.js';
import type { JsonObject } from '../json.js';
import { stringRepr } from '../python/text.js';
import { call, type Converting, positional, type Shown, type Tagging } from './adapter.js';

/** Tagged as what it is, not as how it was saved: a function or class that the file brings is tagged as one that it only names. */
export function definitionJson(definition: PyDefinition, out: Tagging): JsonObject {
  switch (definition.kind) {
    case 'function':
    case 'class':
      return { $: 'global', v: fullName(definition) };
    case 'module':
      return { $: 'module', v: definition.name };
    case 'method': {
      const json: JsonObject = { $: 'method' };
      out.put(json, 'self', definition.self);
      out.put(json, 'func', definition.func);
      return json;
    }
    case 'cell': {
      const json: JsonObject = { $: 'cell' };
      if (definition.contents !== undefined) out.put(json, 'v', definition.contents);
      return json;
    }
    case 'code':
      return {
        $: 'code',
        name: definition.name,
        ...(definition.qualname === undefined ? {} : { qualname: definition.qualname }),
        filename: definition.filename,
        firstlineno: definition.firstlineno,
        argcount: definition.argcount,
        posonlyargcount: definition.posonlyargcount,
        kwonlyargcount: definition.kwonlyargcount,
        flags: definition.flags,
        names: [...definition.names],
        varnames: [...definition.varnames],
        freevars: [...definition.freevars],
        cellvars: [...definition.cellvars],
      };
  }
}

/** `def name(a, b=1)`, `class Name(Base)`, `<module 'math'>`: as its source or Python's own repr has it. */
export function definitionText(definition: PyDefinition): Shown | string {
  switch (definition.kind) {
    case 'function':
      return functionText(definition);
    case 'class': {
      const bases = definition.bases.map(nameOf).filter((name) => name !== 'object');
      return `class ${definition.qualname}${bases.length > 0 ? `(${bases.join(', ')})` : ''}`;
    }
    case 'module':
      return `<module ${stringRepr(definition.name)}>`;
    case 'method':
      return { open: `<bound method ${nameOf(definition.func)} of `, parts: positional([definition.self]), close: '>' };
    case 'cell':
      return call('cell', definition.contents === undefined ? [] : positional([definition.contents]));
    case 'code':
      return codeText(definition);
  }
}

function functionText({ name, qualname, signature }: PyFunction): string {
  if (name === '<lambda>') return signature === '()' ? 'lambda: ...' : `lambda ${signature.slice(1, -1)}: ...`;
  return `def ${qualname}${signature}: ...`;
}

function codeText({ name, filename, firstlineno }: PyCode): string {
  return `<code object ${name}, file ${stringRepr(filename)}, line ${firstlineno}>`;
}

/** Plain JavaScript: a function or class is told by its name, a cell is what it holds. */
export function definitionJs(definition: PyDefinition, out: Converting): unknown {
  switch (definition.kind) {
    case 'function':
    case 'class':
      return { global: fullName(definition) };
    case 'module':
      return { module: definition.name };
    case 'method':
      return out.named([
        ['method', definition.func],
        ['self', definition.self],
      ]);
    case 'cell':
      return out.named(definition.contents === undefined ? [] : [['cell', definition.contents]]);
    case 'code':
      return { code: definition.name };
  }
}

function fullName({ module, qualname }: PyFunction | PyClass): string {
  return `${module ?? 'None'}.${qualname}`;
}

/** How code names a class or function. */
function nameOf(value: PyValue): string {
  const definition = isKind(value, 'object') ? definitionOf(value) : undefined;
  if (definition?.kind === 'class' || definition?.kind === 'function') return definition.qualname;
  return isKind(value, 'global') ? value.name : (globalName(value) ?? '...');
}
