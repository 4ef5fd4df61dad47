import type { Program } from '@brine/core';

/** What a module's methods take: the name of the part that reads it. */
export type ReaderName = 'tableFeeds' | 'recordFeeds' | 'tensorFeeds';

/** A network takes tensors by name, as does what has inputs of more than two axes. */
export function readerOf({ inputs, network }: Program): ReaderName {
  if (network || inputs.some(({ shape }) => shape?.length !== 1 && shape?.length !== 2)) return 'tensorFeeds';
  return inputs.length === 1 && inputs[0]!.json ? 'recordFeeds' : 'tableFeeds';
}
