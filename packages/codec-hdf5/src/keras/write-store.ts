/** Weights as Keras 3 stores them. @see keras/src/saving/saving_lib.py, _save_state, H5IOStore */

import type { Hierarchy, KerasLayer, KerasModel, Note, Tensor } from '@brine/core';
import { GroupMaker } from '../write/make.js';
import type { Spec } from './architecture.js';
import { containerNames, type Part, partsOf, variableNames } from './variables.js';

/** A model's weights, its layers in the order of `model.layers`. */
export function storeFile(model: KerasModel): { hierarchy: Hierarchy; notes: Note[] } {
  const root = new GroupMaker();
  const writer = new StoreWriter();
  root.at('vars').text('name', model.name ?? 'model');
  writer.layers(root, model.layers);
  const { optimizer = [] } = model;
  if (optimizer.length > 0) {
    const vars = root.at('optimizer/vars').text('name', 'optimizer');
    for (const [i, tensor] of optimizer.entries()) vars.dataset(String(i), tensor);
  }
  return { hierarchy: { root: root.group }, notes: writer.notes };
}

class StoreWriter {
  readonly notes: Note[] = [];
  /** A layer that is in several models is stored once. */
  readonly #written = new Set<Tensor>();

  layers(group: GroupMaker, layers: readonly KerasLayer[]): void {
    const names = containerNames(layers);
    for (const [i, layer] of layers.entries()) this.#layer(group.at(`layers/${names[i]!}`), layer);
  }

  #layer(group: GroupMaker, layer: KerasLayer): void {
    const { className, name, config, weights, layers } = layer;
    group.at('vars').text('name', name);
    if (weights.length > 0 && weights.every((weight) => this.#written.has(weight))) return;
    for (const weight of weights) this.#written.add(weight);
    const isWrapper = layers?.length === 1 && typeof config === 'object' && config !== null && 'layer' in config;
    if (layers && !isWrapper) {
      for (const weight of weights) this.#written.delete(weight);
      this.layers(group, layers);
      return;
    }
    const left = [...weights];
    this.#object(group, { className, name, config }, left, layers?.[0]);
    if (left.length > 0) {
      this.notes.push({
        code: 'BRINE-HDF5-VARIABLES',
        message: `where Keras keeps ${left.length} variables of the class ${className} is not known`,
        loss: true,
        path: name,
      });
    }
  }

  /** Takes the variables of an object and of its parts off a list, in the order of `layer.weights`. */
  #object(group: GroupMaker, spec: Spec, left: Tensor[], model?: KerasLayer): void {
    const parts = partsOf(spec);
    const vars = group.at('vars').text('name', spec.name);
    // Of a class that is not known all are its own.
    const count =
      parts && (parts.length > 0 || variableNames(spec).length > 0) ? variableNames(spec).length : left.length;
    for (const [i, tensor] of left.splice(0, count).entries()) vars.dataset(String(i), tensor);
    for (const part of parts ?? []) this.#part(group.at(part.attributes[0]!), part, left, model);
  }

  #part(group: GroupMaker, { spec }: Part, left: Tensor[], model: KerasLayer | undefined): void {
    if (!model?.layers) return this.#object(group, spec, left);
    group.at('vars').text('name', spec.name);
    this.layers(group, model.layers);
    left.splice(0, model.weights.length);
  }
}
