import { CodecError, type CodecErrorInit } from '@brine/core';
import { offsetOf } from './read/offset.js';

export const ID = 'onnx';

/** An error of this codec; `code` without its prefix. */
export function onnxError(
  fault: CodecErrorInit['fault'],
  code: string,
  message: string,
  more: Partial<CodecErrorInit> = {},
): CodecError {
  return new CodecError({ codec: ID, code: `BRINE-ONNX-${code}`, fault, message, ...more });
}

/** An error in a record of the file, with its path and where it begins. */
export function recordError(
  fault: 'malformed' | 'unsupported',
  code: string,
  record: object,
  path: string,
  message: string,
): CodecError {
  return onnxError(fault, code, message, { path, offset: offsetOf(record) });
}
