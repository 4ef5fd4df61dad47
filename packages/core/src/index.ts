/**
 * The contract of Brine's plugins, and what every plugin needs: byte sources and sinks, Python values, tensors, errors, limits.
 * Platform-free. Files are in `@brine/core/node`, the host that composes plugins in `@brine/core/host`.
 *
 * @packageDocumentation
 */
export type * from './contract.js';
export { asCodecError, CodecError, isCodecError } from './errors.js';
export type { CodecErrorInit } from './errors.js';
export { DEFAULT_LIMITS, limitError } from './limits.js';
export { findingOf } from './rule.js';
export type { Rule, RuleCase, Sighting } from './rule.js';
export { fromBlob } from './bytes/blob.js';
export { fromUrl } from './bytes/http.js';
export type { HttpOptions } from './bytes/http.js';
export { boxShape, readBox } from './bytes/box.js';
export type { StoredArray } from './bytes/box.js';
export { crc32 } from './bytes/crc32.js';
export { assertPlainName, concatBytes, fromBytes, toMemory } from './bytes/memory.js';
export type { MemorySink } from './bytes/memory.js';
export { checkRange } from './bytes/range.js';
export { readAll } from './bytes/read-all.js';
export { dictEntries, dictExtend, dictGet, dictSet, dictSize, setAdd, setHas } from './model/dict.js';
export { dtypeName, ITEM_BYTES, parseDType, typestring, typestringOf } from './model/dtype.js';
export { bytesOf, elementsOf, swapBytes } from './model/elements.js';
export { bfloat16ToNumber, float16ToNumber, numberToBfloat16, numberToFloat16 } from './model/half.js';
export { bigintsOf } from './model/ints.js';
export { keyOf } from './model/key.js';
export {
  ELLIPSIS,
  isKind,
  NOT_IMPLEMENTED,
  pyByteArray,
  pyBytes,
  pyComplex,
  pyDict,
  pyFrozenSet,
  pyGlobal,
  pyList,
  pyObject,
  pyPersistent,
  pySet,
  pyTuple,
} from './model/make.js';
export { MISSING_TEXT, NAN_TEXT } from './model/missing.js';
export { arrayValues, sizeOf, stored, toCOrder, toDense } from './model/ndarray.js';
export { attribute, attributeDict, attributes, className, definitionOf, globalName, typeName } from './model/object.js';
export { rowToJson } from './model/rows.js';
export { decodeUcs4, elementValue, scalarValue } from './model/scalar.js';
