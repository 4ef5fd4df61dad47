import type { CodecDescriptor, Probe } from '@brine/core';
import { fromBytes } from '@brine/core';
import { assert } from '../tools/assert.js';
import { createRandom } from '../tools/random.js';
import type { Subject } from '../subject.js';
import type { Check, CodecCase } from '../suite.js';

/** Content first, extension last, and nothing that is another's. */
export function sniffChecks({ suite, host, id, plugin }: Subject): Check[] {
  const matches = async (bytes: Uint8Array, name?: string) => {
    const identification = await host.identify(fromBytes(bytes, name));
    return identification.matches.find(({ codec }) => codec === id);
  };
  return [
    ...suite.cases.map(({ name, bytes, recognised = 'content' }: CodecCase) => ({
      name: `sniff: ${name} is recognised by its ${recognised}`,
      async run() {
        const match = await matches(bytes, name);
        assert(match, 'it is not recognised at all');
        assert(match.by === recognised, `it is recognised by its ${match.by}`);
        if (recognised === 'content') {
          assert((await matches(bytes, 'renamed.bin'))?.by === 'content', 'it is not when it has another name');
          assert((await matches(bytes))?.by === 'content', 'it is not when it has no name');
        }
      },
    })),
    {
      name: 'sniff: what is another format, or none, is not claimed',
      async run() {
        for (const [what, bytes] of foreign(suite.seed ?? 1)) {
          const match = await matches(bytes);
          const isOwn =
            what === id || refined(plugin.descriptor, host.registry.codec.bind(host.registry)).includes(what);
          assert(
            isOwn || !match || match.confidence === 'possible',
            `${what} is claimed to be ${match?.confidence} ${id}`,
          );
        }
      },
    },
    {
      name: 'sniff: never throws, changes nothing, says the same again',
      async run() {
        const { sniff } = plugin.descriptor;
        if (!sniff) return;
        for (const { name, bytes } of suite.cases) {
          for (let length = 0; length <= Math.min(64, bytes.length); length++) {
            const head = bytes.slice(0, length);
            const probe: Probe = { head, tail: bytes.slice(-length), size: bytes.length, name };
            const first = sniff(probe);
            assert(first === sniff(probe), `the ${length} first bytes of ${name} are taken now for this, now for that`);
            assert(
              head.every((byte, i) => byte === bytes[i]),
              `sniff wrote into ${name}`,
            );
          }
        }
      },
    },
  ];
}

/** Ids of the codecs that this one is a special case of. */
function refined(
  { refines }: CodecDescriptor,
  find: (id: string) => { descriptor: CodecDescriptor } | undefined,
): string[] {
  if (refines === undefined) return [];
  const parent = find(refines);
  return [refines, ...(parent ? refined(parent.descriptor, find) : [])];
}

/** Beginnings of files of other formats, and files of none. */
function* foreign(seed: number): Generator<[what: string, bytes: Uint8Array]> {
  for (const [what, text] of Object.entries(FOREIGN)) {
    const bytes = new Uint8Array(600);
    bytes.set(Uint8Array.from(text, (char) => char.charCodeAt(0)));
    yield [what, bytes];
  }
  for (const size of [0, 1, 2, 7, 8, 64, 5000]) {
    yield [`${size} zeros`, new Uint8Array(size)];
    yield [`${size} bytes 0xff`, new Uint8Array(size).fill(0xff)];
    const random = createRandom(seed + size);
    // The first byte is of no known format, so that chance cannot make a signature.
    yield [`${size} random bytes`, Uint8Array.from({ length: size }, (_, i) => (i === 0 ? 0xc1 : random.below(256)))];
  }
}

const FOREIGN: Readonly<Record<string, string>> = {
  png: '\x89PNG\r\n\x1a\n\0\0\0\rIHDR',
  jpeg: '\xff\xd8\xff\xe0\0\x10JFIF\0',
  pdf: '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n',
  zip: 'PK\x03\x04\x14\0\0\0\x08\0',
  gzip: '\x1f\x8b\x08\0\0\0\0\0\0\x03',
  tar: 'model.txt\0\0\0'.padEnd(257, '\0') + 'ustar\x0000',
  elf: '\x7fELF\x02\x01\x01\0',
  exe: 'MZ\x90\0\x03\0\0\0',
  hdf5: '\x89HDF\r\n\x1a\n\0\0\0\0',
  npy: "\x93NUMPY\x01\0v\0{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }",
  parquet: 'PAR1\x15\x04\x15\x10',
  sqlite: 'SQLite format 3\0\x10\0',
  html: '<!doctype html>\n<html><head><title>Not found</title></head></html>\n',
  json: '{"error": {"message": "not found", "code": 404}}\n',
  csv: 'sepal length,sepal width,class\n5.1,3.5,setosa\n4.9,3.0,setosa\n',
  'a git-lfs pointer':
    'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n',
  'plain text': 'The quick brown fox jumps over the lazy dog.\nAnd then some more text follows it.\n',
};
