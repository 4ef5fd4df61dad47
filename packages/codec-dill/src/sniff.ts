import type { Confidence, Probe } from '@brine/core';
import { pickle } from '@brine/codec-pickle';

/** From the descriptor: the machine, in `/vm`, is not to be loaded for a look at a file. */
const sniffPickle = pickle.descriptor.sniff!;

/** The module of one of their functions, as GLOBAL, SHORT_BINUNICODE or BINUNICODE has it. */
const NAMED = /(?:c|\x8c[^]|X[^]{4})(?:dill\._?dill|(?:joblib\.externals\.|pyspark\.)?cloudpickle\.cloudpickle)/;

/**
 * A pickle that names a function of dill or cloudpickle is one for `certain`. Of a longer one whose first bytes name none nothing is
 * said: whichever codec opens it hears of this one when the name comes.
 */
export function sniffDill(probe: Probe): Confidence | undefined {
  const text = Array.from(probe.head, (byte) => String.fromCharCode(byte)).join('');
  return NAMED.test(text) && sniffPickle(probe) ? 'certain' : undefined;
}
