/** The layers that a configuration names, and what is inside of them. */

import type { JsonValue } from '@brine/core';
import { failure } from '../errors.js';
import { get, isObject, listAt, textAt } from './json.js';

/** A layer as its configuration has it. */
export interface Spec {
  readonly className: string;
  readonly module?: string;
  readonly registeredName?: string;
  readonly name: string;
  readonly config: JsonValue;
  readonly inboundNodes?: JsonValue;
  readonly buildConfig?: JsonValue;
  /** Of a model: in the order of Keras' `model.layers`. */
  readonly layers?: readonly Spec[];
}

export interface Architecture extends Spec {
  /** The whole as stored. */
  readonly stored: JsonValue;
}

const MODELS: ReadonlySet<string> = new Set(['Sequential', 'Functional', 'Model']);
/** Models in models deeper than this are refused. */
const DEEPEST = 64;

/** Whether a class is a model of layers, whose configuration lists them. */
export function isModel({ className, config }: Pick<Spec, 'className' | 'config'>): boolean {
  return MODELS.has(className) || Array.isArray(layersOf(config));
}

function layersOf(config: JsonValue): readonly JsonValue[] | undefined {
  // Keras 1 and 2.0 have the layers of a Sequential as its whole configuration.
  return Array.isArray(config) ? (config as readonly JsonValue[]) : listAt(config, 'layers');
}

/** @throws CodecError `malformed` for what is no configuration of a model */
export function readArchitecture(stored: JsonValue): Architecture {
  return { ...readSpec(stored, 'model_config', 0), stored };
}

export function readSpec(stored: JsonValue, path: string, depth: number): Spec {
  const className = textAt(stored, 'class_name');
  const config = get(stored, 'config');
  if (className === undefined || config === undefined || depth > DEEPEST) {
    throw failure({
      code: 'CONFIG',
      fault: 'malformed',
      message: depth > DEEPEST ? 'models are nested too deep' : 'it has no class_name or no config',
      path,
      hint: 'The configuration of the model is damaged: save the model again.',
    });
  }
  const name = textAt(stored, 'name') ?? textAt(config, 'name') ?? className.toLowerCase();
  const module = textAt(stored, 'module');
  const registeredName = textAt(stored, 'registered_name');
  const inboundNodes = get(stored, 'inbound_nodes');
  const buildConfig = get(stored, 'build_config');
  const layers = isModel({ className, config }) ? layersOf(config) : undefined;
  return {
    className,
    name,
    config,
    ...(module === undefined ? {} : { module }),
    ...(registeredName === undefined ? {} : { registeredName }),
    ...(inboundNodes === undefined ? {} : { inboundNodes }),
    ...(buildConfig === undefined ? {} : { buildConfig }),
    ...(layers ? { layers: innerSpecs(className, layers, path, depth) } : {}),
  };
}

function innerSpecs(className: string, layers: readonly JsonValue[], path: string, depth: number): Spec[] {
  const specs = layers.map((layer, i) => readSpec(layer, `${path}.layers[${i}]`, depth + 1));
  // A Sequential does not count its input among its layers.
  return className === 'Sequential' && specs[0]?.className === 'InputLayer' ? specs.slice(1) : specs;
}

/** The layer that a wrapper is around, and the cell of a recurrent layer. */
export function wrapped(spec: Spec, key: string): Spec | undefined {
  const stored = get(spec.config, key);
  return isObject(stored) && textAt(stored, 'class_name') !== undefined
    ? readSpec(stored, `${spec.name}.${key}`, 1)
    : undefined;
}
