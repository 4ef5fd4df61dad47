/** What a stream does with names that are on no list, as the rows of a policy that would allow it. */

import { isKind, type PyValue } from '@brine/core';
import type { Allowance } from './policy.js';
import { isAttributes, isData, setsDunder } from './schema.js';

/** What is done with a name, or with what it makes. */
export type Operation = 'call' | 'new' | 'build' | 'append' | 'setItems' | 'addItems';

export class Usage {
  /** Atoms of the schema of each operation, by name; `names` alone are only referred to. */
  private readonly atoms = new Map<string, Map<Operation, Set<string>>>();
  /** Names of which something was seen that no row should allow. */
  private readonly refused = new Set<string>();

  /** @param values - arguments, a state, items or entries */
  add(name: string, operation: Operation, values: readonly PyValue[]): void {
    let operations = this.atoms.get(name);
    if (!operations) this.atoms.set(name, (operations = new Map<Operation, Set<string>>()));
    let atoms = operations.get(operation);
    if (!atoms) operations.set(operation, (atoms = new Set()));
    if (operation === 'build' && setsDunder(values[0]!)) this.refused.add(name);
    if (atoms.has('any')) return;
    for (const value of values) atoms.add(operation === 'build' && isAttributes(value) ? 'attributes' : atomOf(value));
  }

  /**
   * The row that would allow a name all that was seen of it; none where that would give a class of its choice to an object.
   *
   * @param before - what the user allows it already
   */
  rowOf(name: string, before: Allowance = { names: [] }): Allowance | undefined {
    if (this.refused.has(name)) return undefined;
    const schemas = [...(this.atoms.get(name) ?? [])].map(([operation, atoms]) => [
      operation,
      schemaOf(operation, atoms),
    ]);
    return { ...before, names: [name], ...(Object.fromEntries(schemas) as Partial<Allowance>) };
  }
}

function atomOf(value: PyValue): string {
  if (isKind(value, 'global')) return 'class';
  return isData(value) ? 'data' : 'any';
}

function schemaOf(operation: Operation, atoms: ReadonlySet<string>): string {
  if (atoms.size === 0) return '';
  const items = atoms.has('any') ? 'any' : [...atoms].sort().join('|');
  return operation === 'build' ? items : `${items}*`;
}
