import { CodecError, type CodecErrorInit } from '@brine/core';

/** Id of the codec on whose behalf a file is read: a .npy may lie in a .npz. */
export type Id = 'npy' | 'npz';

export const DAMAGED = 'The file is damaged, or its writer is at fault: get it again, or write it again.';

/** An error of these codecs; `code` is what follows `BRINE-NUMPY-`. */
export function failure({ code, ...init }: CodecErrorInit): CodecError {
  return new CodecError({ ...init, code: `BRINE-NUMPY-${code}` });
}
