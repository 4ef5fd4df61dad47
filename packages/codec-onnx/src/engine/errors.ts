import { CodecError, type CodecErrorInit } from '@brine/core';

/** An error of the engine; `code` without its prefix. */
export function engineError(
  fault: CodecErrorInit['fault'],
  code: string,
  message: string,
  more: Partial<CodecErrorInit> = {},
): CodecError {
  return new CodecError({ codec: 'onnxruntime', code: `BRINE-ONNX-${code}`, fault, message, ...more });
}
