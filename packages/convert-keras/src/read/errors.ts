import { CodecError } from '@brine/core';
import type { keras } from '../plugin.js';

/** Id of the converter, and the name of its options. Not the descriptor's own, which nothing but a type is taken from: it is imported alone. */
export const ID: (typeof keras)['descriptor']['id'] = 'keras';

/**
 * What cannot be computed as Keras does is named, never approximated.
 *
 * @param path - where in the model: the names of the layers, outermost first, as in `encoder/attention`
 */
export function unsupported(message: string, path: string, hint?: string): CodecError {
  return new CodecError({ codec: ID, code: 'BRINE-KERAS-UNSUPPORTED', fault: 'unsupported', message, path, hint });
}

/** A model whose parts do not fit together: a configuration that was edited, weights of another model. */
export function malformed(message: string, path: string): CodecError {
  return new CodecError({
    codec: ID,
    code: 'BRINE-KERAS-MALFORMED',
    fault: 'malformed',
    message,
    path,
    hint: 'Save the model again; weights have to be those of this architecture.',
  });
}

/** A converter that asks for what it cannot have. */
export function bug(message: string): CodecError {
  return new CodecError({
    codec: ID,
    code: 'BRINE-KERAS-BUG',
    fault: 'bug',
    message,
    hint: 'Report it with the configuration of the model.',
  });
}
