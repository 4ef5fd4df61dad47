/** What holds of every operator: attributes that come and go at their defaults. */

import type { Attribute, GraphNode } from '@brine/core';
import type { Call } from './call.js';
import type { OperatorVersion, VersionAttribute } from './versions.js';

/** A node of one version as one of a version beside it; what both mean alike stays. */
export function carried({ node, refuse }: Call, from: OperatorVersion, to: OperatorVersion): GraphNode {
  const attributes: Record<string, Attribute> = {};
  for (const [name, attribute] of Object.entries(node.attributes)) {
    const gone = from.attributes.get(name);
    if (to.attributes.has(name) || !gone) attributes[name] = attribute;
    else if (!isDefault(attribute, gone)) return refuse(`it has no attribute ${name} there`);
  }
  for (const [name, { default: text, type }] of from.attributes) {
    const known = to.attributes.get(name);
    if (text === undefined || !known || known.default === text || attributes[name]) continue;
    const stated = attributeOf(type, text);
    if (stated) attributes[name] = stated;
  }
  return { ...node, attributes };
}

function isDefault(attribute: Attribute, { type, default: text }: VersionAttribute): boolean {
  const value = text === undefined ? undefined : attributeOf(type, text);
  return value !== undefined && value.type === attribute.type && value.value === attribute.value;
}

/** @returns undefined for a list, of which no default changes */
function attributeOf(type: string, text: string): Attribute | undefined {
  if (type === 'int') return { type, value: BigInt(text) };
  if (type === 'float') return { type, value: Math.fround(Number(text)) };
  return type === 'string' ? { type, value: text } : undefined;
}
