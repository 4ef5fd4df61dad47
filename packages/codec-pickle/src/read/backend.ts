/**
 * What an opcode loop builds. Loading and auditing run the same loop with the same memo, mark, frame and multi-stream rules;
 * only the back end differs.
 *
 * @typeParam V - what stands for a Python value: the value itself when loading, a symbol with a judgement when auditing
 */
export interface Backend<V> {
  none(): V;
  bool(value: boolean): V;
  /** BININT, BININT1, BININT2: an int of at most 32 bits. */
  smallInt(value: number): V;
  /** INT, LONG, LONG1, LONG4. */
  int(value: bigint): V;
  float(value: number): V;
  str(text: string): V;
  /** STRING, BINSTRING, SHORT_BINSTRING: an 8-bit string of Python 2, escapes resolved. */
  string8(data: Uint8Array): V;
  /** @param data - a view of the input */
  bytes(data: Uint8Array): V;
  /** @param data - a view of the input */
  bytearray(data: Uint8Array): V;

  /**
   * Bytes of an array, most likely, that are passed over because a window does not hold them. What this gives is pushed in their
   * place. It is asked only of a cursor that leaves bytes unread.
   *
   * @param kind - of the opcode's argument; `text` is text that {@link encodesLatin1} makes bytes of
   * @returns undefined when they must be read
   */
  unread?(kind: 'bytes' | 'bytearray' | 'string8' | 'text', offset: number, length: number): V | undefined;

  /** EMPTY_LIST, LIST. The back end may keep the array, here and in all methods that take `items` or `entries`. */
  list(items: V[]): V;
  tuple(items: V[]): V;
  /** EMPTY_DICT, DICT: `key, value, key, value, ...`. */
  dict(entries: V[], at: number): V;
  /** EMPTY_SET. */
  set(): V;
  frozenset(items: V[], at: number): V;

  /** APPEND, APPENDS; never called without an item. */
  append(target: V, items: V[], at: number): void;
  /** SETITEM, SETITEMS; never called without a pair. */
  setItems(target: V, entries: V[], at: number): void;
  /** ADDITEMS; never called without an item. */
  addItems(target: V, items: V[], at: number): void;
  /** Whether a run of numbers may be appended to this value by {@link appendNumbers}. */
  takesNumbers(target: V): boolean;
  /**
   * A whole APPENDS batch of nothing but floats, or of nothing but ints of 64 bits.
   *
   * @param numbers - valid during the call only
   */
  appendNumbers(target: V, numbers: Float64Array | BigInt64Array): void;

  /** Whether `callable(text, 'latin1')` makes the bytes that the text spells: how protocols 0 to 2 hold bytes. */
  encodesLatin1(callable: V): boolean;

  /**
   * GLOBAL, STACK_GLOBAL, and the class of INST.
   *
   * @param module - as in the stream: `fix_imports` is the back end's
   * @param protocol - what PROTO said last in this pickle, 0 before
   */
  global(module: string, name: string, protocol: number, at: number): V;
  /** The text of a value that is a str, for STACK_GLOBAL. */
  textOf(value: V): string | undefined;
  /** EXT1, EXT2, EXT4; `code` is positive. */
  extension(code: number, protocol: number, at: number): V;
  /** PERSID (a str), BINPERSID. */
  persistent(id: V, at: number): V;
  /** REDUCE. */
  reduce(callable: V, args: V, at: number): V;
  /** NEWOBJ. */
  newobj(cls: V, args: V, at: number): V;
  /** NEWOBJ_EX. */
  newobjEx(cls: V, args: V, kwargs: V, at: number): V;
  /** INST, OBJ. */
  inst(cls: V, args: V[], at: number): V;
  /** BUILD. */
  build(target: V, state: V, at: number): void;
  /**
   * After BUILD: may consume bytes that follow it in the file. Run again from the start when the window was too short, so it
   * changes nothing before it has its bytes.
   *
   * @returns what takes the target's place on the stack (the memo keeps the target)
   */
  built?(target: V, raw: RawCursor<V>): V;
  /**
   * POP: a value that nothing holds any more, unless the memo does.
   *
   * @param under - what it lay on; undefined where that is a mark or nothing
   */
  dropped(value: V, under: V | undefined): void;
  /** NEXT_BUFFER. */
  buffer(at: number): V;
  /** READONLY_BUFFER. */
  readonlyBuffer(buffer: V, at: number): V;
}

/** The bytes after a BUILD, for a dialect that keeps data of its own in the stream. */
export interface RawCursor<V> {
  /** Offset in the file of the next byte. */
  readonly offset: number;
  /** Bytes from there to the end of the file. */
  readonly remaining: number;
  /**
   * Consumes bytes.
   *
   * @returns a view of the input
   * @throws CodecError `malformed` when the file ends before
   */
  take(length: number): Uint8Array;
  /**
   * Consumes bytes that are kept and not looked at, as those of an array: where the file is read window by window, they may be left
   * unread. What is given then is a stand-in, which `mapBytes` and `arrayOf` know.
   *
   * @throws CodecError `malformed` when the file ends before
   */
  leave(length: number): Uint8Array;
  /** Reads a whole pickle that lies here, with a memo, stack and protocol of its own, through its STOP. */
  pickle(): V;
}
