import type { CodecPlugin, Probe } from '@brine/core';
import { version } from '../package.json';
import type { SafetensorsOptions } from './options.js';
import { LENGTH_BYTES, MAX_HEADER_BYTES } from './spec/format.js';

/** Reads and writes safetensors files: named tensors, nothing that could run. */
export const safetensors: CodecPlugin<'safetensors', SafetensorsOptions> = {
  descriptor: {
    contract: 1,
    kind: 'codec',
    id: 'safetensors',
    title: 'safetensors',
    package: '@brine/codec-safetensors',
    version,
    extensions: ['.safetensors'],
    mimeTypes: [],
    magic: [],
    can: { open: ['tensors'], encode: ['value', 'tensors'], audit: true, seek: true },
    sniff,
  },
  load: () => import('./codec.js').then(({ codec }) => codec),
};

/** A header's length, then the beginning of a JSON object that is empty or has a key. */
function sniff({ head, size }: Probe): 'certain' | 'likely' | undefined {
  if (head.length < LENGTH_BYTES + 2) return undefined;
  const length = new DataView(head.buffer, head.byteOffset).getBigUint64(0, true);
  if (length > MAX_HEADER_BYTES) return undefined;
  const start = new TextDecoder().decode(head.subarray(LENGTH_BYTES, LENGTH_BYTES + 64));
  if (!/^\{[ \t\r\n]*["}]/.test(start)) return undefined;
  return Number(length) <= size - LENGTH_BYTES ? 'certain' : 'likely';
}
