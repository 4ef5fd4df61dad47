export type Part = string | number | Uint8Array | readonly number[];

/** Bytes of a stream out of its parts: text as latin-1, numbers as bytes. */
export function stream(...parts: Part[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) => {
      if (typeof part === 'string') return Array.from(part, (character) => character.charCodeAt(0));
      return typeof part === 'number' ? [part] : [...part];
    }),
  );
}

/** A little-endian number of `width` bytes. */
export function little(value: number | bigint, width: number): number[] {
  const bits = BigInt(value);
  return Array.from({ length: width }, (_, i) => Number((bits >> BigInt(8 * i)) & 0xffn));
}

/** BINUNICODE of ASCII text. */
export function text(value: string): Uint8Array {
  return stream('X', little(value.length, 4), value);
}
