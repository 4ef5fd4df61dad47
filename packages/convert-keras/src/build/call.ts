/** One call of a layer, as its converter sees it. */

import type { DenseTensor, Dimension, DType, JsonValue } from '@brine/core';
import type { Value } from '@brine/graph';
import { type Config, isObject } from '../read/config.js';
import { malformed } from '../read/errors.js';
import type { Preparation } from '../stages/stage.js';
import type { Layer } from '../read/model.js';
import type { Build } from './build.js';
import { Tensor } from './tensor.js';

/** What a call is given for an argument. */
export type Given = Tensor | readonly Given[] | { readonly plain: JsonValue };

/** Makes of a call what the layer gives: one tensor, or several. */
export type Convert = (call: Call) => Tensor | readonly Tensor[];

/** What converters need of the conversion around them. */
export interface Scope {
  /** Converts a layer inside of this one: that of a wrapper. */
  convert(layer: Layer, args: readonly Given[]): readonly Tensor[];
  /**
   * A stage of the program before its graph, for what no graph does exactly.
   *
   * @param given - an input of the program as it comes
   * @param shape - of the result
   * @throws CodecError `unsupported` when another layer has changed it
   */
  prepare(layer: Layer, given: Tensor, shape: readonly Dimension[], preparation: Preparation): Value;
}

export class Call {
  readonly args: readonly Given[];
  readonly kwargs: ReadonlyMap<string, Given>;
  readonly #half: DType | undefined;

  constructor(
    readonly b: Build,
    readonly layer: Layer,
    args: readonly Given[],
    kwargs: ReadonlyMap<string, Given>,
    readonly scope: Scope,
  ) {
    this.#half = HALVES.get(policyOf(layer.config));
    this.args = this.#half ? args.map((given) => this.#rounded(given)) : args;
    this.kwargs = kwargs;
  }

  get config(): Config {
    return this.layer.config;
  }

  /** The tensors of the first argument: one, or those of a list. */
  get inputs(): readonly Tensor[] {
    return tensorsOf(this.args[0]);
  }

  /** The one tensor that the layer takes. */
  get input(): Tensor {
    const [first] = this.inputs;
    if (!first) throw malformed('it is called without a tensor', this.layer.path);
    return first;
  }

  /** An argument by name or place, when it is a tensor. */
  tensor(name: string, place: number): Tensor | undefined {
    const given = this.kwargs.get(name) ?? this.args[place];
    return given && isTensor(given) ? given : undefined;
  }

  /** An argument by name, when it is plain data. */
  plain(name: string): JsonValue | undefined {
    const given = this.kwargs.get(name);
    return given !== undefined && 'plain' in given ? given.plain : undefined;
  }

  /** The number of weights that this layer has to have. */
  weights(...shapes: readonly (readonly (number | null)[])[]): readonly DenseTensor[] {
    const { weights, path } = this.layer;
    if (weights.length !== shapes.length) {
      throw malformed(`it has ${weights.length} weights, not ${shapes.length}`, path);
    }
    weights.forEach(({ shape }, i) => {
      const wanted = shapes[i]!;
      if (shape.length === wanted.length && wanted.every((length, axis) => length === null || length === shape[axis]))
        return;
      throw malformed(
        `its weight ${i} has shape [${shape.join(', ')}], not [${wanted.map((n) => n ?? '?').join(', ')}]`,
        path,
      );
    });
    return weights;
  }

  /** What is left of a result in the type that the layer computes in: a policy of half precision rounds each one. */
  round(value: Value): Value {
    return this.#half && value.dtype === this.b.float
      ? this.b.cast(this.b.cast(value, this.#half), this.b.float)
      : value;
  }

  /** A weight, in the type that the layer computes in. */
  weight(tensor: DenseTensor): Value {
    return this.round(this.b.weight(tensor));
  }

  /** Keras casts the tensors that a layer takes. */
  #rounded(given: Given): Given {
    if (isTensor(given)) return given.map((value) => this.round(value));
    return Array.isArray(given) ? (given as readonly Given[]).map((one) => this.#rounded(one)) : given;
  }

  /** A tensor of this call's graph. */
  give(value: Value, shape?: Tensor['shape'], mask?: Value): Tensor {
    return Tensor.of(this.b, value, shape, mask);
  }
}

export function tensorsOf(given: Given | undefined): readonly Tensor[] {
  if (given && isTensor(given)) return [given];
  return Array.isArray(given) ? (given as readonly Given[]).flatMap(tensorsOf) : [];
}

/** dtype policies that compute in half precision. */
const HALVES: ReadonlyMap<string, DType> = new Map<string, DType>([
  ['mixed_float16', 'float16'],
  ['float16', 'float16'],
  ['mixed_bfloat16', 'bfloat16'],
  ['bfloat16', 'bfloat16'],
]);

/** The dtype policy of a layer: a name, or `{ class_name: "DTypePolicy", config: { name } }`. */
export function policyOf(config: Config): string {
  const stored = config.get('dtype');
  if (!isObject(stored)) return typeof stored === 'string' ? stored : 'float32';
  const { config: inner } = stored;
  const name = isObject(inner) ? inner['name'] : undefined;
  return typeof name === 'string' ? name : 'float32';
}

const isTensor = (given: Given): given is Tensor => 'kind' in given;
