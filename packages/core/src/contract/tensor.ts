/** Arrays of numbers, as formats name them. */

/** Element types, spelled alike in all formats. `str` is text; `object` is a Python object per element (never in a graph). */
export type DType =
  | 'float64'
  | 'float32'
  | 'float16'
  | 'bfloat16'
  | 'float8_e4m3fn'
  | 'float8_e4m3fnuz'
  | 'float8_e5m2'
  | 'float8_e5m2fnuz'
  | 'float8_e8m0fnu'
  | 'float6_e2m3fn'
  | 'float6_e3m2fn'
  | 'float4_e2m1fn'
  | 'int64'
  | 'int32'
  | 'int16'
  | 'int8'
  | 'int4'
  | 'int2'
  | 'uint64'
  | 'uint32'
  | 'uint16'
  | 'uint8'
  | 'uint4'
  | 'uint2'
  | 'bool'
  | 'complex64'
  | 'complex128'
  | 'str'
  | 'object';

/**
 * Typed arrays that hold tensor elements. `bool` is a Uint8Array of 0 and 1; float16, bfloat16 and float8 are their raw bits;
 * elements of less than a byte are packed in a Uint8Array, the first in the lowest bits.
 */
export type NumericData =
  | Float64Array
  | Float32Array
  | BigInt64Array
  | BigUint64Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array;

/** A tensor whose elements are in memory, C order, contiguous: what engines take and give. */
export interface DenseTensor {
  /** Its own name in the file, where it has one beside that of what it belongs to. */
  readonly name?: string;
  readonly dtype: DType;
  /** Lengths of the axes; `[]` is a scalar. */
  readonly shape: readonly number[];
  /** `product(shape)` elements (twice that for complex: re, im); text as an array of strings. */
  readonly data: NumericData | readonly string[];
}

/** A box of a tensor: for each axis `[start, stop)`. Axes left out at the end are whole. */
export type Selection = readonly (readonly [start: number, stop: number])[];

/**
 * A named array inside a file. Its bytes are read when asked for.
 */
export interface Tensor {
  /** Its name in the file; for a Python value the path to it, written as in Python. */
  readonly name?: string;
  readonly dtype: DType;
  readonly shape: readonly number[];
  /** Strides in elements, when not C-contiguous. */
  readonly strides?: readonly number[];
  /** Byte offset in the file, when its bytes lie there as they are (uncompressed). */
  readonly offset?: number;
  /** Size of its elements in bytes, as stored. */
  readonly byteLength: number;
  /** True when the stored bytes are big-endian. */
  readonly bigEndian?: boolean;
  /** The format's own name of the element type, when {@link dtype} says less (`<U12`, `M8[D]`, a structured dtype). */
  readonly storedType?: string;
  /**
   * Elements in C order, little-endian.
   *
   * @param selection - a box; the whole tensor without it
   * @throws CodecError `unsupported` for elements that no {@link DenseTensor} holds
   */
  read(selection?: Selection): Promise<DenseTensor>;
}
