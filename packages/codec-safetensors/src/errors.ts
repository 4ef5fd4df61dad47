import { CodecError, type CodecErrorInit } from '@brine/core';

export const ID = 'safetensors';

/** An error of this codec; `code` is what follows `BRINE-SAFETENSORS-`. */
export function failure({ code, ...init }: Omit<CodecErrorInit, 'codec'>): CodecError {
  return new CodecError({ codec: ID, code: `BRINE-SAFETENSORS-${code}`, ...init });
}

export const DAMAGED = 'The file is damaged, or its writer is at fault: get it again, or write it again.';
