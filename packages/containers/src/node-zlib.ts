import type * as zlib from 'node:zlib';

/** The parts of `node:zlib` that are used. Zstandard came with Node 22.15. */
export type NodeZlib = Pick<typeof zlib, 'createInflate' | 'createInflateRaw' | 'deflate' | 'deflateRaw' | 'crc32'> &
  Partial<NodeZstd>;

interface NodeZstd {
  createZstdDecompress(options?: zlib.ZlibOptions): zlib.Zlib & AsyncIterable<Uint8Array> & NodeJS.ReadWriteStream;
  zstdCompress(
    bytes: Uint8Array,
    options: { params: Record<number, number>; pledgedSrcSize: number },
    callback: (error: Error | null, result: Uint8Array) => void,
  ): void;
}

/**
 * Node's own zlib where there is one. Asked for at run time: no bundler sees an import of it, and what is made for browsers and what
 * runs in Node is one and the same file.
 */
export function nodeZlib(): NodeZlib | undefined {
  return globalThis.process?.getBuiltinModule?.('node:zlib');
}
