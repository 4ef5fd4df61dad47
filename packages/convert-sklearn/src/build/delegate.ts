import type { Estimator } from '../read/estimator.js';
import { defaultInput } from '../read/index.js';
import type { Entry, InputSpec, Scope } from './scope.js';

/** What an estimator that hands its rows to another one takes: what that takes. */
export function inputOf(e: Estimator, scope: Scope, name: string): InputSpec {
  return { ...scope.input(e.part(name)), ...defaultInput(e) };
}

/** An estimator that only wraps a fitted one: search, frozen, consensus. */
export function delegate(...names: readonly string[]): Entry {
  const held = (e: Estimator): string => {
    const name = names.find((each) => e.has(each));
    if (name === undefined) throw e.refuse(`${e.name} without ${names[0]}`, 'Fit it with refit=True.');
    return name;
  };
  return {
    input: (e, scope) => inputOf(e, scope, held(e)),
    convert: (e, x, _b, scope) => scope.convert(e.part(held(e)), x),
  };
}
