/**
 * Recurrent layers: some sequences go side by side, step by step. The inputs' part of some steps is one product of matrices, the state's
 * part one or two products a step.
 * @see https://onnx.ai/onnx/operators/onnx__LSTM.html
 */

import { misfit } from '../../errors.js';
import type { Held } from '../../held.js';
import { int, text } from '../attributes.js';
import { copyLanes } from '../gather.js';
import { FLOATS, type Kernel, type Kernels, type PlannedNode } from '../kernel.js';
import { activationsOf, unknownActivation } from './activations.js';
import { type Cell, CELLS, type Sequences } from './cells.js';
import { type Matrix, Workspace } from './workspace.js';

/** Rows of a product: sequences side by side, and steps of them. */
const ROWS = 64;

/** The weights of a direction: of the input, and of the state by groups of gates. */
interface Weights {
  readonly input: Matrix;
  readonly state: readonly Matrix[];
}

function recurrent(cell: Cell): Kernel {
  return {
    types: { T: FLOATS, T1: 'i' },
    refuses(node) {
      const unknown = unknownActivation(node);
      return unknown === undefined ? undefined : `the activation ${unknown}`;
    },
    plan: (node) => plan(cell, node),
  };
}

function plan({ gates, activations, clipped, groups, apart, step: stepOf }: Cell, node: PlannedNode): () => void {
  const [input, w, r, b, lengths, initialH, initialC, p] = node.inputs as readonly [Held, Held, Held, ...Held[]];
  const [all, lastH, lastC] = node.outputs;
  const direction = text(node, 'direction', 'forward');
  const count = direction === 'bidirectional' ? 2 : 1;
  const functions = activationsOf(node, activations, clipped, count);
  const step = stepOf(node);
  const leaveOut = apart(node);
  const batchFirst = int(node, 'layout', 0) !== 0;
  const constant = w.constant !== undefined && r.constant !== undefined;
  let workspace = new Workspace(node, input, constant);
  let weights: readonly Weights[] | undefined;

  const weightsOf = (hidden: number, width: number): readonly Weights[] =>
    Array.from({ length: count }, (_, d) => {
      let gate = d * gates;
      const state = groups.map((own) => {
        const matrix = workspace.place(r, gate * hidden * hidden, hidden, own * hidden);
        gate += own;
        return matrix;
      });
      return { input: workspace.place(w, d * gates * hidden * width, width, gates * hidden), state };
    });

  return () => {
    const [first, second, width] = input.shape as [number, number, number];
    const [steps, batch] = batchFirst ? [second, first] : [first, second];
    const hidden = r.shape[2]!;
    const columns = gates * hidden;
    if (w.shape[0] !== count || w.shape[1] !== columns || w.shape[2] !== width || r.shape[1] !== columns)
      throw misfit(`weights of shapes [${w.shape.join(', ')}] and [${r.shape.join(', ')}] for ${width} inputs`);
    const y = all?.reserve(batchFirst ? [batch, steps, count, hidden] : [steps, count, batch, hidden]).numbers;
    y?.fill(0, 0, all!.size);
    const stateShape = batchFirst ? [batch, count, hidden] : [count, batch, hidden];
    const yh = lastH?.reserve(stateShape).numbers;
    const yc = lastC?.reserve(stateShape).numbers;
    if (!weights || !constant) weights = weightsOf(hidden, width);
    const side = Math.min(batch, ROWS);
    const chunk = Math.max(1, Math.min(steps, Math.floor(ROWS / Math.max(1, side))));

    let places = placesIn(workspace, weights, side, chunk, width, hidden);
    if (!places) {
      workspace = new Workspace(node, input, false);
      weights = weightsOf(hidden, width);
      places = placesIn(workspace, weights, side, chunk, width, hidden)!;
    }
    const { x, bias, apart: alone, h, c, zeros } = places;
    const { memory } = workspace;
    memory.fill(0, zeros, zeros + hidden);
    for (const [d, { input: fromInput, state: matrices }] of weights.entries()) {
      for (let j = 0; j < columns; j++) {
        const later = leaveOut && j >= columns - hidden;
        const own = b ? b.numbers[(2 * d + 1) * columns + j]! : 0;
        memory[bias + j] = b ? b.numbers[2 * d * columns + j]! + (later ? 0 : own) : 0;
        if (later) memory[alone + j - columns + hidden] = own;
      }
      const backward = direction === 'reverse' || d === 1;
      const block: Sequences = {
        ...places,
        workspace,
        rows: 0,
        hidden,
        f: functions[d]!,
        matrices,
        partStep: fromInput.stride,
        peepholes: p?.numbers,
        peephole: d * 3 * hidden,
      };
      const ends = new Int32Array(side);
      for (let from = 0; from < batch; from += side) {
        const rows = (block.rows = Math.min(side, batch - from));
        const placeOf = (i: number): number => (batchFirst ? (from + i) * count + d : d * batch + from + i) * hidden;
        const keep = (i: number): void => {
          if (yh) copyLanes(memory, h + i * hidden, yh, placeOf(i), hidden);
          if (yc) copyLanes(memory, c + i * hidden, yc, placeOf(i), hidden);
        };
        for (let i = 0; i < rows; i++) {
          const state = i * hidden;
          ends[i] = lengths ? Math.max(0, Math.min(steps, lengths.numbers[from + i]!)) : steps;
          if (initialH) copyLanes(initialH.numbers, placeOf(i), memory, h + state, hidden);
          else memory.fill(0, h + state, h + state + hidden);
          if (initialC) copyLanes(initialC.numbers, placeOf(i), memory, c + state, hidden);
          else memory.fill(0, c + state, c + state + hidden);
          if (ends[i] === 0) keep(i);
        }
        const own = ends.subarray(0, rows);
        const [shortest, longest] = [Math.min(...own), Math.max(...own)];
        for (let s = 0; s < longest; s++) {
          const ahead = s % chunk;
          if (ahead === 0) {
            const some = Math.min(chunk, longest - s);
            for (let row = 0; row < some * rows; row++) {
              const i = row % rows;
              const now = s + (row - i) / rows;
              // One that is over goes on with anything: nobody looks any more.
              const t = now >= ends[i]! ? 0 : backward ? ends[i]! - 1 - now : now;
              const at = (batchFirst ? (from + i) * steps + t : t * batch + from + i) * width;
              copyLanes(input.numbers, at, memory, x + row * width, width);
            }
            workspace.times(fromInput, x, some * rows, places.parts, bias, 0);
          }
          block.parts = places.parts + ahead * rows * fromInput.stride;
          step(block);
          if (!y && s + 1 < shortest) continue;
          for (let i = 0; i < rows; i++) {
            if (s >= ends[i]!) continue;
            const t = backward ? ends[i]! - 1 - s : s;
            const at = batchFirst ? ((from + i) * steps + t) * count + d : (t * count + d) * batch + from + i;
            if (y) copyLanes(memory, h + i * hidden, y, at * hidden, hidden);
            if (s + 1 === ends[i]) keep(i);
          }
        }
      }
    }
  };
}

/** Where things stand in a workspace, one after another. @returns undefined where there is no room */
function placesIn(
  workspace: Workspace,
  weights: readonly Weights[],
  side: number,
  chunk: number,
  width: number,
  hidden: number,
) {
  const matrices = weights.flatMap(({ input, state }) => [input, ...state]);
  const stride = Math.max(...matrices.map((matrix) => matrix.stride));
  let end = 0;
  const take = (length: number): number => (end += length) - length;
  const places = {
    x: take(side * chunk * width),
    parts: take(side * chunk * stride),
    bias: take(stride),
    apart: take(stride),
    h: take(side * hidden),
    other: take(side * hidden),
    c: take(side * hidden),
    zeros: take(hidden),
    gates: take(side * stride),
    last: take(side * stride),
  };
  if (!workspace.reserve(end, side * chunk, matrices)) return undefined;
  const { start } = workspace;
  return Object.fromEntries(Object.entries(places).map(([name, at]) => [name, at + start])) as typeof places;
}

export const recurrentKernels: Kernels = {
  RNN: recurrent(CELLS.RNN),
  GRU: recurrent(CELLS.GRU),
  LSTM: recurrent(CELLS.LSTM),
};
