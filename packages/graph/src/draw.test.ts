import { describe, expect, it } from 'vitest';
import { GraphBuilder } from './builder/builder.js';
import { toDot, toMermaid } from './draw.js';

function scaler() {
  const g = new GraphBuilder('a "scaler"');
  const x = g.input('X"]\n', 'float64', [null, 2]);
  g.output('Y', g.op('Sub', [x, g.vector([1, 2])]));
  return g.build();
}

function loop() {
  const g = new GraphBuilder('loop');
  const x = g.input('X', 'float64', [2]);
  const body = g.subgraph('body', (b) => {
    b.input('i', 'int64', []);
    b.output('go_on', b.input('go', 'bool', []));
    b.output('next', b.op('Add', [b.input('sum', 'float64', [2]), x]));
  });
  g.output('Y', g.op('Loop', [g.scalar(3, 'int64'), undefined, x], { body }));
  return g.build();
}

describe('drawings', () => {
  it('in DOT', () => {
    expect(toDot(scaler())).toBe(
      [
        'digraph "a \\"scaler\\"" {',
        '  node [shape=box, fontname="sans-serif"];',
        '  edge [fontname="sans-serif", fontsize=10];',
        '  i0 [label="X\\"] ", shape=ellipse];',
        '  n0 [label="Sub\\nconstant: float64[2]"];',
        '  o0 [label="Y", shape=ellipse];',
        '  i0 -> n0 [label="X\\"] : float64[?, 2]"];',
        '  n0 -> o0 [label="Y: float64[?, 2]"];',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('in Mermaid', () => {
    expect(toMermaid(scaler())).toBe(
      [
        'flowchart TD',
        '  i0(["X#34;#93; "])',
        '  n0["Sub<br>constant: float64#91;2#93;"]',
        '  o0(["Y"])',
        '  i0 -->|"X#34;#93; : float64#91;?, 2#93;"| n0',
        '  n0 -->|"Y: float64#91;?, 2#93;"| o0',
        '',
      ].join('\n'),
    );
  });

  it('frame bodies, which take values from outside', () => {
    const dot = toDot(loop());
    expect(dot).toContain('subgraph cluster_n0b0 {\n');
    expect(dot).toContain('label="Loop body";');
    expect(dot).toContain('i0 -> n0b0n');
    expect(toMermaid(loop())).toContain('subgraph n0b0 ["Loop body"]\n');
  });
});
