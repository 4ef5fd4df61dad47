/**
 * Bytes of protocol 2, which has no opcode for them: `_codecs.encode(text, 'latin1')`, where the text is UTF-8 in the stream. Arrays are
 * megabytes of it, so the whole call is recognised and its text decoded straight to bytes (narrow.ts), without a string between:
 *
 *     BINUNICODE text [PUT]  (BINUNICODE 'latin1' [PUT] | GET)  TUPLE2 [PUT]  REDUCE
 */

/** Keys that the call stores its parts under, and where it ends. */
export interface Latin1Call {
  readonly text: number | undefined;
  /** The encoding's name, unless it is got from the memo. */
  readonly name: number | undefined;
  readonly gotName: number | undefined;
  readonly tuple: number | undefined;
  /** Place after REDUCE. */
  readonly end: number;
}

/** BINUNICODE of `latin1`. */
const NAME = [0x58, 6, 0, 0, 0, 0x6c, 0x61, 0x74, 0x69, 0x6e, 0x31];

/**
 * The call whose text ends at `at`.
 *
 * @returns undefined when something else follows, or the window ends before it
 */
export function latin1Call(bytes: Uint8Array, view: DataView, at: number): Latin1Call | undefined {
  let place = at;
  /** The key of a BINPUT or LONG_BINPUT, or of a BINGET or LONG_BINGET, if one is here. */
  const key = (short: number, long: number): number | undefined => {
    if (bytes[place] === short && place + 2 <= bytes.length) {
      place += 2;
      return bytes[place - 1];
    }
    if (bytes[place] !== long || place + 5 > bytes.length) return undefined;
    place += 5;
    return view.getUint32(place - 4, true);
  };
  const text = key(BINPUT, LONG_BINPUT);
  const gotName = key(BINGET, LONG_BINGET);
  let name: number | undefined;
  if (gotName === undefined) {
    const start = place;
    if (NAME.some((byte, i) => bytes[start + i] !== byte)) return undefined;
    place += NAME.length;
    name = key(BINPUT, LONG_BINPUT);
  }
  if (bytes[place++] !== TUPLE2) return undefined;
  const tuple = key(BINPUT, LONG_BINPUT);
  return bytes[place++] === REDUCE ? { text, name, gotName, tuple, end: place } : undefined;
}

const BINPUT = 0x71;
const LONG_BINPUT = 0x72;
const BINGET = 0x68;
const LONG_BINGET = 0x6a;
const TUPLE2 = 0x86;
const REDUCE = 0x52;
