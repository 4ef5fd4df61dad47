/** A stranger's codec: written against the published types of @brine/core and nothing else. The format is `TOY1` and JSON. */

import type { Codec, CodecPlugin, Context, Document, PyValue } from '@brine/core';
import { CodecError, pyDict, readAll } from '@brine/core';

export interface ToyOptions {
  /** Keys in capitals. */
  readonly upper?: boolean;
}

const codec: Codec<ToyOptions> = {
  async open(source, context: Context, options): Promise<Document> {
    const bytes = await readAll(source, context.limits, 'toy', context.signal);
    const value = parse(new TextDecoder().decode(bytes.subarray(4)), options.upper === true);
    return {
      format: 'toy',
      inspect: () => Promise.resolve({ format: 'toy', version: '1', root: 'builtins.dict' }),
      value: () => Promise.resolve(value),
      close: () => Promise.resolve(),
    };
  },
};

function parse(text: string, upper: boolean): PyValue {
  try {
    const entries = Object.entries(JSON.parse(text) as Record<string, number>);
    return pyDict(entries.flatMap(([key, value]) => [upper ? key.toUpperCase() : key, value]));
  } catch (cause) {
    throw new CodecError({
      codec: 'toy',
      code: 'BRINE-TOY-JSON',
      fault: 'malformed',
      message: 'no JSON after TOY1',
      offset: 4,
      cause,
    });
  }
}

export const toy: CodecPlugin<'toy', ToyOptions> = {
  descriptor: {
    contract: 1,
    kind: 'codec',
    id: 'toy',
    title: 'Toy',
    package: 'brine-codec-toy',
    version: '1.0.0',
    extensions: ['.toy'],
    mimeTypes: [],
    magic: [{ offset: 0, bytes: [0x54, 0x4f, 0x59, 0x31] }],
    can: { open: ['value'], encode: [], audit: false, seek: false },
  },
  load: () => Promise.resolve(codec),
};

export default toy;
