/** The disassembly of a file: its pickles one after another, and where a dialect keeps data of its own between opcodes. */

import { CodecError, isCodecError, limitError, type DisassembledLine, type Limits } from '@brine/core';
import type { Dialect } from '../build/dialect.js';
import { Loader } from '../inspect/load.js';
import type { PickleOptions } from '../options.js';
import type { RawCursor } from '../read/backend.js';
import { Complaint } from './arguments.js';
import { Disassembler, type Checked } from './disassemble.js';

export interface ListingInit {
  /** Id of the codec, for errors. */
  readonly codec: string;
  readonly limits: Limits;
  readonly options?: PickleOptions | undefined;
  readonly dialects?: readonly Dialect[] | undefined;
}

/** What lies behind a BUILD: data, or a whole pickle. */
interface Behind {
  readonly end: number;
  readonly isPickle: boolean;
}

/**
 * Lines of a file, each before what is wrong with it is thrown.
 *
 * What follows the last pickle and is none is left out, as whoever reads the file leaves it out.
 *
 * @throws CodecError `malformed` with what CPython's disassembler says and the offset
 */
export function* listing(bytes: Uint8Array, init: ListingInit): Generator<DisassembledLine> {
  const behind = init.dialects?.some(({ onBuild }) => onBuild) ? dataBehind(bytes, init) : new Map<number, Behind>();
  for (let start = 0, first = true; first || begins(bytes, start); first = false) {
    start = yield* pickleLines(bytes, start, behind, init);
  }
}

/** Whether a further pickle begins here. A disassembler takes any opcode for a beginning: zeros and text behind a pickle are none. */
function begins(bytes: Uint8Array, start: number): boolean {
  if (start >= bytes.length) return false;
  const disassembler = new Disassembler(bytes, start);
  try {
    while (!disassembler.done) if (disassembler.next().complaint !== undefined) return bytes[start] === PROTO;
    return true;
  } catch (error) {
    if (!(error instanceof Complaint)) throw error;
    return bytes[start] === PROTO;
  }
}

const PROTO = 0x80;

/** @returns the place after its STOP */
function* pickleLines(
  bytes: Uint8Array,
  start: number,
  behind: ReadonlyMap<number, Behind>,
  init: ListingInit,
): Generator<DisassembledLine, number> {
  const { codec, limits } = init;
  // Pickles that lie in pickles; the innermost is the last.
  const open = [new Disassembler(bytes, start)];
  for (;;) {
    const disassembler = open.at(-1)!;
    const offset = disassembler.at;
    yield* checked(() => disassembler.next(), codec, offset);
    if (disassembler.depth > limits.depth)
      throw limitError(codec, 'depth', limits, 'The marks nest too deep', { offset });
    if (disassembler.done) {
      yield* checked(() => disassembler.end(), codec, offset);
      open.pop();
      const outer = open.at(-1);
      if (!outer) return disassembler.at;
      outer.at = disassembler.at;
    }
    const at = open.at(-1)!.at;
    let end = at;
    for (let part = behind.get(at); part && !part.isPickle; part = behind.get(end)) end = part.end;
    if (end > at) yield { offset: at, line: `${String(at).padStart(5)}: (${end - at} bytes of data)` };
    open.at(-1)!.at = end;
    if (behind.get(end)?.isPickle) open.push(new Disassembler(bytes, end));
  }
}

function* checked(step: () => Checked, codec: string, offset: number): Generator<DisassembledLine> {
  let complaint: string | undefined;
  try {
    const made = step();
    yield made.line;
    complaint = made.complaint;
  } catch (error) {
    if (!(error instanceof Complaint)) throw error;
    complaint = error.message;
  }
  if (complaint === undefined) return;
  throw new CodecError({
    codec,
    code: 'BRINE-PICKLE-DIS',
    fault: 'malformed',
    message: complaint,
    offset,
    hint: 'The disassembler of CPython says so; the file is damaged, or crafted.',
  });
}

/** What the dialects read behind each BUILD, by where it begins; of a file that cannot be read, up to there. */
function dataBehind(bytes: Uint8Array, { codec, limits, options, dialects = [] }: ListingInit): Map<number, Behind> {
  const found = new Map<number, Behind>();
  const watched = dialects.map((dialect): Dialect => {
    const { onBuild } = dialect;
    return onBuild
      ? { ...dialect, onBuild: (object, raw) => onBuild.call(dialect, object, watch(raw, found)) }
      : dialect;
  });
  try {
    Loader.of(bytes, { codec, limits, options, dialects: watched }).all();
  } catch (error) {
    if (!isCodecError(error)) throw error;
  }
  return found;
}

function watch<V>(raw: RawCursor<V>, found: Map<number, Behind>): RawCursor<V> {
  const note = <T>(isPickle: boolean, read: () => T): T => {
    const start = raw.offset;
    const given = read();
    if (raw.offset > start) found.set(start, { end: raw.offset, isPickle });
    return given;
  };
  return {
    get offset() {
      return raw.offset;
    },
    get remaining() {
      return raw.remaining;
    },
    take: (length) => note(false, () => raw.take(length)),
    leave: (length) => note(false, () => raw.leave(length)),
    pickle: () => note(true, () => raw.pickle()),
  };
}
