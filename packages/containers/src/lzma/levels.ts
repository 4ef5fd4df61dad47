import type { Effort } from './encoder.js';
import type { Properties } from './model.js';

const MIB = 2 ** 20;

/** What every encoder takes unless told otherwise; the byte that stands for it is 0x5d. */
export const PROPERTIES: Properties = { literalContext: 3, literalPosition: 0, position: 2 };
export const PROPERTIES_BYTE = 0x5d;

/** By level; the dictionaries are those of liblzma's presets, which a reader has to have memory for. */
export const EFFORTS: readonly Effort[] = [
  { dictionary: MIB / 4, depth: 4, nice: 32 },
  { dictionary: MIB, depth: 6, nice: 48 },
  { dictionary: 2 * MIB, depth: 12, nice: 64 },
  { dictionary: 4 * MIB, depth: 20, nice: 96 },
  { dictionary: 4 * MIB, depth: 32, nice: 128 },
  { dictionary: 8 * MIB, depth: 40, nice: 160 },
  { dictionary: 8 * MIB, depth: 48, nice: 192 },
  { dictionary: 16 * MIB, depth: 96, nice: 273 },
  { dictionary: 32 * MIB, depth: 192, nice: 273 },
  { dictionary: 64 * MIB, depth: 384, nice: 273 },
];
