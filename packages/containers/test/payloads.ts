import { CONTENT } from './fixtures.js';

/** Numbers that look random, and are the same each time. */
export function noise(length: number, values = 256): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 16) % values;
  });
}

const text = (value: string) => new TextEncoder().encode(value);

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(parts.flatMap((part) => [...part]));
}

/** What a compressor may stumble over, by name. */
export const PAYLOADS: readonly (readonly [name: string, bytes: Uint8Array])[] = [
  ['nothing', new Uint8Array(0)],
  ['one byte', Uint8Array.of(7)],
  ['a file', CONTENT],
  ['a file twice over with noise between', joined(CONTENT, noise(500), CONTENT)],
  ['each byte once', Uint8Array.from({ length: 256 }, (_, i) => i)],
  ['noise', noise(150_000)],
  ['noise of two values', noise(120_000, 2)],
  ['noise of three values, then zeros', joined(noise(40_000, 3), new Uint8Array(70_000))],
  ['a megabyte of zeros', new Uint8Array(1 << 20)],
  ['a square', text('banana'.repeat(2))],
  ['a power', text('ab'.repeat(5000))],
  ['numbers', new Uint8Array(Float64Array.from({ length: 15_000 }, (_, i) => Math.sin(i / 100)).buffer)],
  ...[2, 3, 4, 5, 6, 11, 12, 13, 14, 17, 254, 255, 256, 257, 258, 259, 260, 274, 511].flatMap(
    (length) =>
      [
        [`${length} equal bytes`, new Uint8Array(length).fill(0x61)],
        [`${length} equal bytes between others`, joined(text('<'), new Uint8Array(length).fill(0x61), text('><'))],
      ] as const,
  ),
];
