/** A Keras model: what its files hold, whichever of their forms it was saved in. */

import type { Tensor } from './tensor.js';

/** Plain JSON, as a file has it. Its keys come out of the file: look them up with `Object.hasOwn`. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** A layer with its weights. */
export interface KerasLayer {
  /** `Dense`; of a user's layer the class as written. */
  readonly className: string;
  /** Module of the class: `keras.layers`. Absent in files of Keras 2. */
  readonly module?: string;
  /** Name under which a user's class is registered: `package>Class`. */
  readonly registeredName?: string;
  readonly name: string;
  /** Arguments of its constructor, as stored. */
  readonly config: JsonValue;
  /** How a functional model calls it, as stored: one entry a call. Absent in a Sequential. */
  readonly inboundNodes?: JsonValue;
  /** What the layer was built for, as stored by Keras 3: `{ input_shape }`. */
  readonly buildConfig?: JsonValue;
  /**
   * Its variables and those of what is inside it, in the order of Keras' `layer.weights`; named by their paths (`lstm/lstm_cell/kernel`).
   * Empty when the file has none.
   */
  readonly weights: readonly Tensor[];
  /** Text files that it keeps beside its variables, by name: `vocabulary.txt`. */
  readonly assets?: Readonly<Record<string, string>>;
  /** The layers of a model that is used as a layer. */
  readonly layers?: readonly KerasLayer[];
}

export interface KerasModel {
  /** `Sequential`, `Functional`, or a user's class. Absent for a file of weights alone. */
  readonly className?: string;
  readonly name?: string;
  readonly kerasVersion?: string;
  readonly backend?: string;
  /** The architecture as stored, `{ class_name, config, ... }`. Absent for a file of weights alone. */
  readonly config?: JsonValue;
  /** In the order of `model.layers`. Of a file of weights alone: as far as its groups tell. */
  readonly layers: readonly KerasLayer[];
  /** All variables in the order of `model.weights`. */
  readonly weights: readonly Tensor[];
  /** Loss, optimizer and metrics, as stored. */
  readonly compile?: JsonValue;
  /** Variables of the optimizer, by their paths. */
  readonly optimizer?: readonly Tensor[];
}

/** A row of the table of a model's layers. */
export interface LayerInfo {
  readonly name: string;
  readonly className: string;
  /** Shapes of what its last call gives, null for a length that is open. Absent where the file does not tell them. */
  readonly outputs?: readonly (readonly (number | null)[])[];
  /** Numbers in its variables. */
  readonly parameters: number;
  /** What its calls take, as `layer[call][output]`. */
  readonly connectedTo?: readonly string[];
  /** Of a model that is used as a layer. */
  readonly layers?: readonly LayerInfo[];
}

/** The layers of a model and the numbers in their variables, as `model.summary()` has them. */
export interface LayerTable {
  readonly name?: string;
  readonly layers: readonly LayerInfo[];
  readonly total: number;
  readonly trainable: number;
  readonly nonTrainable: number;
  /** Numbers that the optimizer keeps. */
  readonly optimizer?: number;
}
