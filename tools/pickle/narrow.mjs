/**
 * The inner loop that makes bytes of UTF-8, in WebAssembly with SIMD.
 *
 *     node tools/pickle/narrow.mjs        writes packages/codec-pickle/src/read/narrow.gen.ts
 */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { assemble, lanes, locals, op, unsigned } from '../wasm/assemble.mjs';

/** Where the module looks for the table, and where it leaves what it found: 256 rows of 8 bytes, two words. */
const TABLE = 64;
const RESULT = 0;

const simd = (code) => [0xfd, unsigned(code)];
const all = (byte) => [simd(0x0c), Array(16).fill(byte)];
const bytes = {
  swizzle: simd(0x0e),
  equal: simd(0x23),
  less: simd(0x25),
  and: simd(0x4e),
  or: simd(0x50),
  xor: simd(0x51),
  any: simd(0x53),
  mask: simd(0x64),
  add: simd(0x6e),
  loadRow: [simd(0x5d), 0, unsigned(TABLE)],
  storeHalf: [simd(0x5b), 0, 0, 0],
};
const word = { and: 0x71, shiftLeft: 0x74, shiftRight: 0x76, ones: 0x69 };

const PARAMS = ['from', 'to', 'out'];
const WORDS = ['leads', 'half'];
const VECTORS = ['now', 'before', 'lead', 'led', 'continued', 'value', 'wrong'];

/**
 * 16 bytes at a time, `from` and `to` such steps apart; the byte before `from` is read too. A character below U+0080 is its byte. Another one
 * below U+0100 is a lead C2 or C3 and a byte that continues it: the latter, plus 40 after C3, is the result, and the lead goes. Bytes that
 * stay are moved together by a table of what the 8 bits of a mask leave.
 */
function narrow() {
  const { get, set, step } = locals([...PARAMS, ...WORDS, ...VECTORS]);
  const isLead = (vector) => [get(vector), all(0xfe), bytes.and, all(0xc2), bytes.equal];
  const half = (leads, second) => [
    set('half', leads),
    [get('out'), get('value'), get('half'), op.const(3), word.shiftLeft, bytes.loadRow, second],
    [bytes.swizzle, bytes.storeHalf],
    step('out', [op.const(8), get('half'), word.ones, op.sub]),
  ];
  return {
    name: 'narrow',
    params: PARAMS,
    words: WORDS,
    vectors: VECTORS,
    body: [
      op.repeat(
        [
          set('now', [get('from'), lanes.load(0)]),
          set('before', [get('from'), op.const(1), op.sub, lanes.load(0)]),
          set('lead', isLead('now')),
          set('led', isLead('before')),
          set('continued', [get('now'), all(0xc0), bytes.less]),
          // What continues comes after a lead and nowhere else; any other byte from 80 on is a lead.
          set('wrong', [
            [get('wrong'), get('continued'), get('led'), bytes.xor, bytes.or],
            [get('now'), lanes.zero, bytes.less, get('lead'), get('continued'), bytes.or, bytes.xor, bytes.or],
          ]),
          set('value', [get('now'), get('before'), all(0xc3), bytes.equal, all(0x40), bytes.and, bytes.add]),
          set('leads', [get('lead'), bytes.mask]),
          half([get('leads'), op.const(0xff), word.and], []),
          half([get('leads'), op.const(8), word.shiftRight], [all(8), bytes.add]),
          step('from', op.const(16)),
        ],
        [get('from'), get('to'), op.less],
      ),
      [op.const(RESULT), get('out'), op.store(0)],
      [op.const(RESULT), get('wrong'), bytes.any, op.store(4)],
    ],
  };
}

/** The text of the generated file. */
export function binary() {
  const module = assemble([narrow()]);
  return [
    '// Made by tools/pickle/narrow.mjs: do not edit.\n',
    '/** Where the table of 256 rows of 8 bytes belongs. */',
    `export const TABLE = ${TABLE};\n`,
    `/** A WebAssembly module of ${module.length} bytes in base64. */`,
    'export const BINARY =',
    `  '${Buffer.from(module).toString('base64')}';\n`,
  ].join('\n');
}

export const BINARY_FILE = join(import.meta.dirname, '../../packages/codec-pickle/src/read/narrow.gen.ts');

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync(BINARY_FILE, binary());
