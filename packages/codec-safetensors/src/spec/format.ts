/**
 * The numbers of the safetensors format.
 * @see https://github.com/huggingface/safetensors#format
 */

/** The file begins with the header's length as a little-endian u64. */
export const LENGTH_BYTES = 8;

/** The reference refuses longer headers. */
export const MAX_HEADER_BYTES = 100_000_000;

/** Written headers are padded with spaces so that the data begin at a multiple of this. */
export const HEADER_ALIGNMENT = 8;

/** The key of the header that is no tensor: a map from str to str. */
export const METADATA_KEY = '__metadata__';

/**
 * Element types: the name in the header, our name, bits of one element. In the reference's order, by alignment: writers sort
 * tensors by it, the last first.
 */
export const ELEMENT_TYPES = [
  { stored: 'BOOL', dtype: 'bool', bits: 8 },
  { stored: 'F4', dtype: 'float4_e2m1fn', bits: 4 },
  { stored: 'F6_E2M3', dtype: 'float6_e2m3fn', bits: 6 },
  { stored: 'F6_E3M2', dtype: 'float6_e3m2fn', bits: 6 },
  { stored: 'U8', dtype: 'uint8', bits: 8 },
  { stored: 'I8', dtype: 'int8', bits: 8 },
  { stored: 'F8_E5M2', dtype: 'float8_e5m2', bits: 8 },
  { stored: 'F8_E4M3', dtype: 'float8_e4m3fn', bits: 8 },
  { stored: 'F8_E8M0', dtype: 'float8_e8m0fnu', bits: 8 },
  { stored: 'F8_E4M3FNUZ', dtype: 'float8_e4m3fnuz', bits: 8 },
  { stored: 'F8_E5M2FNUZ', dtype: 'float8_e5m2fnuz', bits: 8 },
  { stored: 'I16', dtype: 'int16', bits: 16 },
  { stored: 'U16', dtype: 'uint16', bits: 16 },
  { stored: 'F16', dtype: 'float16', bits: 16 },
  { stored: 'BF16', dtype: 'bfloat16', bits: 16 },
  { stored: 'I32', dtype: 'int32', bits: 32 },
  { stored: 'U32', dtype: 'uint32', bits: 32 },
  { stored: 'F32', dtype: 'float32', bits: 32 },
  { stored: 'C64', dtype: 'complex64', bits: 64 },
  { stored: 'F64', dtype: 'float64', bits: 64 },
  { stored: 'I64', dtype: 'int64', bits: 64 },
  { stored: 'U64', dtype: 'uint64', bits: 64 },
] as const;

export type ElementType = (typeof ELEMENT_TYPES)[number];
