import { gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import * as host from './host/index.js';
import * as core from './index.js';
import * as node from './node/index.js';

describe('the public names', () => {
  it('of @brine/core', () => {
    expect(Object.keys(core).sort()).toMatchInlineSnapshot(`
      [
        "CodecError",
        "DEFAULT_LIMITS",
        "ELLIPSIS",
        "ITEM_BYTES",
        "MISSING_TEXT",
        "NAN_TEXT",
        "NOT_IMPLEMENTED",
        "arrayValues",
        "asCodecError",
        "assertPlainName",
        "attribute",
        "attributeDict",
        "attributes",
        "bfloat16ToNumber",
        "bigintsOf",
        "boxShape",
        "bytesOf",
        "checkRange",
        "className",
        "concatBytes",
        "crc32",
        "decodeUcs4",
        "definitionOf",
        "dictEntries",
        "dictExtend",
        "dictGet",
        "dictSet",
        "dictSize",
        "dtypeName",
        "elementValue",
        "elementsOf",
        "findingOf",
        "float16ToNumber",
        "fromBlob",
        "fromBytes",
        "fromUrl",
        "globalName",
        "isCodecError",
        "isKind",
        "keyOf",
        "limitError",
        "numberToBfloat16",
        "numberToFloat16",
        "parseDType",
        "pyByteArray",
        "pyBytes",
        "pyComplex",
        "pyDict",
        "pyFrozenSet",
        "pyGlobal",
        "pyList",
        "pyObject",
        "pyPersistent",
        "pySet",
        "pyTuple",
        "readAll",
        "readBox",
        "rowToJson",
        "scalarValue",
        "setAdd",
        "setHas",
        "sizeOf",
        "stored",
        "swapBytes",
        "toCOrder",
        "toDense",
        "toMemory",
        "typeName",
        "typestring",
        "typestringOf",
      ]
    `);
  });
  it('of @brine/core/host and @brine/core/node', () => {
    expect([Object.keys(host), Object.keys(node).sort()]).toEqual([
      ['createHost'],
      ['fromFile', 'removeTemporaries', 'toFile'],
    ]);
  });
});

describe('the browser bundle', () => {
  const bundle = async (entry: string) => {
    const { outputFiles } = await build({
      entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'browser',
      write: false,
    });
    return outputFiles[0]!.contents;
  };

  it.each(['index.ts', 'host/index.ts'])(
    'of %s needs nothing of Node and stays within 15 KB compressed',
    async (entry) => {
      // esbuild refuses a `node:` import on the browser platform, so that bundling is the proof.
      const contents = await bundle(entry);
      expect(new TextDecoder().decode(contents)).not.toContain('node:');
      expect(gzipSync(contents).length).toBeLessThanOrEqual(15 * 1024);
    },
  );
});
