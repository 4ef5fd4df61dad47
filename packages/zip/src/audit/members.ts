/** Members that libraries put into their archives beside what formats of their own are for. */

/** What a member is by its name, within the archive's one folder. */
export type MemberKind = 'raw' | 'text' | 'code' | 'pickle' | 'other';

const KINDS: readonly (readonly [RegExp, MemberKind])[] = [
  // torch.save: storages as they are in memory.
  [/^[^/]+\/(?:data|constants|weights|tensors)\/(?:weight_|tensor_)?\d+$/, 'raw'],
  [
    /^[^/]+\/(?:version|byteorder|\.format_version|\.storage_alignment|archive_format|archive_version|\.data\/version|\.data\/serialization_id)$/,
    'text',
  ],
  [/^[^/]+\/data\.pkl$/, 'pickle'],
  [/^[^/]+\/constants\.pkl$/, 'pickle'],
  [/\.py$/, 'code'],
  [/\.debug_pkl$/, 'code'],
];

export function kindOf(name: string): MemberKind {
  return KINDS.find(([pattern]) => pattern.test(name))?.[1] ?? 'other';
}

/** Numbers and words, as the small text members of PyTorch have. */
export function isPlainText(bytes: Uint8Array): boolean {
  return bytes.byteLength <= 128 && bytes.every((byte) => byte === 0x0a || (byte >= 0x20 && byte < 0x7f));
}

/** Contents that lie behind local headers, whatever the directory says of them: other readers go by those. */
export function localContents(bytes: Uint8Array): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: Uint8Array[] = [];
  for (
    let at = bytes.indexOf(0x50);
    at >= 0 && at + 30 <= bytes.byteLength && found.length < MOST;
    at = bytes.indexOf(0x50, at + 1)
  ) {
    if (view.getUint32(at, true) !== LOCAL) continue;
    const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
    const size = view.getUint32(at + 18, true);
    if (start < bytes.byteLength)
      found.push(bytes.subarray(start, size > 0 ? Math.min(start + size, bytes.byteLength) : bytes.byteLength));
  }
  return found;
}

const LOCAL = 0x04034b50;
const MOST = 1000;
