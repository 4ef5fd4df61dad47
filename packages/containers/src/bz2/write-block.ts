import type { BitWriter } from './bit-writer.js';
import { codeLengths, codesOf } from './code-lengths.js';
import { sortRotations } from './rotations.js';
import { GROUP, MAX_TABLES, RUN_A, RUN_B } from './spec.js';

/** Rounds in which the tables fit themselves to the groups that choose them. */
const ROUNDS = 4;
/** For fewer symbols than that, fewer tables, from two on. */
const ENOUGH = [200, 600, 1200, 2400] as const;

/** Writes a block, behind its magic number and checksum. See `block.ts`. */
export function writeBlock(bits: BitWriter, block: Uint8Array): void {
  const { last, origin } = sortRotations(block);
  bits.write(0, 1);
  bits.write(origin, 24);
  const used = usedValues(block);
  writeUsed(bits, used);
  const symbols = toSymbols(last, used);
  const { lengths, selectors } = chooseTables(symbols, used.length + 2);
  bits.write(lengths.length, 3);
  bits.write(selectors.length, 15);
  writeSelectors(bits, selectors, lengths.length);
  for (const table of lengths) writeLengths(bits, table);
  const codes = lengths.map(codesOf);
  symbols.forEach((symbol, i) => {
    const table = selectors[Math.floor(i / GROUP)]!;
    bits.write(codes[table]![symbol]!, lengths[table]![symbol]!);
  });
}

function usedValues(block: Uint8Array): Uint8Array {
  const isUsed = new Uint8Array(256);
  for (const value of block) isUsed[value] = 1;
  return Uint8Array.from(isUsed.keys()).filter((value) => isUsed[value]);
}

function writeUsed(bits: BitWriter, used: Uint8Array): void {
  const ranges = Array.from({ length: 16 }, () => 0);
  for (const value of used) ranges[value >> 4]! |= 0x8000 >> (value & 15);
  bits.write(
    ranges.reduce((all, range, i) => (range === 0 ? all : all | (0x8000 >> i)), 0),
    16,
  );
  for (const range of ranges) if (range !== 0) bits.write(range, 16);
}

/** Moves values to the front, and writes runs of what is there already in digits 1 and 2, the lowest first. */
function toSymbols(bytes: Uint8Array, used: Uint8Array): Uint16Array {
  const symbols = new Uint16Array(bytes.length + 1);
  const recent = used.slice();
  let count = 0;
  let run = 0;
  const endRun = () => {
    for (; run > 0; run = (run - 1) >> 1) symbols[count++] = run & 1 ? RUN_A : RUN_B;
  };
  for (const value of bytes) {
    if (value === recent[0]) {
      run++;
      continue;
    }
    endRun();
    const place = recent.indexOf(value);
    recent.copyWithin(1, 0, place);
    recent[0] = value;
    symbols[count++] = place + 1;
  }
  endRun();
  symbols[count++] = used.length + 1;
  return symbols.subarray(0, count);
}

/** Tables of code lengths, and which of them each group of symbols takes. */
function chooseTables(symbols: Uint16Array, alphabet: number): { lengths: Uint8Array[]; selectors: Uint8Array } {
  const few = ENOUGH.findIndex((enough) => symbols.length < enough);
  const count = few < 0 ? MAX_TABLES : few + 2;
  const selectors = new Uint8Array(Math.ceil(symbols.length / GROUP));
  let lengths = firstTables(symbols, alphabet, count);
  for (let round = 0; round < ROUNDS; round++) {
    const counts = lengths.map(() => new Int32Array(alphabet));
    for (let group = 0; group < selectors.length; group++) {
      const members = symbols.subarray(group * GROUP, (group + 1) * GROUP);
      const best = cheapest(members, lengths);
      selectors[group] = best;
      for (const symbol of members) counts[best]![symbol]!++;
    }
    lengths = counts.map(codeLengths);
  }
  return { lengths, selectors };
}

/** Each table begins with a range of symbols of its own, of about as many occurrences as the others'. */
function firstTables(symbols: Uint16Array, alphabet: number, count: number): Uint8Array[] {
  const [CHEAP, DEAR] = [1, 15];
  const counts = new Int32Array(alphabet);
  for (const symbol of symbols) counts[symbol]!++;
  let left = symbols.length;
  let first = 0;
  return Array.from({ length: count }, (_, table) => {
    const share = left / (count - table);
    let sum = 0;
    let end = first;
    while (end < alphabet && sum < share) sum += counts[end++]!;
    const lengths = new Uint8Array(alphabet).fill(DEAR).fill(CHEAP, first, end);
    first = end;
    left -= sum;
    return lengths;
  });
}

function cheapest(members: Uint16Array, lengths: readonly Uint8Array[]): number {
  let best = 0;
  let least = Infinity;
  for (let table = 0; table < lengths.length; table++) {
    const costs = lengths[table]!;
    let cost = 0;
    for (let i = 0; i < members.length; i++) cost += costs[members[i]!]!;
    if (cost < least) {
      least = cost;
      best = table;
    }
  }
  return best;
}

function writeSelectors(bits: BitWriter, selectors: Uint8Array, count: number): void {
  const recent = Array.from({ length: count }, (_, table) => table);
  for (const selector of selectors) {
    const place = recent.indexOf(selector);
    recent.splice(place, 1);
    recent.unshift(selector);
    for (let i = 0; i < place; i++) bits.write(1, 1);
    bits.write(0, 1);
  }
}

/** The first length, then one up (10) or down (11) until it is there (0). */
function writeLengths(bits: BitWriter, lengths: Uint8Array): void {
  let current = lengths[0]!;
  bits.write(current, 5);
  for (const length of lengths) {
    for (; current < length; current++) bits.write(0b10, 2);
    for (; current > length; current--) bits.write(0b11, 2);
    bits.write(0, 1);
  }
}
