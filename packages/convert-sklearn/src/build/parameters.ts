/** Parameters of a stage as a file holds them: nothing in them is sound before it is read here. */

import { CodecError, type JsonValue } from '@brine/core';
import { ID } from '../read/index.js';

export class Parameters {
  readonly #read = new Set<string>();

  /** @param kind - of the stage, for messages */
  constructor(
    readonly kind: string,
    private readonly json: Readonly<Record<string, JsonValue>>,
  ) {}

  has(name: string): boolean {
    return this.#get(name) !== null;
  }

  /** Whether it is just this text. */
  is(name: string, text: string): boolean {
    return this.#get(name) === text;
  }

  flag(name: string): boolean {
    const value = this.#get(name);
    return typeof value === 'boolean' ? value : this.#refuse(name, 'not true or false');
  }

  text(name: string): string {
    const value = this.#get(name);
    return typeof value === 'string' ? value : this.#refuse(name, 'no text');
  }

  choice<const T extends string>(name: string, known: readonly T[]): T {
    const value = this.#get(name);
    return known.find((one) => one === value) ?? this.#refuse(name, `none of ${known.join(', ')}`);
  }

  /** A whole number from `least` to `most`. */
  integer(name: string, least: number, most: number): number {
    return this.#integerOf(this.#get(name), name, least, most);
  }

  /** Any number but NaN and the infinities, which JSON has not. */
  number(name: string): number {
    const value = this.#get(name);
    return typeof value === 'number' ? value : this.#refuse(name, 'no number');
  }

  /** Two whole numbers. */
  pair(name: string, least: number, most: number): readonly [number, number] {
    const list = this.#list(name);
    if (list.length !== 2) return this.#refuse(name, 'no pair');
    return [this.#integerOf(list[0]!, name, least, most), this.#integerOf(list[1]!, name, least, most)];
  }

  texts(name: string): readonly string[] {
    const list = this.#list(name);
    return list.every((item) => typeof item === 'string') ? list : this.#refuse(name, 'no list of texts');
  }

  /** Columns by what is counted in them: a list in their order, in which nothing is twice. */
  columns<T extends string | number = string>(
    name: string,
    isKey = isText as (item: unknown) => item is T,
  ): Map<T, number> {
    const list = this.#list(name);
    if (!list.every(isKey)) return this.#refuse(name, 'a list of something else than what is counted');
    const columns = new Map(list.map((item, at) => [item, at]));
    return columns.size === list.length && list.length > 0
      ? columns
      : this.#refuse(name, 'empty, or names a column twice');
  }

  /** @throws CodecError `malformed` for one that nobody has asked for: it would have changed the result of whoever wrote it */
  assertAllRead(): void {
    for (const [name, value] of Object.entries(this.json)) {
      if (value !== null && !this.#read.has(name)) this.#refuse(JSON.stringify(name.slice(0, 80)), 'not known');
    }
  }

  /** Only the object's own: names come out of a file. */
  #get(name: string): JsonValue {
    this.#read.add(name);
    return Object.hasOwn(this.json, name) ? this.json[name]! : null;
  }

  #list(name: string): readonly JsonValue[] {
    const value = this.#get(name);
    return Array.isArray(value) ? (value as readonly JsonValue[]) : this.#refuse(name, 'no list');
  }

  #integerOf(value: JsonValue, name: string, least: number, most: number): number {
    const isFine = typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most;
    return isFine ? value : this.#refuse(name, `no whole number from ${least} to ${most}`);
  }

  #refuse(name: string, reason: string): never {
    throw stageError(`the parameter ${name} of a stage ${this.kind} is ${reason}`);
  }
}

function isText(item: unknown): item is string {
  return typeof item === 'string';
}

/** A stage that is not as this package makes it. */
export function stageError(message: string): CodecError {
  return new CodecError({
    codec: ID,
    code: 'BRINE-SKLEARN-STAGE',
    fault: 'malformed',
    message,
    hint: 'Convert the model again from the file that scikit-learn saved.',
  });
}
