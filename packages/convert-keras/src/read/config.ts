/** A layer's configuration, read by what each parameter has to be. */

import type { JsonValue } from '@brine/core';
import { malformed, unsupported } from './errors.js';

export type JsonObject = Readonly<Record<string, JsonValue>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The parameters of one layer. A parameter that is absent has the default that is given: Keras leaves out none, but older versions had
 * fewer.
 */
export class Config {
  /** @param path - of the layer */
  constructor(
    readonly json: JsonObject,
    readonly path: string,
  ) {}

  /** A parameter as it stands; null when it is absent. Only the object's own: names come out of a file. */
  get(name: string): JsonValue {
    return Object.hasOwn(this.json, name) ? this.json[name]! : null;
  }

  has(name: string): boolean {
    return this.get(name) !== null;
  }

  number(name: string, otherwise?: number): number {
    return this.#read(name, otherwise, 'a number', (value) => (typeof value === 'number' ? value : undefined));
  }

  /** A whole number from 1 to `most`. */
  count(name: string, most: number): number {
    return this.#read(name, undefined, `a whole number from 1 to ${most}`, (value) =>
      typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 && value <= most ? value : undefined,
    );
  }

  boolean(name: string, otherwise?: boolean): boolean {
    return this.#read(name, otherwise, 'true or false', (value) => (typeof value === 'boolean' ? value : undefined));
  }

  text(name: string, otherwise?: string): string {
    return this.#read(name, otherwise, 'a text', (value) => (typeof value === 'string' ? value : undefined));
  }

  /** One of some texts; another is refused. */
  choice<const T extends string>(name: string, choices: readonly T[], otherwise?: T): T {
    const text = this.text(name, otherwise);
    const choice = choices.find((one) => one === text);
    if (choice === undefined) throw this.refuse(`${name}=${JSON.stringify(text)}`);
    return choice;
  }

  /** Whole numbers. A single number stands for `rank` equal ones, where that is given. */
  integers(name: string, rank?: number, otherwise?: readonly number[]): readonly number[] {
    return this.#read(name, otherwise, rank === undefined ? 'whole numbers' : `${rank} whole numbers`, (value) => {
      const list = rank !== undefined && typeof value === 'number' ? new Array<JsonValue>(rank).fill(value) : value;
      if (!Array.isArray(list) || (rank !== undefined && list.length !== rank)) return undefined;
      return list.every(Number.isSafeInteger) ? (list as number[]) : undefined;
    });
  }

  list(name: string): readonly JsonValue[] {
    return this.#read(name, [], 'a list', (value) =>
      Array.isArray(value) ? (value as readonly JsonValue[]) : undefined,
    );
  }

  /** A parameter that is itself a configuration, as `{ class_name, config }`. */
  object(name: string): JsonObject {
    return this.#read(name, undefined, 'an object', (value) => (isObject(value) ? value : undefined));
  }

  /** Refuses the layer because of a parameter. */
  refuse(reason: string, hint?: string): Error {
    return unsupported(reason, this.path, hint);
  }

  #read<T>(name: string, otherwise: T | undefined, noun: string, read: (value: JsonValue) => T | undefined): T {
    const value = this.get(name);
    if (value === null && otherwise !== undefined) return otherwise;
    const known = read(value);
    if (known === undefined)
      throw malformed(`${name} is ${JSON.stringify(value)?.slice(0, 80)}, not ${noun}`, this.path);
    return known;
  }
}
