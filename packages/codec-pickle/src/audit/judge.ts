/** The judgement of what a stream does, one operation at a time. */

import { findingOf, isKind, type Finding, type PyObject, type PyValue, type Rule, type Sighting } from '@brine/core';
import { actsOnImport, dangerOf, exactly, isStored, listed } from './danger.js';
import { fitsStorage, REBUILDS_TENSOR } from './names/torch.js';
import type { Allowance, Permission, Policy } from './policy.js';
import { render, renderCall } from './render.js';
import { changedInterpreter } from './rules/changed-interpreter.js';
import { dangerousCall } from './rules/dangerous-call.js';
import { dangerousCode } from './rules/dangerous-code.js';
import { importRule } from './rules/import.js';
import { malformed } from './rules/malformed.js';
import { storedCode } from './rules/stored-code.js';
import { unknownCall } from './rules/unknown-call.js';
import { unknownName } from './rules/unknown-name.js';
import { unknownUse } from './rules/unknown-use.js';
import { callsIn } from './stored-code.js';
import { Usage, type Operation } from './usage.js';
import { matches, type Known } from './schema.js';

/** Operations on what a call gave, by the permission that they need. */
type Receiving = Exclude<Operation, 'call' | 'new'>;

const RECEIVES: Readonly<Record<Receiving, string>> = {
  build: 'is given a state',
  append: 'is given items',
  setItems: 'is given entries',
  addItems: 'is given items',
};

/** Functions that give something an attribute. What a stream makes itself it may change; `__main__` is the program that saved it. */
const SETTERS = new Set(['builtins.setattr', 'builtins.delattr']);

/** Functions that find something by the text that they are given. */
const IMPORTERS = new Set([
  'dill._dill._import_module',
  'dill._dill._get_attr',
  'cloudpickle.cloudpickle.subimport',
  'importlib.import_module',
]);

/** Names that a policy may have. */
const WRITTEN_OUT = /^[^\s*.]+(?:\.[^\s*.]+)+$/;
/** Rules about names that a user may know. */
const ALLOWABLE = new Set([unknownCall, unknownName, unknownUse].map(({ code }) => code));

/** Findings of one kind on one name after the first of them say nothing new. */
const MOST_FINDINGS = 1000;

export class Judge implements Known {
  /** What was found, in order; the same about the same name once. */
  readonly findings: Finding[] = [];
  private readonly seen = new Set<string>();
  /** Unlisted names so far, and where they were first referred to. Those that are called are told as calls. */
  private readonly unlisted = new Map<string, number>();
  private readonly called = new Set<string>();
  /** Names that a user may know, and what is done with them. */
  private readonly allowable = new Set<string>();
  private readonly usage = new Usage();

  constructor(private readonly policy: Policy) {}

  report(rule: Rule, sighting: Sighting): void {
    const key = `${rule.code} ${sighting.global ?? sighting.message}`;
    if (this.seen.has(key) || this.seen.size >= MOST_FINDINGS) return;
    this.seen.add(key);
    this.findings.push(findingOf(rule, sighting));
  }

  /** Whether nothing speaks against what was judged so far. */
  get isSafe(): boolean {
    return this.findings.length === 0 && this.unlisted.size === 0;
  }

  knows(name: string): boolean {
    return this.policy.get(name) !== undefined;
  }

  classOf({ func }: PyObject): string | undefined {
    if (!isKind(func, 'global')) return undefined;
    const name = `${func.module}.${func.name}`;
    return this.policy.get(name)?.result ?? name;
  }

  /** Whether INST without arguments makes an object of this class as NEWOBJ does. */
  isMadeEmpty(cls: PyValue): boolean {
    const permission = isKind(cls, 'global') ? this.policy.get(`${cls.module}.${cls.name}`) : undefined;
    return permission?.new !== undefined && permission.call === undefined;
  }

  /** A name that the stream refers to. */
  reference(module: string, name: string, at: number): void {
    const full = `${module}.${name}`;
    if (actsOnImport(module)) {
      this.report(importRule, {
        message: `Python imports ${module}, which acts when it is imported.`,
        offset: at,
        global: full,
      });
    }
    if (this.knows(full) || this.unlisted.has(full)) return;
    this.unlisted.set(full, at);
    if (WRITTEN_OUT.test(full) && dangerOf(module, name) === undefined && !isStored(module, name))
      this.allowable.add(full);
  }

  /**
   * A call: REDUCE, INST, OBJ (`call`), or NEWOBJ and its like (`new`).
   *
   * @param args - a tuple, unless the stream is wrong
   */
  call(callable: PyValue, args: PyValue, how: 'call' | 'new', at: number): void {
    if (!isKind(callable, 'global')) {
      this.callOfValue(callable, args, at);
      return;
    }
    const { module, name } = callable;
    const full = `${module}.${name}`;
    const permission = this.policy.get(full);
    const items = isKind(args, 'tuple') ? args.items : [args];
    if (permission) {
      this.useOf(permission, full, how, items, at, args);
      return;
    }
    this.called.add(full);
    if (SETTERS.has(full) && isKind(items[0], 'global') && items[0].module !== '__main__') {
      this.receive(items[0], 'build', items.slice(1), at);
      return;
    }
    const what = dangerOf(module, name, how === 'new');
    const text = renderCall(full, args);
    if (what !== undefined) {
      this.report(dangerousCall, { message: `Loading calls ${text}, which ${what}.`, offset: at, global: full });
      return;
    }
    if (isStored(module, name)) {
      this.storedCode(full, items, at);
      return;
    }
    const passed = this.dangerousAmong(items);
    if (passed !== undefined) {
      this.report(dangerousCall, {
        message: `Loading calls ${text}, which is given ${passed} to call.`,
        offset: at,
        global: passed,
      });
    }
    this.usage.add(full, how, items);
    this.report(unknownCall, {
      message: `Loading calls ${text}, and ${full} is not on the list of what is known to be safe.`,
      offset: at,
      global: full,
    });
  }

  /** A state, items or entries for a value. */
  receive(target: PyValue, how: Receiving, values: readonly PyValue[], at: number): void {
    if (isKind(target, 'global')) {
      const full = `${target.module}.${target.name}`;
      this.called.add(full);
      this.report(changedInterpreter, {
        message: `Loading changes ${full} for the whole process: it ${RECEIVES[how]}: ${values
          .slice(0, 2)
          .map((value) => render(value))
          .join(', ')}.`,
        offset: at,
        global: full,
      });
      return;
    }
    if (!isKind(target, 'object') || (how === 'build' && values[0] === null)) return;
    const name = this.classOf(target);
    const permission = name === undefined ? undefined : this.policy.get(name);
    if (name === undefined) return;
    const schema = permission?.[how];
    if (schema !== undefined && (schema === 'any*' || matches(schema, values, this))) return;
    this.usage.add(name, how, values);
    // What an unknown call gives has been told of where it was made.
    if (!permission) return;
    const given = schema === undefined ? RECEIVES[how] : `${RECEIVES[how]} that it does not have`;
    this.report(unknownUse, {
      message: `An object of ${name} ${given}: ${values
        .slice(0, 2)
        .map((value) => render(value))
        .join(', ')}.`,
      offset: at,
      global: name,
    });
  }

  /** Says what is left to say at the end of a stream. */
  finish(): void {
    for (const [full, at] of this.unlisted) {
      if (this.called.has(full)) continue;
      this.report(unknownName, {
        message: `The stream refers to ${full}, which is not on the list of what is known to be safe.`,
        offset: at,
        global: full,
      });
    }
    this.unlisted.clear();
    for (const [i, finding] of this.findings.entries()) {
      const row = this.rowFor(finding);
      if (row) this.findings[i] = { ...finding, allow: { ...row } };
    }
  }

  /** The row of a policy that would allow what a finding is about, where a user may know better. */
  private rowFor({ code, global }: Finding): Allowance | undefined {
    if (global === undefined || !ALLOWABLE.has(code)) return undefined;
    const own = this.policy.ownRow(global);
    return own || this.allowable.has(global) ? this.usage.rowOf(global, own) : undefined;
  }

  private useOf(
    permission: Permission,
    full: string,
    how: 'call' | 'new',
    items: readonly PyValue[],
    at: number,
    args: PyValue,
  ): void {
    const schema = permission[how];
    const text = () => renderCall(how === 'new' ? `${full}.__new__` : full, args);
    if (schema !== undefined && matches(schema, items, this)) {
      if (REBUILDS_TENSOR.test(full) && !fitsStorage(items)) {
        this.report(malformed, {
          message: `${text()}: the tensor passes the end of its storage.`,
          offset: at,
          global: full,
        });
      }
      return;
    }
    this.usage.add(full, how, items);
    const why =
      schema === undefined
        ? 'it is known only to be referred to, or made in another way'
        : 'these are not arguments that it is known with';
    const passed = this.dangerousAmong(items);
    if (passed !== undefined) {
      this.report(dangerousCall, {
        message: `Loading calls ${text()}, which is given ${passed} to call.`,
        offset: at,
        global: passed,
      });
    }
    const dot = full.lastIndexOf('.');
    const what = exactly(full.slice(0, dot), full.slice(dot + 1));
    if (what !== undefined) {
      this.report(dangerousCall, { message: `Loading calls ${text()}, which ${what}.`, offset: at, global: full });
    }
    this.report(unknownUse, { message: `Loading calls ${text()}: ${why}.`, offset: at, global: full });
  }

  /** A call of what another call gave: what it is nobody knows. */
  private callOfValue(callable: PyValue, args: PyValue, at: number): void {
    const global = isKind(callable, 'object') ? this.classOf(callable) : undefined;
    const inside = isKind(callable, 'object')
      ? (this.dangerousAmong([...callable.args.items, callable.state ?? null]) ?? importedBy(callable))
      : undefined;
    if (
      isKind(callable, 'object') &&
      isKind(callable.func, 'global') &&
      isStored(callable.func.module, callable.func.name)
    ) {
      this.storedCode(`${callable.func.module}.${callable.func.name}`, isKind(args, 'tuple') ? args.items : [], at);
    }
    const text = renderCall(render(callable), args);
    if (inside !== undefined) {
      this.report(dangerousCall, { message: `Loading calls ${text}, which is ${inside}.`, offset: at, global: inside });
    }
    const name = global ?? '<a computed value>';
    this.report(unknownCall, {
      message: `Loading calls ${text}: what an earlier call gave is called.`,
      offset: at,
      global: name,
    });
  }

  /** The first name among values, also in tuples and lists, that a table of capabilities lists. */
  private dangerousAmong(values: readonly PyValue[], depth = 0): string | undefined {
    for (const value of values) {
      if (isKind(value, 'global') && listed(value.module, value.name) !== undefined)
        return `${value.module}.${value.name}`;
      if (depth < 4 && (isKind(value, 'tuple') || isKind(value, 'list')) && Array.isArray(value.items)) {
        const inside = this.dangerousAmong(value.items.slice(0, 100), depth + 1);
        if (inside !== undefined) return inside;
      }
    }
    return undefined;
  }

  private storedCode(full: string, items: readonly PyValue[], at: number): void {
    for (const { name, what } of callsIn(items)) {
      this.report(dangerousCode, {
        message: `Code that ${full} stores names ${name}, which ${what} when the function is called.`,
        offset: at,
        global: name,
      });
    }
    this.report(storedCode, {
      message: `${full} builds a stored function or class, whose code is not proven safe.`,
      offset: at,
      global: full,
    });
  }
}

/** What a call of an importer gives, when a table of capabilities lists it. */
function importedBy({ func, args }: PyObject): string | undefined {
  if (!isKind(func, 'global') || !IMPORTERS.has(`${func.module}.${func.name}`)) return undefined;
  const [text] = args.items;
  const dot = typeof text === 'string' ? text.lastIndexOf('.') : -1;
  return typeof text === 'string' && dot > 0 && listed(text.slice(0, dot), text.slice(dot + 1)) !== undefined
    ? text
    : undefined;
}
