import { globalName, type PyRecord, type PyValue } from '@brine/core';

/**
 * `module.Class` of every object that a value holds, at any depth.
 *
 * It is asked of every file before anything is converted, and a file may hold millions of values: what holds none is never noted down,
 * and a class, which its objects share, is named once.
 */
export function classesIn(root: PyValue): ReadonlySet<string> {
  const classes = new Set<PyValue>();
  const met = new Set<PyRecord>();
  const open: PyRecord[] = [];
  const add = (value: PyValue | undefined): void => {
    if (typeof value !== 'object' || value === null || !isHolder(value) || met.has(value)) return;
    met.add(value);
    open.push(value);
  };
  const addAll = (values: ArrayLike<PyValue> = []): void => {
    for (let i = 0; i < values.length; i++) add(values[i]);
  };
  add(root);
  for (let record = open.pop(); record; record = open.pop()) {
    switch (record.kind) {
      case 'object':
        classes.add(record.func);
        add(record.args);
        add(record.state);
        addAll(record.laterStates);
        addAll(record.items);
        addAll(record.entries);
        break;
      case 'dict':
        addAll(record.entries);
        break;
      case 'ndarray':
      case 'list':
      case 'tuple':
        addAll(record.items);
    }
  }
  return new Set(Array.from(classes, (func) => globalName(func) ?? ''));
}

/** Whether it is or may hold an object that is an estimator. */
function isHolder(value: PyRecord): boolean {
  switch (value.kind) {
    case 'object':
      return true;
    case 'dict':
      return value.entries.length > 0;
    case 'list':
    case 'tuple':
      return value.items.length > 0 && Array.isArray(value.items);
    case 'ndarray':
      return value.items !== undefined;
    default:
      return false;
  }
}
