/** Elements of tensors that are not in the records: in other files, or stepped over when the model was opened. */

import { limitError, type ByteSource, type Context } from '@brine/core';
import { ID } from '../errors.js';
import type { ModelProto, TensorProto } from '../spec/messages.js';
import { EXTERNAL, ExternalFiles } from './external.js';
import type { Skimmed } from './skim.js';
import { collect } from './walk.js';

/** Raw bytes of tensors whose records do not have them. */
export type ElementBytes = ReadonlyMap<TensorProto, Uint8Array>;

/** Raw bytes that lie in a source. */
export interface Place {
  readonly source: ByteSource;
  readonly offset: number;
  readonly length: number;
}

export class Elements {
  readonly #file: ByteSource;
  readonly #skimmed: Skimmed;
  readonly #context: Context;
  readonly #external: ExternalFiles;

  constructor(file: ByteSource, skimmed: Skimmed, context: Context) {
    this.#file = file;
    this.#skimmed = skimmed;
    this.#context = context;
    this.#external = new ExternalFiles(context);
  }

  /**
   * @returns undefined for elements that the record has
   * @throws CodecError `malformed` for external data outside of the folder or of its file, `io` when that file is not there
   */
  async find(tensor: TensorProto): Promise<Place | undefined> {
    if (tensor.dataLocation === EXTERNAL) return this.#external.find(tensor);
    const offset = this.offsetOf(tensor);
    const length = offset === undefined ? undefined : this.#skimmed.holes.get(offset);
    return length === undefined ? undefined : { source: this.#file, offset: offset!, length };
  }

  /** Byte offset of its raw elements in the model's own file. */
  offsetOf({ rawData, dataLocation }: TensorProto): number | undefined {
    // In the text form they lie nowhere as they are.
    if (!rawData || dataLocation === EXTERNAL || rawData.buffer !== this.#skimmed.bytes.buffer) return undefined;
    return rawData.byteOffset - this.#skimmed.bytes.byteOffset;
  }

  /**
   * All that the records lack.
   *
   * @throws CodecError `limit` when it is over `limits.bytes`, and what {@link find} throws
   */
  async load(model: ModelProto): Promise<ElementBytes> {
    const loaded = new Map<TensorProto, Uint8Array>();
    const { limits, signal } = this.#context;
    let total = 0;
    for (const tensor of collect('TensorProto', 'ModelProto', model)) {
      const place = await this.find(tensor);
      if (!place) continue;
      total += place.length;
      if (total > limits.bytes) throw limitError(ID, 'bytes', limits, `The tensors have over ${total} bytes`);
      loaded.set(tensor, await place.source.read(place.offset, place.length, signal));
    }
    return loaded;
  }

  close(): Promise<void> {
    return this.#external.close();
  }
}
