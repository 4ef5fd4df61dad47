/** Whether a node is one of a version of its operator. */

import type { GraphNode } from '@brine/core';
import type { Call } from './call.js';
import type { OperatorVersion, VersionPort } from './versions.js';

/** @returns why it is not; undefined where it is, as far as types are known */
export function misfit(
  { inputs, outputs, attributes }: GraphNode,
  version: OperatorVersion,
  typeOf: Call['typeOf'],
): string | undefined {
  for (const [name, attribute] of Object.entries(attributes)) {
    const known = version.attributes.get(name);
    if (!known) return `it has no attribute ${name} there`;
    const type = attribute.type === 'ref' ? known.type : attribute.type;
    if (type !== known.type) return `its attribute ${name} is ${known.type} there, not ${type}`;
  }
  for (const [name, { required }] of version.attributes)
    if (required && !attributes[name]) return `it needs the attribute ${name} there`;
  const bound = new Map<string, string>();
  return (
    wrongPort('input', inputs, version.inputs, typeOf, bound) ??
    wrongPort('output', outputs, version.outputs, typeOf, bound)
  );
}

function wrongPort(
  what: string,
  names: readonly string[],
  ports: readonly VersionPort[],
  typeOf: Call['typeOf'],
  bound: Map<string, string>,
): string | undefined {
  const isOpen = ports.at(-1)?.option === 'variadic';
  if (names.length > ports.length && !isOpen) return `it has ${ports.length} ${what}s there, not ${names.length}`;
  for (const [i, port] of ports.entries())
    if (port.option === 'single' && (names[i] ?? '') === '' && what === 'input')
      return `it needs the input ${port.name} there`;
  for (const [i, name] of names.entries()) {
    const { dtypes, type, option, name: called } = ports[Math.min(i, ports.length - 1)]!;
    const dtype = typeOf(name === '' ? undefined : name)?.dtype;
    if (dtype === undefined || !dtypes) continue;
    if (!dtypes.has(dtype)) return `its ${what} ${called} cannot be ${dtype} there`;
    if (option === 'variadic') continue;
    const other = bound.get(type) ?? dtype;
    if (other !== dtype) return `its ${what} ${called} has to be ${other} there, not ${dtype}`;
    bound.set(type, dtype);
  }
  return undefined;
}
