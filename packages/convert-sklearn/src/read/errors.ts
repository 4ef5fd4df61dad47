import { CodecError } from '@brine/core';
import type { sklearn } from '../plugin.js';

/** Id of the converter, and the name of its options. Not the descriptor's own, which nothing but a type is taken from: it is imported alone. */
export const ID: (typeof sklearn)['descriptor']['id'] = 'sklearn';

/**
 * The refusal of this package: what cannot be computed as scikit-learn does is named, never approximated.
 *
 * @param path - where in the model, as in Python: `steps[1][1].coef_`
 */
export function unsupported(message: string, path?: string, hint?: string): CodecError {
  return new CodecError({ codec: ID, code: 'BRINE-SKLEARN-UNSUPPORTED', fault: 'unsupported', message, path, hint });
}

/** A model whose parts do not fit together: a file that was tampered with, or saved half-way through a fit. */
export function malformed(message: string, path: string): CodecError {
  return new CodecError({
    codec: ID,
    code: 'BRINE-SKLEARN-MALFORMED',
    fault: 'malformed',
    message,
    path,
    hint: 'Save the model again after fitting it.',
  });
}
