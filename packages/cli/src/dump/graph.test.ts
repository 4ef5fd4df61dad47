import type { Graph, IntList } from '@brine/core';
import { expect, it } from 'vitest';
import { graphSummary } from './graph.js';

const graphOf = (value: IntList): Graph => ({
  name: 'g',
  opsets: { '': 17 },
  inputs: [],
  outputs: [],
  initializers: [],
  nodes: [
    { opType: 'Op', domain: '', name: '', inputs: [], outputs: [], attributes: { list: { type: 'ints', value } } },
  ],
  metadata: {},
});

it.each([false, true])('shows a list of ints as numbers, whatever holds it (full: %s)', (full) => {
  const numbers = Array.from({ length: 100 }, (_, i) => i);
  const shown = (value: IntList) => graphSummary(graphOf(value), {} as never, full);
  const wide = shown(BigInt64Array.from(numbers, BigInt));
  expect(JSON.stringify(wide)).toContain(`"value":[${(full ? numbers : numbers.slice(0, 64)).join()}]`);
  for (const List of [Uint8Array, Int16Array, Int32Array]) expect(shown(List.from(numbers))).toEqual(wide);
});
