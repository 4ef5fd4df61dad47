import { CodecError, isCodecError, type Codec, type Context } from '@brine/core';
import { openZip, type ZipArchive } from '@brine/zip';
import type { NpzOptions } from './options.js';
import type { StoredNpy } from './read/array.js';
import { openDocument } from './read/document.js';
import { readHeader } from './read/header.js';
import { NPY_SUFFIX } from './spec/archive.js';
import { encodeNpz } from './write/npz.js';

export const codec: Codec<NpzOptions> = {
  async *audit(source, context) {
    const { auditNpz } = await import('./audit/audit.js');
    yield* auditNpz(source, context);
  },
  async open(source, context) {
    const archive = await openZip(source, { ...context, codec: 'npz' });
    let arrays: Promise<StoredNpy[]> | undefined;
    const list = () => (arrays ??= readArrays(archive, context));
    return {
      ...openDocument('npz', list, (all) => (all[0] ? `${all[0].header.version}.0` : undefined), context),
      close: async () => source.close?.(),
    };
  },
  encode: encodeNpz,
};

/** @see numpy, `NpzFile`: the key of a member is its name without `.npy`; the last of several of one name counts */
async function readArrays(archive: ZipArchive, context: Context): Promise<StoredNpy[]> {
  const arrays: StoredNpy[] = [];
  for (const member of archive.members) {
    context.signal?.throwIfAborted();
    const { name } = member;
    if (archive.member(name) !== member) continue;
    if (!name.endsWith(NPY_SUFFIX)) {
      context.note({
        code: 'BRINE-NUMPY-MEMBER',
        message: `${JSON.stringify(name)} in the archive is no array`,
        loss: true,
      });
      continue;
    }
    const source = await archive.open(member);
    const { offset } = await archive.locate(member);
    try {
      const header = await readHeader(source, 'npz', context.signal);
      arrays.push({
        name: name.slice(0, -NPY_SUFFIX.length),
        source,
        header,
        base: member.method === 0 ? offset : undefined,
      });
    } catch (error) {
      throw inMember(error, name, offset);
    }
  }
  return arrays;
}

/** An error about a member says which, and counts its offset from the beginning of the file where the member lies as it is. */
function inMember(error: unknown, name: string, base: number): unknown {
  if (!isCodecError(error)) return error;
  const { codec, code, fault, message, at, hint } = error;
  const offset = base + (at.offset ?? 0);
  return new CodecError({ codec, code, fault, message, offset, path: `${name}:`, hint, cause: error });
}
