import { CodecError, type CodecErrorInit } from '@brine/core';

export const ID = 'joblib';

/** An error of this codec; `code` is what follows `BRINE-JOBLIB-`. */
export function failure({ code, ...init }: Omit<CodecErrorInit, 'codec'>): CodecError {
  return new CodecError({ codec: ID, code: `BRINE-JOBLIB-${code}`, ...init });
}
