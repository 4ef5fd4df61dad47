/**
 * Sums of products by the letters of an equation: a loop for each letter, those of the result outside.
 * @see https://onnx.ai/onnx/operators/onnx__Einsum.html
 */

import { misfit } from '../errors.js';
import { type Held, sizeOf } from '../held.js';
import { text } from './attributes.js';
import type { Kernel, Kernels } from './kernel.js';

interface Equation {
  readonly inputs: readonly (readonly string[])[];
  readonly result: readonly string[] | undefined;
}

/** Letters; the axes that `...` stands for are letters of their own, counted from the last. */
function parse(equation: string): Equation {
  const [left = '', right] = equation.replace(/\s/g, '').split('->');
  const letters = (term: string): string[] => term.match(/\.\.\.|./g) ?? [];
  return { inputs: left.split(',').map(letters), result: right === undefined ? undefined : letters(right) };
}

const ELLIPSIS = '...';

/** @param rank - of the input; without one, `most` axes stand for the ellipsis */
function spelled(letters: readonly string[], rank: number | undefined, most: number): string[] {
  const hidden = rank === undefined ? most : rank - letters.filter((letter) => letter !== ELLIPSIS).length;
  return letters.flatMap((letter) =>
    letter === ELLIPSIS ? Array.from({ length: hidden }, (_, i) => `.${hidden - i}`) : [letter],
  );
}

/** Without a right side: the ellipsis, then the letters that occur once, in alphabetical order. */
function implied(inputs: readonly (readonly string[])[]): string[] {
  const all = inputs.flat().filter((letter) => letter !== ELLIPSIS);
  const once = all.filter((letter) => all.indexOf(letter) === all.lastIndexOf(letter)).sort();
  return inputs.flat().includes(ELLIPSIS) ? [ELLIPSIS, ...once] : once;
}

const einsum: Kernel = {
  types: { T: 'dfi' },
  plan(node) {
    const inputs = node.inputs as readonly Held[];
    const out = node.outputs[0]!;
    const equation = parse(text(node, 'equation', ''));
    return () => {
      if (equation.inputs.length !== inputs.length)
        throw misfit(`an equation of ${equation.inputs.length} terms for ${inputs.length} inputs`);
      const terms = equation.inputs.map((letters, i) => spelled(letters, inputs[i]!.shape.length, 0));
      const hidden = Math.max(0, ...terms.flat().map((letter) => (letter.length > 1 ? Number(letter.slice(1)) : 0)));
      const result = spelled(equation.result ?? implied(equation.inputs), undefined, hidden);
      const lengths = new Map<string, number>();
      terms.forEach((term, i) => {
        const { shape } = inputs[i]!;
        if (term.length !== shape.length) throw misfit(`the term ${term.join('')} for the shape [${shape.join(', ')}]`);
        term.forEach((letter, axis) => {
          const known = lengths.get(letter) ?? 1;
          if (known !== 1 && shape[axis] !== 1 && known !== shape[axis])
            throw misfit(`${letter} is ${known} and ${shape[axis]!} long`);
          lengths.set(letter, Math.max(known, shape[axis]!) * Math.min(1, shape[axis]!));
        });
      });
      const summed = [...lengths.keys()].filter((letter) => !result.includes(letter));
      const strides = terms.map((term, i) => stridesOf(term, inputs[i]!.shape));
      const shape = result.map((letter) => lengths.get(letter) ?? 1);
      const to = out.reserve(shape).numbers;
      const outer = new Walk(result, lengths, strides);
      const inner = new Walk(summed, lengths, strides);
      const data = inputs.map(({ numbers }) => numbers);
      const size = sizeOf(shape);
      const [a, b] = data;
      for (let at = 0; at < size; at++, outer.next()) {
        inner.start(outer.positions);
        const { positions, steps, length } = inner;
        let sum = 0;
        for (let run = 0; run < inner.runs; run++, inner.next()) {
          if (data.length === 2) {
            let [p, q] = positions as [number, number];
            for (let k = 0; k < length; k++, p += steps[0]!, q += steps[1]!) sum += a![p]! * b![q]!;
          } else
            for (let k = 0; k < length; k++) {
              let product = 1;
              for (let i = 0; i < data.length; i++) product *= data[i]![positions[i]! + k * steps[i]!]!;
              sum += product;
            }
        }
        to[at] = sum;
      }
    };
  },
};

/** A letter that a term has twice moves along its diagonal; one of length 1 stays. */
function stridesOf(term: readonly string[], shape: readonly number[]): Map<string, number> {
  const strides = new Map<string, number>();
  let stride = 1;
  for (let axis = term.length - 1; axis >= 0; stride *= shape[axis--]!)
    if (shape[axis] !== 1) strides.set(term[axis]!, (strides.get(term[axis]!) ?? 0) + stride);
  return strides;
}

/** Positions in all inputs while some letters run; the last letter of the sums is a run of its own. */
class Walk {
  readonly positions: number[];
  /** Of the last letter. */
  readonly steps: readonly number[];
  readonly length: number;
  readonly runs: number;
  readonly #lengths: readonly number[];
  readonly #steps: readonly (readonly number[])[];
  readonly #counter: number[];

  constructor(
    letters: readonly string[],
    lengths: ReadonlyMap<string, number>,
    strides: readonly Map<string, number>[],
  ) {
    const stepsOf = (letter: string) => strides.map((of) => of.get(letter) ?? 0);
    const last = letters.at(-1);
    this.#lengths = letters.map((letter) => lengths.get(letter) ?? 1);
    this.#steps = letters.map(stepsOf);
    this.#counter = letters.map(() => 0);
    this.positions = strides.map(() => 0);
    this.steps = last === undefined ? this.positions : stepsOf(last);
    this.length = last === undefined ? 1 : this.#lengths.at(-1)!;
    this.runs = sizeOf(this.#lengths.slice(0, -1));
  }

  /** Starts a walk whose last letter runs by itself. */
  start(positions: readonly number[]): void {
    this.#counter.fill(0);
    for (let i = 0; i < positions.length; i++) this.positions[i] = positions[i]!;
    this.#inner = true;
  }

  #inner = false;

  next(): void {
    for (let at = this.#lengths.length - (this.#inner ? 2 : 1); at >= 0; at--) {
      const wrapped = this.#lengths[at] === ++this.#counter[at]!;
      const by = wrapped ? 1 - this.#lengths[at]! : 1;
      for (let i = 0; i < this.positions.length; i++) this.positions[i]! += by * this.#steps[at]![i]!;
      if (!wrapped) return;
      this.#counter[at] = 0;
    }
  }
}

export const einsumKernels: Kernels = { Einsum: einsum };
