import { CodecError, type CodecErrorInit } from '@brine/core';

/** An error of the engine; `code` without its prefix. */
export function engineError(
  fault: CodecErrorInit['fault'],
  code: string,
  message: string,
  more: Partial<CodecErrorInit> = {},
): CodecError {
  return new CodecError({ codec: 'brine', code: `BRINE-ENGINE-${code}`, fault, message, ...more });
}

/** Tensors whose shapes or values do not fit the operator: only running tells. */
export function misfit(message: string): CodecError {
  return engineError('option', 'SHAPE', message);
}
