import { murmurHash3 } from './murmur.js';

/** More numbers than a row of counts has in any vectorizer that is not by mistake. */
export const MOST_COLUMNS = 2 ** 26;

/** The column that a feature is counted in, and whether it counts against. Source: sklearn.feature_extraction._hashing_fast.transform */
export function hashed(feature: string, width: number): { at: number; isNegative: boolean } {
  const hash = murmurHash3(feature);
  // The absolute value of the smallest int is none; scikit-learn reckons it as one more than the largest.
  const at = hash === -(2 ** 31) ? (2 ** 31 - 1 - (width - 1)) % width : Math.abs(hash) % width;
  return { at, isNegative: hash < 0 };
}
