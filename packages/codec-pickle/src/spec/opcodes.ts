/**
 * The opcodes of protocols 0 to 5 as data.
 * @see CPython, Lib/pickletools.py (`opcodes`): names and argument kinds are the same there
 */

/** How an opcode's argument is written: `stringnl` and the like end with a newline, a digit is the width of a length or number. */
export type ArgumentKind =
  | 'none'
  | 'uint1'
  | 'uint2'
  | 'int4'
  | 'uint4'
  | 'uint8'
  | 'float8'
  | 'floatnl'
  | 'decimalnl_short'
  | 'decimalnl_long'
  | 'stringnl'
  | 'stringnl_noescape'
  | 'stringnl_noescape_pair'
  | 'unicodestringnl'
  | 'long1'
  | 'long4'
  | 'string1'
  | 'string4'
  | 'bytes1'
  | 'bytes4'
  | 'bytes8'
  | 'bytearray8'
  | 'unicodestring1'
  | 'unicodestring4'
  | 'unicodestring8';

export interface Opcode {
  readonly code: number;
  readonly name: string;
  /** The protocol that brought it. */
  readonly protocol: number;
  readonly argument: ArgumentKind;
  /** Values that it takes off the stack, not counting those above a mark. */
  readonly pops: number;
  readonly pushes: number;
  /** True when it takes everything above the topmost mark, and the mark. */
  readonly toMark: boolean;
}

type Row = readonly [
  code: number,
  name: string,
  protocol: number,
  argument: ArgumentKind,
  pops: number,
  pushes: number,
  toMark?: true,
];

// prettier-ignore
const ROWS: readonly Row[] = [
  [0x28, 'MARK', 0, 'none', 0, 0],
  [0x29, 'EMPTY_TUPLE', 1, 'none', 0, 1],
  [0x2e, 'STOP', 0, 'none', 1, 0],
  [0x30, 'POP', 0, 'none', 1, 0],
  [0x31, 'POP_MARK', 1, 'none', 0, 0, true],
  [0x32, 'DUP', 0, 'none', 1, 2],
  [0x42, 'BINBYTES', 3, 'bytes4', 0, 1],
  [0x43, 'SHORT_BINBYTES', 3, 'bytes1', 0, 1],
  [0x46, 'FLOAT', 0, 'floatnl', 0, 1],
  [0x47, 'BINFLOAT', 1, 'float8', 0, 1],
  [0x49, 'INT', 0, 'decimalnl_short', 0, 1],
  [0x4a, 'BININT', 1, 'int4', 0, 1],
  [0x4b, 'BININT1', 1, 'uint1', 0, 1],
  [0x4c, 'LONG', 0, 'decimalnl_long', 0, 1],
  [0x4d, 'BININT2', 1, 'uint2', 0, 1],
  [0x4e, 'NONE', 0, 'none', 0, 1],
  [0x50, 'PERSID', 0, 'stringnl_noescape', 0, 1],
  [0x51, 'BINPERSID', 1, 'none', 1, 1],
  [0x52, 'REDUCE', 0, 'none', 2, 1],
  [0x53, 'STRING', 0, 'stringnl', 0, 1],
  [0x54, 'BINSTRING', 1, 'string4', 0, 1],
  [0x55, 'SHORT_BINSTRING', 1, 'string1', 0, 1],
  [0x56, 'UNICODE', 0, 'unicodestringnl', 0, 1],
  [0x58, 'BINUNICODE', 1, 'unicodestring4', 0, 1],
  [0x5d, 'EMPTY_LIST', 1, 'none', 0, 1],
  [0x61, 'APPEND', 0, 'none', 2, 1],
  [0x62, 'BUILD', 0, 'none', 2, 1],
  [0x63, 'GLOBAL', 0, 'stringnl_noescape_pair', 0, 1],
  [0x64, 'DICT', 0, 'none', 0, 1, true],
  [0x65, 'APPENDS', 1, 'none', 1, 1, true],
  [0x67, 'GET', 0, 'decimalnl_short', 0, 1],
  [0x68, 'BINGET', 1, 'uint1', 0, 1],
  [0x69, 'INST', 0, 'stringnl_noescape_pair', 0, 1, true],
  [0x6a, 'LONG_BINGET', 1, 'uint4', 0, 1],
  [0x6c, 'LIST', 0, 'none', 0, 1, true],
  [0x6f, 'OBJ', 1, 'none', 0, 1, true],
  [0x70, 'PUT', 0, 'decimalnl_short', 1, 1],
  [0x71, 'BINPUT', 1, 'uint1', 1, 1],
  [0x72, 'LONG_BINPUT', 1, 'uint4', 1, 1],
  [0x73, 'SETITEM', 0, 'none', 3, 1],
  [0x74, 'TUPLE', 0, 'none', 0, 1, true],
  [0x75, 'SETITEMS', 1, 'none', 1, 1, true],
  [0x7d, 'EMPTY_DICT', 1, 'none', 0, 1],
  [0x80, 'PROTO', 2, 'uint1', 0, 0],
  [0x81, 'NEWOBJ', 2, 'none', 2, 1],
  [0x82, 'EXT1', 2, 'uint1', 0, 1],
  [0x83, 'EXT2', 2, 'uint2', 0, 1],
  [0x84, 'EXT4', 2, 'int4', 0, 1],
  [0x85, 'TUPLE1', 2, 'none', 1, 1],
  [0x86, 'TUPLE2', 2, 'none', 2, 1],
  [0x87, 'TUPLE3', 2, 'none', 3, 1],
  [0x88, 'NEWTRUE', 2, 'none', 0, 1],
  [0x89, 'NEWFALSE', 2, 'none', 0, 1],
  [0x8a, 'LONG1', 2, 'long1', 0, 1],
  [0x8b, 'LONG4', 2, 'long4', 0, 1],
  [0x8c, 'SHORT_BINUNICODE', 4, 'unicodestring1', 0, 1],
  [0x8d, 'BINUNICODE8', 4, 'unicodestring8', 0, 1],
  [0x8e, 'BINBYTES8', 4, 'bytes8', 0, 1],
  [0x8f, 'EMPTY_SET', 4, 'none', 0, 1],
  [0x90, 'ADDITEMS', 4, 'none', 1, 1, true],
  [0x91, 'FROZENSET', 4, 'none', 0, 1, true],
  [0x92, 'NEWOBJ_EX', 4, 'none', 3, 1],
  [0x93, 'STACK_GLOBAL', 4, 'none', 2, 1],
  [0x94, 'MEMOIZE', 4, 'none', 1, 1],
  [0x95, 'FRAME', 4, 'uint8', 0, 0],
  [0x96, 'BYTEARRAY8', 5, 'bytearray8', 0, 1],
  [0x97, 'NEXT_BUFFER', 5, 'none', 0, 1],
  [0x98, 'READONLY_BUFFER', 5, 'none', 1, 1],
];

/** Opcodes by their code; a code that is none is absent. */
export const OPCODES: ReadonlyMap<number, Opcode> = new Map(
  ROWS.map(([code, name, protocol, argument, pops, pushes, toMark = false]) => [
    code,
    { code, name, protocol, argument, pops, pushes, toMark },
  ]),
);

/** What Python writes and reads at most. */
export const HIGHEST_PROTOCOL = 5;
