/**
 * The model of LZMA: which probabilities there are, and where each lies in one array of all of them.
 * @see LZMA SDK, lzma-specification.txt
 */

/** A probability of one half, in 11 bits. */
export const HALF = 1024;

export const STATES = 12;
const POSITIONS = 16;
const SLOTS = 64;

/** A literal follows, not a match; by state and position. */
export const IS_MATCH = 0;
/** The match repeats a distance; by state. */
export const IS_REP = IS_MATCH + STATES * POSITIONS;
/** Not the last distance; by state. */
export const IS_REP_1 = IS_REP + STATES;
/** Not the last but one; by state. */
export const IS_REP_2 = IS_REP_1 + STATES;
export const IS_REP_3 = IS_REP_2 + STATES;
/** The last distance for more than one byte; by state and position. */
export const IS_REP_LONG = IS_REP_3 + STATES;
/** Trees of 6 bits; by length. */
export const DISTANCE_SLOT = IS_REP_LONG + STATES * POSITIONS;
/** Reversed trees of the lower bits of short distances. */
export const DISTANCE_LOW = DISTANCE_SLOT + 4 * SLOTS;
/** A reversed tree of the lowest 4 bits of long distances. */
export const DISTANCE_ALIGN = DISTANCE_LOW + 115;
export const LENGTH = DISTANCE_ALIGN + 16;
/** Two choices, trees of 3 bits for low and middle lengths by position, one of 8 bits for high ones. */
export const LENGTH_LOW = 2;
export const LENGTH_MIDDLE = LENGTH_LOW + 8 * POSITIONS;
export const LENGTH_HIGH = LENGTH_MIDDLE + 8 * POSITIONS;
const LENGTH_SIZE = LENGTH_HIGH + 256;
export const REP_LENGTH = LENGTH + LENGTH_SIZE;
/** By the bits that the properties choose, trees of 8 bits: one, and two for after a match. */
export const LITERAL = REP_LENGTH + LENGTH_SIZE;
export const LITERAL_SIZE = 0x300;

export const MIN_MATCH = 2;
/** Lengths of the low tree and of the middle one. */
export const SHORT = 8;
export const MAX_MATCH = MIN_MATCH + 2 * SHORT + 256 - 1;

/** Slots from here on have lower bits of their own. */
export const FIRST_LONG_SLOT = 4;
/** Slots from here on have bits that are not modelled. */
export const FIRST_DIRECT_SLOT = 14;
export const ALIGN_BITS = 4;
/** The distance that marks the end, as an int of 32 bits. */
export const END_MARKER = -1;

/** In these states the last thing was a literal. */
export const LITERAL_STATES = 7;
export const AFTER_LITERAL = [0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 4, 5] as const;

/** Which bits of what came before choose probabilities. */
export interface Properties {
  /** Bits of the byte before, for a literal; 0 to 8. */
  readonly literalContext: number;
  /** Bits of the position, for a literal; 0 to 4. */
  readonly literalPosition: number;
  /** Bits of the position, for everything else; 0 to 4. */
  readonly position: number;
}

/** @returns undefined for a byte that stands for none */
export function propertiesOf(byte: number): Properties | undefined {
  if (byte >= 9 * 5 * 5) return undefined;
  return { literalContext: byte % 9, literalPosition: Math.floor(byte / 9) % 5, position: Math.floor(byte / 45) };
}

export function probabilities({ literalContext, literalPosition }: Properties): Uint16Array {
  return new Uint16Array(LITERAL + (LITERAL_SIZE << (literalContext + literalPosition))).fill(HALF);
}
