/** A graph for people: a line for each input, initializer, node and output. */

import type { Attribute, Graph } from '@brine/core';
import { printable } from '../errors.js';
import { portText, shapeText } from './layout.js';
import type { Style } from './style.js';

/** Longer lists and texts are cut. */
const MOST = 8;

export function* graphText(graph: Graph, style: Style, indent = ''): Generator<string> {
  const opsets = Object.entries(graph.opsets).map(
    ([domain, version]) => `${domain === '' ? 'ai.onnx' : domain} ${version}`,
  );
  yield `${indent}${style.bold('graph')} ${printable(graph.name)}${opsets.length > 0 ? ` (${opsets.join(', ')})` : ''}\n`;
  const inner = `${indent}  `;
  for (const port of graph.inputs)
    yield `${inner}${style.dim('input')} ${printable(port.name)}: ${style.type(portText(port))}\n`;
  for (const { name, tensor } of graph.initializers) {
    yield `${inner}${style.dim('constant')} ${printable(name)}: ${style.type(`${tensor.dtype} ${shapeText(tensor.shape)}`)}\n`;
  }
  for (const { outputs, domain, opType, inputs, attributes } of graph.nodes) {
    const operator = domain === '' ? opType : `${domain}.${opType}`;
    const arguments_ = [
      ...inputs,
      ...Object.entries(attributes).map(([name, attribute]) => `${name}=${attributeText(attribute)}`),
    ];
    yield `${inner}${printable(outputs.join(', '))} = ${style.name(printable(operator))}(${printable(arguments_.join(', '))})\n`;
    for (const attribute of Object.values(attributes)) {
      if (attribute.type === 'graph') yield* graphText(attribute.value, style, `${inner}  `);
      if (attribute.type === 'graphs') for (const body of attribute.value) yield* graphText(body, style, `${inner}  `);
    }
  }
  for (const port of graph.outputs)
    yield `${inner}${style.dim('output')} ${printable(port.name)}: ${style.type(portText(port))}\n`;
}

function attributeText(attribute: Attribute): string {
  switch (attribute.type) {
    case 'int':
    case 'float':
      return String(attribute.value);
    case 'string':
      return JSON.stringify(attribute.value);
    case 'ints':
    case 'floats':
      return list(Array.from<bigint | number, string>(attribute.value, String));
    case 'strings':
      return list(attribute.value.map((text) => JSON.stringify(text)));
    case 'tensor':
      return `${attribute.value.dtype} ${shapeText(attribute.value.shape)}`;
    case 'graph':
      return `graph ${attribute.value.name}`;
    case 'ref':
      return `@${attribute.value}`;
    default:
      return attribute.type;
  }
}

function list(items: readonly string[]): string {
  const shown = items.slice(0, MOST);
  return `[${[...shown, ...(items.length > MOST ? [`… ${items.length - MOST} more`] : [])].join(', ')}]`;
}
