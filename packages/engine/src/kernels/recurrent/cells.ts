/** One step of some sequences: gates out of the input's part and the state, and the state out of the gates. */

import type { Numbers } from '../../held.js';
import { int } from '../attributes.js';
import type { PlannedNode } from '../kernel.js';
import type { Activation } from './activations.js';
import type { Matrix, Workspace } from './workspace.js';

/** What a step works on: places are positions in the workspace. */
export interface Sequences {
  readonly workspace: Workspace;
  rows: number;
  readonly hidden: number;
  /** The functions of the direction, in the operator's order. */
  readonly f: readonly Activation[];
  /** The state's weights, by {@link Cell.groups}. */
  readonly matrices: readonly Matrix[];
  /** The input's part of the gates, with biases (that of the state's last gate apart, where it has to be), `partStep` by row. */
  parts: number;
  readonly partStep: number;
  /** The state's bias of the last gate, where it is apart. */
  readonly apart: number;
  /** The state; another one like it; the gates; the last gate by itself. */
  readonly h: number;
  readonly other: number;
  readonly gates: number;
  readonly last: number;
  /** The cells of an LSTM, by rows; zeros, of one row. */
  readonly c: number;
  readonly zeros: number;
  /** Weights of the peepholes `i o f`, and their start. */
  readonly peepholes: Numbers | undefined;
  readonly peephole: number;
}

export interface Cell {
  readonly gates: number;
  readonly activations: readonly string[];
  /** How many of the activations are of gates. */
  readonly clipped: number;
  /** Gates that are multiplied with a state together. */
  readonly groups: readonly number[];
  /** Whether the bias of the state's last gate is not simply added. */
  readonly apart: (node: PlannedNode) => boolean;
  readonly step: (node: PlannedNode) => (sequences: Sequences) => void;
}

const rnn: Cell = {
  gates: 1,
  activations: ['Tanh'],
  clipped: 1,
  groups: [1],
  apart: () => false,
  step: () => (s) => {
    const { workspace, rows, hidden, h, gates } = s;
    const { memory } = workspace;
    const [matrix] = s.matrices as [Matrix];
    workspace.times(matrix, h, rows, gates, s.parts, s.partStep);
    for (let row = 0; row < rows; row++) {
      const at = gates + row * matrix.stride;
      for (let j = 0; j < hidden; j++) memory[h + row * hidden + j] = memory[at + j]!;
    }
    s.f[0]!(workspace, h, rows * hidden);
  },
};

/** Gates `z r h`. */
const gru: Cell = {
  gates: 3,
  activations: ['Sigmoid', 'Tanh'],
  clipped: 2,
  groups: [2, 1],
  apart: (node) => int(node, 'linear_before_reset', 0) !== 0,
  step(node) {
    const before = int(node, 'linear_before_reset', 0) !== 0;
    return (s) => {
      const { workspace, rows, hidden, h, other, gates, last } = s;
      const { memory } = workspace;
      const [both, own] = s.matrices as [Matrix, Matrix];
      const input = s.parts + 2 * hidden;
      workspace.times(both, h, rows, gates, s.parts, s.partStep);
      for (let row = 0; row < rows; row++) s.f[0]!(workspace, gates + row * both.stride, 2 * hidden);
      if (before) workspace.times(own, h, rows, last, s.apart, 0);
      for (let row = 0; row < rows; row++) {
        const reset = gates + row * both.stride + hidden;
        const [at, state, part] = [last + row * own.stride, row * hidden, input + row * s.partStep];
        if (before)
          for (let j = 0; j < hidden; j++) memory[at + j] = memory[part + j]! + memory[reset + j]! * memory[at + j]!;
        else for (let j = 0; j < hidden; j++) memory[other + state + j] = memory[reset + j]! * memory[h + state + j]!;
      }
      if (!before) workspace.times(own, other, rows, last, input, s.partStep);
      for (let row = 0; row < rows; row++) {
        const [update, at, state] = [gates + row * both.stride, last + row * own.stride, h + row * hidden];
        s.f[1]!(workspace, at, hidden);
        for (let j = 0; j < hidden; j++) {
          const z = memory[update + j]!;
          memory[state + j] = (1 - z) * memory[at + j]! + z * memory[state + j]!;
        }
      }
    };
  },
};

/** Gates `i o f c`. */
const lstm: Cell = {
  gates: 4,
  activations: ['Sigmoid', 'Tanh', 'Tanh'],
  clipped: 2,
  groups: [4],
  apart: () => false,
  step(node) {
    const coupled = int(node, 'input_forget', 0) !== 0;
    return (s) => {
      const { workspace, rows, hidden, h, gates, c, peepholes, peephole } = s;
      const { memory } = workspace;
      const [matrix] = s.matrices as [Matrix];
      const { stride } = matrix;
      const [sigmoid, tanh, ofCell] = s.f as [Activation, Activation, Activation];
      const look = (gate: number, row: number): void => {
        const at = gates + row * stride + gate * hidden;
        for (let j = 0; j < hidden; j++)
          memory[at + j]! += peepholes![peephole + gate * hidden + j]! * memory[c + row * hidden + j]!;
      };
      workspace.times(matrix, h, rows, gates, s.parts, s.partStep);
      for (let row = 0; row < rows; row++) {
        const [at, state] = [gates + row * stride, row * hidden];
        const [output, forget, cell] = [at + hidden, at + 2 * hidden, at + 3 * hidden];
        if (peepholes) {
          look(0, row);
          look(2, row);
          sigmoid(workspace, at, hidden);
          sigmoid(workspace, forget, hidden);
        } else sigmoid(workspace, at, 3 * hidden);
        tanh(workspace, cell, hidden);
        if (coupled) for (let j = 0; j < hidden; j++) memory[forget + j] = 1 - memory[at + j]!;
        workspace.mix(c + state, forget, c + state, at, cell, hidden);
        if (peepholes) {
          look(1, row);
          sigmoid(workspace, output, hidden);
        }
      }
      memory.copyWithin(h, c, c + rows * hidden);
      ofCell(workspace, h, rows * hidden);
      for (let row = 0; row < rows; row++) {
        const [output, state] = [gates + row * stride + hidden, h + row * hidden];
        workspace.mix(state, output, state, s.zeros, s.zeros, hidden);
      }
    };
  },
};

export const CELLS = { RNN: rnn, GRU: gru, LSTM: lstm };
