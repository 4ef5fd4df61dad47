import type * as zlib from 'node:zlib';

/**
 * Node's own zlib where there is one. Asked for at run time: no bundler sees an import of it, and what is made for browsers and what
 * runs in Node is one and the same file.
 */
export function nodeZlib(): Pick<typeof zlib, 'inflateSync'> | undefined {
  return globalThis.process?.getBuiltinModule?.('zlib');
}
