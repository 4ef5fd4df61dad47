import type { Document } from '@brine/core';
import { Dialects } from '../build/offers.js';
import { pickleDocument as plainDocument, type PickleDocumentInit } from './document.js';

/**
 * A document of a file that is a pickle, or several. It is read with the dialects of the codec that opens it and with those that other
 * codecs bring. What the others know is told by the modules that the stream names: the first such name ends the reading, the dialect is
 * loaded, and the reading begins anew. A file that needs no dialect loads none; a plain pickle that needs one is of its codec's format.
 *
 * @throws CodecError when the first pickle cannot be read
 */
export async function pickleDocument(init: PickleDocumentInit): Promise<Document> {
  const dialects = new Dialects(init.format, init.context, init.dialects ?? []);
  const read = async (): Promise<Document> => {
    for (;;) {
      try {
        return await plainDocument({ ...init, dialects: dialects.now() });
      } catch (error) {
        if (!(await dialects.load(error))) throw error;
      }
    }
  };
  let document = await read();
  // A later pickle, or one that is read only when it is asked for, may be the first that needs a dialect.
  const asking = async <T>(ask: () => T | Promise<T>): Promise<T> => {
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        if (!(await dialects.load(error))) throw error;
        document = await read();
      }
    }
  };
  return {
    get format() {
      return dialects.format;
    },
    inspect: async (options) => ({ ...(await asking(() => document.inspect(options))), format: dialects.format }),
    value: () => asking(() => document.value!()),
    values: () => asking(() => document.values!()),
    tensors: () => asking(() => document.tensors!()),
    async *disassemble() {
      // What keeps data of its own between the opcodes is known once the values were read, as far as they can be.
      await asking(() => document.values!()).catch(() => undefined);
      yield* document.disassemble!();
    },
    close: () => document.close(),
  };
}
