/**
 * Weights as Keras 3 stores them in `.weights.h5`: a group for each object by the attribute that holds it, its variables numbered in `vars`.
 * @see keras/src/saving/saving_lib.py, _save_state, H5IOStore
 */

import type { HierarchyDataset, HierarchyGroup, HierarchyObject, Tensor } from '@brine/core';
import { tensorOf } from '../tensors.js';
import { find } from '../walk.js';
import type { Spec } from './architecture.js';
import { textOf } from './text.js';
import { containerNames, partsOf, variableNames } from './variables.js';

/** Weights of an object and of what is inside of it. */
export interface Stored {
  readonly spec: Spec;
  readonly weights: readonly Tensor[];
  readonly layers?: readonly Stored[];
}

/** Attributes under which versions of Keras keep the layers of a model. */
const CONTAINERS = ['layers', '_layer_checkpoint_dependencies'];

export class Store {
  /** Groups by the name that their object had: one that several models share is stored once. */
  readonly #named = new Map<string, HierarchyGroup>();

  private constructor(readonly root: HierarchyGroup) {}

  static async open(root: HierarchyGroup): Promise<Store> {
    const store = new Store(root);
    await store.#index(root, new Set());
    return store;
  }

  async #index(group: HierarchyGroup, seen: Set<number>): Promise<void> {
    const open = [group];
    for (let at = open.shift(); at; at = open.shift()) {
      if (seen.has(at.id)) continue;
      seen.add(at.id);
      for (const link of await at.links()) {
        const object = link.kind === 'hard' ? await link.open() : undefined;
        if (object?.kind !== 'group') continue;
        if (link.name !== 'vars') open.push(object);
        else {
          const name = await textOf(object, 'name');
          if (name !== undefined && !this.#named.has(name)) this.#named.set(name, at);
        }
      }
    }
  }

  /** The weights of a model, layer by layer. */
  async layers(group: HierarchyObject | undefined, specs: readonly Spec[]): Promise<Stored[]> {
    const container = await first(group, CONTAINERS);
    const stored: Stored[] = [];
    for (const [i, name] of containerNames(specs).entries()) {
      const spec = specs[i]!;
      const at = (container && (await find(container, name))) ?? this.#named.get(spec.name);
      stored.push(await this.#object(at, spec, spec.name));
    }
    return stored;
  }

  /** @param prefix - put before the names of its variables */
  async #object(group: HierarchyObject | undefined, spec: Spec, prefix: string): Promise<Stored> {
    if (spec.layers) {
      const own = await this.#variables(group, spec, prefix);
      const layers = await this.layers(group, spec.layers);
      return { spec, layers, weights: unique([...own, ...layers.flatMap(({ weights }) => weights)]) };
    }
    const weights = [...(await this.#variables(group, spec, prefix))];
    const models: Stored[] = [];
    const parts = partsOf(spec) ?? (await this.#unknownParts(group));
    for (const part of parts) {
      const at = await first(group, part.attributes);
      const named = at && (await find(at, 'vars'));
      const name = (named && (await textOf(named, 'name'))) ?? part.spec.name;
      const inside = await this.#object(at, { ...part.spec, name }, part.named ? `${prefix}/${name}` : name);
      weights.push(...inside.weights);
      if (inside.layers) models.push(inside);
    }
    return { spec, weights: unique(weights), ...(models.length > 0 ? { layers: models } : {}) };
  }

  /** What is in a layer of a user's own class: whatever the file has. */
  async #unknownParts(group: HierarchyObject | undefined) {
    if (group?.kind !== 'group') return [];
    const names = (await group.links()).map(({ name }) => name).filter((name) => name !== 'vars');
    return names.map((name) => ({ attributes: [name], spec: { className: '', name, config: {} }, named: true }));
  }

  async #variables(group: HierarchyObject | undefined, spec: Spec, prefix: string): Promise<Tensor[]> {
    const names = variableNames(spec);
    return (await variablesOf(group)).map((dataset, i) => tensorOf(`${prefix}/${names[i] ?? i}`, dataset));
  }

  /** Variables of the optimizer, by their numbers. */
  async optimizer(): Promise<Tensor[]> {
    const group = await find(this.root, 'optimizer');
    return (await variablesOf(group)).map((dataset, i) => tensorOf(`optimizer/${i}`, dataset));
  }

  /** A file without its architecture: classes as far as the names of the groups tell. */
  async guess(): Promise<Stored[]> {
    const container = await first(this.root, CONTAINERS);
    const specs: { spec: Spec; at: HierarchyObject }[] = [];
    for (const link of container?.kind === 'group' ? await container.links() : []) {
      const at = link.kind === 'hard' ? await link.open() : undefined;
      const named = at && (await find(at, 'vars'));
      if (!at) continue;
      const className = classOf(link.name.replace(/_\d+$/, ''));
      const name = (named && (await textOf(named, 'name'))) ?? link.name;
      specs.push({ at, spec: { className, name, config: {} } });
    }
    // The order of the layers is not stored, but they were written one after another.
    specs.sort((a, b) => a.at.id - b.at.id);
    const stored: Stored[] = [];
    for (const { spec, at } of specs) stored.push(await this.#object(at, spec, spec.name));
    return stored;
  }
}

const CLASSES = [
  ...['Dense', 'Embedding', 'BatchNormalization', 'LayerNormalization', 'GroupNormalization', 'PReLU', 'EinsumDense'],
  ...['SimpleRNN', 'LSTM', 'GRU', 'MultiHeadAttention', 'Normalization'],
  ...[1, 2, 3].flatMap((n) => [`Conv${n}D`, `Conv${n}DTranspose`, `DepthwiseConv${n}D`, `SeparableConv${n}D`]),
];

function classOf(group: string): string {
  const [name] = CLASSES.filter((className) => containerNames([{ className }])[0] === group);
  return name ?? group;
}

async function variablesOf(group: HierarchyObject | undefined): Promise<HierarchyDataset[]> {
  const vars = group && (await find(group, 'vars'));
  if (vars?.kind !== 'group') return [];
  const links = (await vars.links()).filter(({ name }) => /^\d+$/.test(name));
  const datasets: HierarchyDataset[] = [];
  for (const link of links.sort((a, b) => Number(a.name) - Number(b.name))) {
    const object = link.kind === 'hard' ? await link.open() : undefined;
    if (object?.kind === 'dataset') datasets.push(object);
  }
  return datasets;
}

async function first(
  group: HierarchyObject | undefined,
  paths: readonly string[],
): Promise<HierarchyObject | undefined> {
  for (const path of paths) {
    const found = group && (await find(group, path));
    if (found) return found;
  }
  return undefined;
}

export function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
