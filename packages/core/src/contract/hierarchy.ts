/** Groups of named arrays with attributes, as HDF5 has them. Arrays are read when asked for. */

import type { Selection } from './tensor.js';

/** The type of an element. Sizes are in bytes, as stored. */
export type ElementType =
  | { readonly kind: 'integer'; readonly size: number; readonly signed: boolean; readonly bigEndian: boolean }
  | {
      readonly kind: 'float';
      readonly size: number;
      readonly bigEndian: boolean;
      /** Its bits: of IEEE 754 by its size, bfloat16, the 80 bits of x87, or another. */
      readonly format: 'ieee' | 'bfloat16' | 'x87' | 'float8_e4m3' | 'float8_e5m2' | 'other';
    }
  | { readonly kind: 'complex'; readonly size: number; readonly base: ElementType }
  | {
      readonly kind: 'string';
      /** Bytes of a string of fixed length, or of the reference to one of any length. */
      readonly size: number;
      readonly variable: boolean;
      readonly utf8: boolean;
      readonly padding: 'null-terminated' | 'null-padded' | 'space-padded';
    }
  | { readonly kind: 'bitfield'; readonly size: number; readonly bigEndian: boolean }
  | { readonly kind: 'time'; readonly size: number; readonly bigEndian: boolean }
  | { readonly kind: 'opaque'; readonly size: number; readonly tag: string }
  | {
      readonly kind: 'enum';
      readonly size: number;
      readonly base: ElementType;
      readonly members: ReadonlyMap<string, bigint>;
    }
  | { readonly kind: 'compound'; readonly size: number; readonly fields: readonly ElementField[] }
  | { readonly kind: 'array'; readonly size: number; readonly base: ElementType; readonly shape: readonly number[] }
  | { readonly kind: 'sequence'; readonly size: number; readonly base: ElementType }
  | { readonly kind: 'reference'; readonly size: number; readonly to: 'object' | 'region' | 'attribute' };

export interface ElementField {
  readonly name: string;
  /** Bytes from the beginning of the record. */
  readonly offset: number;
  readonly type: ElementType;
}

/** What is stored outside of its array: text, a sequence, a reference to an object by its `id`; of a record its fields in order. */
export type ElementItem =
  | { readonly kind: 'text'; readonly bytes: Uint8Array }
  | { readonly kind: 'reference'; readonly to: 'object' | 'region' | 'attribute'; readonly id: number | undefined }
  | { readonly kind: 'record'; readonly fields: readonly ElementItem[] }
  | ({ readonly kind: 'array' } & HierarchyArray);

/** Elements in memory, C order. */
export interface HierarchyArray {
  readonly type: ElementType;
  /** Lengths of the axes; `[]` is a scalar, null has no elements at all (a null dataspace). */
  readonly shape: readonly number[] | null;
  /** Elements as stored, contiguous, in the type's byte order. Empty where `items` has them. */
  readonly bytes: Uint8Array;
  /** Elements of a type that refers to something: variable strings, sequences, references, and records of them. */
  readonly items?: readonly ElementItem[];
}

export interface HierarchyAttribute {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly number[] | null;
  read(): Promise<HierarchyArray>;
}

/** A link of a group. Soft and external ones are shown, never followed outside of the file. */
export type HierarchyLink =
  | { readonly kind: 'hard'; readonly name: string; open(): Promise<HierarchyObject> }
  | { readonly kind: 'soft'; readonly name: string; readonly path: string }
  | { readonly kind: 'external'; readonly name: string; readonly file: string; readonly path: string }
  | { readonly kind: 'other'; readonly name: string; readonly type: number };

interface HierarchyObjectBase {
  /** The same for two links to one object: a group may hold itself. */
  readonly id: number;
  attributes(): Promise<readonly HierarchyAttribute[]>;
}

export interface HierarchyGroup extends HierarchyObjectBase {
  readonly kind: 'group';
  /** In the order of creation where the file keeps it, else by name. */
  links(): Promise<readonly HierarchyLink[]>;
}

/** A step that the elements of a chunk went through when they were written. */
export interface StorageFilter {
  /** Registered number: 1 deflate, 2 shuffle, 3 fletcher32, 4 szip, 32000 lzf. */
  readonly id: number;
  readonly name: string;
  readonly values: readonly number[];
}

export interface HierarchyDataset extends HierarchyObjectBase {
  readonly kind: 'dataset';
  readonly type: ElementType;
  readonly shape: readonly number[] | null;
  /** Lengths to which it may grow; null is without bound. */
  readonly maxShape: readonly (number | null)[] | null;
  readonly chunks?: readonly number[];
  readonly filters: readonly StorageFilter[];
  /** The bytes of an element that was never written, where they are not zeros. */
  readonly fill?: Uint8Array;
  /** Byte offset of its elements, when they lie in the file as they are. */
  readonly offset?: number;
  /** Other files in which its elements are: shown, never read. */
  readonly external?: readonly string[];
  /**
   * @param selection - a box; the whole dataset without it
   * @throws CodecError `unsupported` for a filter that is not there and for elements in other files, `malformed`, `limit`
   */
  read(selection?: Selection): Promise<HierarchyArray>;
}

/** A type with a name of its own. */
export interface HierarchyNamedType extends HierarchyObjectBase {
  readonly kind: 'type';
  readonly type: ElementType;
}

export type HierarchyObject = HierarchyGroup | HierarchyDataset | HierarchyNamedType;

export interface Hierarchy {
  readonly root: HierarchyGroup;
}
