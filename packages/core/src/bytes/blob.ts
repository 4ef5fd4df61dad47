import type { ByteSource } from '../contract/bytes.js';
import { checkRange } from './range.js';

/** A source over a Blob or File of the browser (or Node's `fs.openAsBlob`); reads only the ranges asked for. */
export function fromBlob(blob: Blob, name?: string): ByteSource {
  const label = name ?? (blob as Partial<File>).name;
  return {
    size: blob.size,
    ...(label === undefined ? {} : { name: label }),
    async read(offset, length) {
      checkRange(blob.size, offset, length);
      return new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer());
    },
  };
}
