/**
 * The codec alone, for who reads no archive: the public subpath `@brine/zip/plugin`.
 *
 * @packageDocumentation
 */
import { CodecError, type Codec, type CodecPlugin, type Confidence, type Probe } from '@brine/core';
import { version } from '../package.json';
import { auditZip } from './audit/lazy.js';

const codec: Codec = {
  audit: (source, context) => auditZip({ format: 'zip', source, context }),
  open: () =>
    Promise.reject(
      new CodecError({
        codec: 'zip',
        code: 'BRINE-ZIP-CONTENT',
        fault: 'unsupported',
        message: 'the file is a zip archive of no format that is installed',
        hint: 'Formats that are zip archives have codecs of their own: .npz, .keras, .pt.',
      }),
    ),
};

/** Judges zip archives of whatever format; to open one takes the codec of its format, which refines this one. */
export const zip: CodecPlugin<'zip', unknown> = {
  descriptor: {
    contract: 1,
    kind: 'codec',
    id: 'zip',
    title: 'Zip archive',
    package: '@brine/zip',
    version,
    extensions: ['.zip'],
    mimeTypes: ['application/zip'],
    magic: [],
    can: { open: [], encode: [], audit: true, seek: false },
    sniff: sniffZip,
  },
  load: () => Promise.resolve(codec),
};

const MEMBER = [0x50, 0x4b, 3, 4];
const END = [0x50, 0x4b, 5, 6];

/** A member at the beginning tells an archive; an end record alone one with something in front of it. */
function sniffZip({ head, tail }: Probe): Confidence | undefined {
  if (begins(head, 0, MEMBER) || begins(head, 0, END)) return 'certain';
  for (let at = tail.length - 22; at >= 0; at--) if (begins(tail, at, END)) return 'likely';
  return undefined;
}

function begins(bytes: Uint8Array, at: number, wanted: readonly number[]): boolean {
  return wanted.every((byte, i) => bytes[at + i] === byte);
}
