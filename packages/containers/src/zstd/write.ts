/** Writes one Zstandard frame, with a checksum of the content, where Node can: there is no library that is small and well kept. */

import { CodecError } from '@brine/core';
import type { Compress } from '../compressors.js';
import { nodeZlib } from '../node-zlib.js';

/** `ZSTD_c_compressionLevel` and `ZSTD_c_checksumFlag` of zstd.h, which is what Node's `params` are by. */
const LEVEL = 100;
const CHECKSUM = 201;

export const compress: Compress = (bytes, level) => {
  const zstdCompress = nodeZlib()?.zstdCompress;
  if (!zstdCompress) return Promise.reject(noLibrary());
  return new Promise((resolve, reject) => {
    // Without the size it takes memory for any: 740 MB at the highest level, for nothing.
    const options = { params: { [LEVEL]: level, [CHECKSUM]: 1 }, pledgedSrcSize: bytes.byteLength };
    zstdCompress(bytes, options, (error, result) => {
      if (error) reject(error);
      // A Buffer, whose `slice` would be a view.
      else resolve(new Uint8Array(result.buffer, result.byteOffset, result.byteLength));
    });
  });
};

function noLibrary(): CodecError {
  return new CodecError({
    codec: 'zstd',
    code: 'BRINE-ZSTD-LIBRARY',
    fault: 'unsupported',
    message: 'Zstandard can be read everywhere, but written only by Node 22.15 or later',
    hint: 'Run it with a newer Node, or choose another compression: gzip, zlib, bz2, xz, lzma, lz4.',
  });
}
