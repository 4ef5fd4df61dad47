import { deflateSync } from 'node:zlib';
import { isCodecError } from '@brine/core';
import { describe, expect, it } from 'vitest';
import { inflate, inflatePortably } from './deflate.js';
import type { Stage } from './pipeline.js';

const content = Uint8Array.from({ length: 5000 }, (_, i) => (i * i) % 251);
const packed = new Uint8Array(deflateSync(content));
const stage = (expected: number): Stage => ({ expected, offset: 77 }) as Stage;

function failure(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (isCodecError(error)) return `${error.at.offset}: ${error.message}`;
    throw error;
  }
  return 'no error';
}

describe.each([
  ["Node's zlib", (bytes: Uint8Array, expected: number) => inflate(bytes, [], stage(expected))],
  ['the portable one', (bytes: Uint8Array, expected: number) => inflatePortably(bytes, stage(expected))],
])('%s', (_, run) => {
  it('gives what was compressed', () => {
    expect(Buffer.from(run(packed, content.length)).equals(content)).toBe(true);
  });

  it('gives no more than a chunk holds, and names what is cut off or damaged', () => {
    expect(failure(() => run(new Uint8Array(deflateSync(new Uint8Array(1 << 20))), 100))).toBe(
      '77: a compressed chunk is damaged: more bytes come out than a chunk holds',
    );
    expect(failure(() => run(packed.subarray(0, 60), content.length))).toBe(
      '77: a compressed chunk is damaged: it is cut off',
    );
    const broken = packed.slice();
    broken[0] = 0;
    expect(failure(() => run(broken, content.length))).toContain('77: a compressed chunk is damaged: ');
  });
});
