import { className, type PyRecord, type PyValue } from '@brine/core';

/**
 * `module.Class` of every object that a value holds, at any depth.
 *
 * It is asked of every file before anything is converted: long lists of plain values are run through without an allocation.
 */
export function classesIn(root: PyValue): ReadonlySet<string> {
  const classes = new Set<string>();
  const met = new Set<PyRecord>();
  const open: PyRecord[] = [];
  const add = (values: readonly PyValue[] = []): void => {
    for (const value of values)
      if (typeof value === 'object' && value !== null && HOLDERS.has(value.kind)) open.push(value);
  };
  add([root]);
  for (let record = open.pop(); record; record = open.pop()) {
    if (met.has(record)) continue;
    met.add(record);
    switch (record.kind) {
      case 'object': {
        const { args, state = null, laterStates, items, entries } = record;
        classes.add(className(record) ?? '');
        add([args, state]);
        add(laterStates);
        add(items);
        add(entries);
        break;
      }
      case 'dict':
        add(record.entries);
        break;
      case 'ndarray':
        add(record.items);
        break;
      case 'list':
        if (Array.isArray(record.items)) add(record.items);
        break;
      case 'tuple':
        add(record.items);
    }
  }
  return classes;
}

/** What may hold an object that is an estimator. */
const HOLDERS: ReadonlySet<PyRecord['kind']> = new Set(['object', 'dict', 'ndarray', 'list', 'tuple'] as const);
