/**
 * Types of the values that opcodes push, where it is not just any.
 * @see CPython, Lib/pickletools.py (`stack_after` of `opcodes`)
 */
// prettier-ignore
const PUSHED = `
INT=int_or_bool BININT=int BININT1=int BININT2=int LONG=int LONG1=int LONG4=int
STRING=bytes_or_str BINSTRING=bytes_or_str SHORT_BINSTRING=bytes_or_str BINBYTES=bytes SHORT_BINBYTES=bytes BINBYTES8=bytes
BYTEARRAY8=bytearray NEXT_BUFFER=buffer READONLY_BUFFER=buffer NONE=None NEWTRUE=bool NEWFALSE=bool
UNICODE=str SHORT_BINUNICODE=str BINUNICODE=str BINUNICODE8=str FLOAT=float BINFLOAT=float
EMPTY_LIST=list APPEND=list APPENDS=list LIST=list EMPTY_TUPLE=tuple TUPLE=tuple TUPLE1=tuple TUPLE2=tuple TUPLE3=tuple
EMPTY_DICT=dict DICT=dict SETITEM=dict SETITEMS=dict EMPTY_SET=set ADDITEMS=set FROZENSET=frozenset
`;

/** Type of what an opcode pushes, by the opcode's name; `any` where it is not here. */
export const STACK_TYPES: ReadonlyMap<string, string> = new Map(
  PUSHED.trim()
    .split(/\s+/)
    .map((pair) => pair.split('=') as [string, string]),
);
