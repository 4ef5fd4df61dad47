/** Graphs as drawings in text: Graphviz's DOT and Mermaid. */

import type { Dimension, DType, Graph } from '@brine/core';
import { inferTypes, type TypedValue } from './infer.js';
import { bodiesOf } from './walk.js';

/** What is drawn: boxes, arrows between them, and frames around the bodies of a Loop or an If. */
interface Sketch {
  readonly boxes: {
    readonly id: string;
    readonly kind: 'input' | 'node' | 'output';
    readonly lines: readonly string[];
  }[];
  readonly arrows: { readonly from: string; readonly to: string; readonly label: string }[];
  readonly frames: { readonly id: string; readonly title: string; readonly sketch: Sketch }[];
}

/** How one form writes it. */
interface Form {
  readonly begin: (title: string) => string;
  readonly box: (id: string, kind: Sketch['boxes'][number]['kind'], lines: readonly string[]) => string;
  readonly arrow: (from: string, to: string, label: string) => string;
  readonly frame: (id: string, title: string) => string;
  readonly endFrame: string;
  readonly end: string;
}

/**
 * The graph for Graphviz: `dot -Tsvg`. Constants stand in the boxes of the nodes that take them, types at the arrows.
 * @see https://graphviz.org/doc/info/lang.html
 */
export function toDot(graph: Graph): string {
  return draw(graph, DOT);
}

/**
 * The graph as a flowchart of Mermaid, which Markdown viewers draw.
 * @see https://mermaid.js.org/syntax/flowchart.html
 */
export function toMermaid(graph: Graph): string {
  return draw(graph, MERMAID);
}

const quoted = (text: string) => `"${plain(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

const DOT: Form = {
  begin: (title) =>
    `digraph ${quoted(title)} {\n  node [shape=box, fontname="sans-serif"];\n  edge [fontname="sans-serif", fontsize=10];\n`,
  box: (id, kind, lines) => {
    // The line break is an escape of DOT's own, behind the escapes of each line.
    const label = `"${lines.map((line) => quoted(line).slice(1, -1)).join('\\n')}"`;
    return `${id} [label=${label}${kind === 'node' ? '' : ', shape=ellipse'}];`;
  },
  arrow: (from, to, label) => `${from} -> ${to}${label === '' ? '' : ` [label=${quoted(label)}]`};`,
  frame: (id, title) => `subgraph cluster_${id} {\n  label=${quoted(title)};`,
  endFrame: '}',
  end: '}\n',
};

/** In Mermaid a character of its syntax is an entity: # and a number. */
const entities = (text: string) =>
  plain(text).replaceAll(/[^\w .,:?()*+=/-]/gu, (letter) => `#${letter.codePointAt(0)};`);

const MERMAID: Form = {
  begin: () => 'flowchart TD\n',
  box: (id, kind, lines) => {
    const label = `"${lines.map(entities).join('<br>')}"`;
    return kind === 'node' ? `${id}[${label}]` : `${id}([${label}])`;
  },
  arrow: (from, to, label) => (label === '' ? `${from} --> ${to}` : `${from} -->|"${entities(label)}"| ${to}`),
  frame: (id, title) => `subgraph ${id} ["${entities(title)}"]`,
  endFrame: 'end',
  end: '',
};

/** Without control characters: names come from files. */
const plain = (text: string) => text.replaceAll(/\p{Cc}/gu, ' ');

function draw(graph: Graph, form: Form): string {
  const lines = [form.begin(graph.name)];
  write(sketch(graph, inferTypes(graph), '', new Map()), form, '  ', lines);
  return lines.join('') + form.end;
}

function write({ boxes, arrows, frames }: Sketch, form: Form, indent: string, lines: string[]): void {
  const add = (text: string) => lines.push(`${text.replaceAll(/^/gm, indent)}\n`);
  for (const { id, kind, lines: label } of boxes) add(form.box(id, kind, label));
  for (const { id, title, sketch: inner } of frames) {
    add(form.frame(id, title));
    write(inner, form, `${indent}  `, lines);
    add(form.endFrame);
  }
  for (const { from, to, label } of arrows) add(form.arrow(from, to, label));
}

/** @param outer - the boxes that give the values of the graphs around it */
function sketch(
  graph: Graph,
  types: ReadonlyMap<string, TypedValue>,
  prefix: string,
  outer: ReadonlyMap<string, string>,
): Sketch {
  const made: Sketch = { boxes: [], arrows: [], frames: [] };
  const givers = new Map(outer);
  const constants = new Map(graph.initializers.map(({ name, tensor }) => [name, tensor]));
  const connect = (name: string, to: string) => {
    const from = givers.get(name);
    if (from !== undefined) made.arrows.push({ from, to, label: `${name}${typeText(types.get(name))}` });
  };
  for (const { name } of graph.inputs) {
    if (constants.has(name)) continue;
    const id = `${prefix}i${made.boxes.length}`;
    made.boxes.push({ id, kind: 'input', lines: [name] });
    givers.set(name, id);
  }
  for (const [i, node] of graph.nodes.entries()) {
    const id = `${prefix}n${i}`;
    const held = node.inputs.flatMap((name) => {
      const tensor = constants.get(name);
      return tensor ? [`${name}${typeText(tensor)}`] : [];
    });
    const operator = node.domain === '' ? node.opType : `${node.domain}.${node.opType}`;
    made.boxes.push({ id, kind: 'node', lines: [operator, ...held] });
    for (const name of node.inputs) connect(name, id);
    for (const [k, body] of bodiesOf(node).entries()) {
      const title = `${node.opType} ${body.name}`;
      made.frames.push({ id: `${id}b${k}`, title, sketch: sketch(body, types, `${id}b${k}`, givers) });
    }
    for (const name of node.outputs) givers.set(name, id);
  }
  for (const [i, { name }] of graph.outputs.entries()) {
    const id = `${prefix}o${i}`;
    made.boxes.push({ id, kind: 'output', lines: [name] });
    connect(name, id);
  }
  return made;
}

function typeText(type: { readonly dtype: DType; readonly shape: readonly Dimension[] | null } | undefined): string {
  if (!type || type.dtype === 'object') return '';
  return `: ${type.dtype}${type.shape ? `[${type.shape.map((length) => length ?? '?').join(', ')}]` : ''}`;
}
