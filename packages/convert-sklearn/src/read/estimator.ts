import {
  arrayValues,
  attribute,
  attributes,
  className,
  type DenseTensor,
  dictEntries,
  isKind,
  type PyObject,
  type PyValue,
  scalarValue,
} from '@brine/core';
import { malformed, unsupported } from './errors.js';
import { labelsOf } from './labels.js';
import { describe, numberOf, type Numbers, numbersOf } from './numbers.js';
import { FORMER_NAMES, isAtLeast } from './versions.js';

/** A value inside the model, and where it is. */
export interface Part {
  readonly value: PyValue;
  readonly path: string;
}

/**
 * A fitted estimator: typed access to the attributes of the inert record. Names are those of the newest scikit-learn; older
 * ones are found through `FORMER_NAMES`. What is absent or of another type is refused with its path.
 */
export class Estimator {
  /** `module.Class` as stored. */
  readonly className: string;
  /** The class alone: `LogisticRegression`. */
  readonly name: string;
  readonly #attributes: Map<string, PyValue>;

  /** @param path - where it is in the model, empty for the root */
  constructor(
    readonly object: PyObject,
    readonly path: string,
  ) {
    this.className = className(object) ?? '';
    this.name = this.className.slice(this.className.lastIndexOf('.') + 1);
    this.#attributes = attributes(object);
  }

  /** Whether the version of scikit-learn that saved it is at least this one; `otherwise` when the file does not say. */
  savedBy(major: number, minor: number, otherwise: boolean): boolean {
    const version = this.#attributes.get('_sklearn_version');
    return typeof version === 'string' ? isAtLeast(version, major, minor) : otherwise;
  }

  /** Where an attribute is. */
  at(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }

  /** An attribute as stored, or undefined. */
  raw(name: string): PyValue | undefined {
    for (const known of [name, ...(FORMER_NAMES[name] ?? [])]) {
      const value = this.#attributes.get(known);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  /** Whether an attribute is there and not None. */
  has(name: string): boolean {
    return (this.raw(name) ?? null) !== null;
  }

  /** @throws CodecError `unsupported` when it is absent or None */
  value(name: string): PyValue {
    const value = this.raw(name) ?? null;
    if (value !== null) return value;
    throw unsupported(
      `${this.name} has no ${name}`,
      this.at(name),
      name.endsWith('_') ? 'It is not fitted: call fit before saving it.' : 'Save it again with a newer scikit-learn.',
    );
  }

  /** @throws CodecError `unsupported` when it is no number */
  number(name: string, otherwise?: number): number {
    if (otherwise !== undefined && !this.has(name)) return otherwise;
    const value = numberOf(this.value(name));
    if (value === undefined) throw unsupported(`${describe(this.raw(name))} where a number is needed`, this.at(name));
    return value;
  }

  /** A bool (or what Python takes for one). */
  flag(name: string, otherwise?: boolean): boolean {
    if (otherwise !== undefined && !this.has(name)) return otherwise;
    return this.number(name) !== 0;
  }

  /** Text, or undefined for anything else. */
  text(name: string): string | undefined {
    const value = this.raw(name);
    return typeof value === 'string' ? value : isKind(value, 'npscalar') ? asText(scalarValue(value)) : undefined;
  }

  /**
   * A parameter of which each setting has its own formula.
   *
   * @throws CodecError `unsupported` for a setting that is not among the known
   */
  choice<T extends string>(name: string, known: readonly T[], otherwise?: T): T {
    const text = this.text(name) ?? (this.has(name) ? undefined : otherwise);
    const found = known.find((setting) => setting === text);
    if (found === undefined) {
      throw unsupported(
        `${this.name}(${name}=${text === undefined ? describe(this.raw(name)) : `'${text}'`}) is not known`,
        this.at(name),
        `Known are ${known.join(', ')}.`,
      );
    }
    return found;
  }

  /** An array of numbers with any number of axes. */
  numbers(name: string): Numbers {
    return numbersOf(this.value(name), this.at(name));
  }

  /** Numbers as one axis, whatever axes they have. */
  vector(name: string): Float64Array {
    return this.numbers(name).data;
  }

  /** Numbers of two axes; one axis is one row. */
  matrix(name: string): Numbers {
    const numbers = this.numbers(name);
    const { shape, data } = numbers;
    if (shape.length === 2) return numbers;
    if (shape.length < 2) return { shape: [1, data.length], data };
    throw malformed(`an array of ${shape.length} axes where a matrix is needed`, this.at(name));
  }

  /** Class labels, one axis. */
  labels(name = 'classes_'): DenseTensor {
    return labelsOf(this.value(name), this.at(name));
  }

  part(name: string): Part {
    return { value: this.value(name), path: this.at(name) };
  }

  /** The items of a list, tuple or array of objects. */
  parts(name: string): Part[] {
    return partsOf(this.part(name));
  }

  /** The entries of a dict with text keys. */
  entries(name: string): Map<string, PyValue> {
    const value = this.value(name);
    if (isKind(value, 'dict'))
      return new Map(
        [...dictEntries(value)].filter((entry): entry is [string, PyValue] => typeof entry[0] === 'string'),
      );
    throw unsupported(`${describe(value)} where a dict is needed`, this.at(name));
  }

  /** The refusal of this estimator. */
  refuse(message: string, hint?: string): Error {
    return unsupported(message, this.path, hint);
  }
}

/** The items of a list, tuple or array of objects, with their paths. */
export function partsOf({ value, path }: Part): Part[] {
  const items =
    isKind(value, 'list') || isKind(value, 'tuple')
      ? Array.from(value.items)
      : isKind(value, 'ndarray')
        ? arrayValues(value)
        : undefined;
  if (!items) throw unsupported(`${describe(value)} where a list is needed`, path);
  return items.map((item, i) => ({ value: item, path: `${path}[${i}]` }));
}

/** An attribute of an object that is no estimator (a tree, a loss, a kernel). */
export function attributePart({ value, path }: Part, name: string): Part | undefined {
  const found = isKind(value, 'object') ? attribute(value, name) : undefined;
  return found === undefined ? undefined : { value: found, path: `${path}.${name}` };
}

function asText(value: PyValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
