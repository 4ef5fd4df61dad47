import type { IntList } from '../contract.js';

/** The ints of a list, whatever holds them. */
export function bigintsOf(list: IntList): bigint[] {
  return Array.from<bigint | number, bigint>(list, BigInt);
}
