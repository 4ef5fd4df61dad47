/** A graph as text that a person can read. */

import type { Attribute, DenseTensor, Dimension, DType, Graph, GraphNode, Port } from '@brine/core';
import { inferTypes, type TypedValue } from './infer.js';

/** Elements of a tensor or list that are shown. */
const MOST_ITEMS = 8;

/**
 * One line for each input, constant, node and output; subgraphs are indented.
 *
 * ```text
 * graph scaler (ai.onnx 17)
 *   input  X: float64[?, 2]
 *   const  mean: float64[2] = 1, 2
 *   centred: float64[?, 2] = Sub(X, mean)
 *   output centred
 * ```
 */
export function printGraph(graph: Graph): string {
  const lines: string[] = [];
  const opsets = Object.entries(graph.opsets).map(([domain, version]) => `${domain || 'ai.onnx'} ${version}`);
  lines.push(`graph ${graph.name}${opsets.length > 0 ? ` (${opsets.join(', ')})` : ''}`);
  printBody(graph, inferTypes(graph), '  ', lines);
  for (const fn of graph.functions ?? []) {
    lines.push(`function ${fn.domain}.${fn.name}(${fn.inputs.join(', ')}) -> ${fn.outputs.join(', ')}`);
    printNodes(fn.nodes, new Map(), '  ', lines);
  }
  return `${lines.join('\n')}\n`;
}

type Types = ReadonlyMap<string, TypedValue>;

function printBody(graph: Graph, types: Types, indent: string, lines: string[]): void {
  for (const port of graph.inputs) lines.push(`${indent}input  ${portText(port)}`);
  for (const { name, tensor } of graph.initializers) {
    lines.push(`${indent}const  ${name}: ${typeText(tensor)} = ${tensorText(tensor)}`);
  }
  for (const { name, tensor } of graph.sparseInitializers ?? []) {
    const { values, shape } = tensor;
    lines.push(`${indent}const  ${name}: sparse ${typeText({ dtype: values.dtype, shape })} = ${tensorText(values)}`);
  }
  printNodes(graph.nodes, types, indent, lines);
  for (const { name } of graph.outputs) lines.push(`${indent}output ${name}`);
}

function printNodes(nodes: readonly GraphNode[], types: Types, indent: string, lines: string[]): void {
  for (const node of nodes) {
    const outputs = node.outputs.map((name) => {
      const type = types.get(name);
      return type ? `${name}: ${typeText(type)}` : name;
    });
    const operator = node.domain === '' ? node.opType : `${node.domain}.${node.opType}`;
    const inputs = node.inputs.map((name) => name || '-').join(', ');
    const plain = Object.entries(node.attributes).filter(([, { type }]) => type !== 'graph' && type !== 'graphs');
    const attributes = plain.map(([name, attribute]) => ` ${name}=${attributeText(attribute)}`).join('');
    lines.push(`${indent}${outputs.join(', ')} = ${operator}(${inputs})${attributes}`);
    for (const [name, attribute] of Object.entries(node.attributes)) {
      const graphs =
        attribute.type === 'graph' ? [attribute.value] : attribute.type === 'graphs' ? attribute.value : [];
      for (const graph of graphs) {
        lines.push(`${indent}  ${name}: graph ${graph.name}`);
        printBody(graph, types, `${indent}    `, lines);
      }
    }
  }
}

function portText({ name, dtype, shape, type }: Port): string {
  return `${name}: ${type ? type.kind : typeText({ dtype, shape })}`;
}

function typeText({ dtype, shape }: { readonly dtype: DType; readonly shape: readonly Dimension[] | null }): string {
  return shape ? `${dtype}[${shape.map((length) => length ?? '?').join(', ')}]` : `${dtype}[...]`;
}

function tensorText({ data }: DenseTensor): string {
  return listText(data);
}

function listText(list: ArrayLike<number | bigint | string>): string {
  const shown = Array.from({ length: Math.min(list.length, MOST_ITEMS) }, (_, i) => itemText(list[i]!));
  return shown.join(', ') + (list.length > MOST_ITEMS ? `, ... (${list.length})` : '');
}

function itemText(item: number | bigint | string): string {
  if (typeof item === 'string') return JSON.stringify(item);
  return Object.is(item, -0) ? '-0' : String(item);
}

function attributeText(attribute: Attribute): string {
  switch (attribute.type) {
    case 'int':
    case 'float':
    case 'string':
      return itemText(attribute.value);
    case 'ints':
    case 'floats':
    case 'strings':
      return `[${listText(attribute.value)}]`;
    case 'tensor':
      return `${typeText(attribute.value)}(${tensorText(attribute.value)})`;
    case 'ref':
      return `@${attribute.value}`;
    default:
      return `<${attribute.type}>`;
  }
}
