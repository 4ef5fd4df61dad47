import { malformed } from '../errors.js';
import { LzmaDecoder } from '../lzma/decoder.js';
import { propertiesOf } from '../lzma/model.js';
import type { Task } from '../task.js';
import type { Cursor } from './cursor.js';

/** From here on a chunk is compressed; two bits then say what it forgets: nothing, the state, and properties, and the dictionary. */
const COMPRESSED = 0x80;
const STORED_NEW_DICTIONARY = 1;
const STORED = 2;

/** What has to come before a chunk may build on it. */
type Needs = 'dictionary' | 'properties' | 'nothing';

/**
 * LZMA2: chunks of at most 2 MiB, stored or LZMA, that say how large they are.
 * @see liblzma's `lzma2_decoder.c`; there is no specification
 */
export async function decodeLzma2(task: Task, cursor: Cursor): Promise<void> {
  const { id, output } = task;
  const decoder = new LzmaDecoder(task);
  let needs: Needs = 'dictionary';
  for (;;) {
    const start = cursor.at;
    const control = cursor.u8();
    if (control === 0) return;
    const forgets = (control >> 5) & 3;
    if (control === STORED_NEW_DICTIONARY || (control >= COMPRESSED && forgets === 3)) {
      decoder.resetDictionary();
      needs = 'properties';
    } else if (needs === 'dictionary') throw malformed(id, 'a chunk builds on what is not there', start);

    if (control < COMPRESSED) {
      if (control > STORED) throw malformed(id, `a chunk is of unknown kind ${control}`, start);
      const size = u16(cursor) + 1;
      const at = cursor.take(size);
      output.write(cursor.bytes.subarray(at, at + size), at);
    } else {
      const size = ((control & 0x1f) << 16) + u16(cursor) + 1;
      const compressed = u16(cursor) + 1;
      if (forgets >= 2) {
        decoder.resetState(properties(cursor));
        needs = 'nothing';
      } else if (needs === 'properties') throw malformed(id, 'a chunk builds on what is not there', start);
      else if (forgets === 1) decoder.resetState();
      decodeChunk(task, decoder, cursor.take(compressed), cursor.at, size);
    }
    await task.pause(cursor.at);
  }
}

function decodeChunk({ id, output }: Task, decoder: LzmaDecoder, start: number, end: number, size: number): void {
  const stop = output.size + size;
  output.expect(size, start);
  decoder.start(start);
  const isEnd = decoder.decode(stop, end);
  if (isEnd || output.size !== stop || decoder.at !== end || !decoder.isFinished) {
    throw malformed(id, 'a chunk has not the size that it says', start);
  }
}

function properties(cursor: Cursor) {
  const found = propertiesOf(cursor.u8());
  if (!found || found.literalContext + found.literalPosition > 4) {
    throw malformed(cursor.id, 'a chunk has properties that are none', cursor.at - 1);
  }
  return found;
}

/** Big endian, alone in the format. */
function u16(cursor: Cursor): number {
  return (cursor.u8() << 8) | cursor.u8();
}
