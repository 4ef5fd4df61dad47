import { findingOf, isCodecError, type ByteSource, type Context, type Finding, type Rule } from '@brine/core';
import { readHeader } from '../read/header.js';

/** Reading the header proves the format: numbers, names, and not a byte that belongs to nothing. */
export const damaged: Rule = {
  code: 'BRINE-SAFETENSORS-001',
  title: 'A header that does not fit the file',
  severity: 'medium',
  effect: 'not-proven',
  text: 'The header is no JSON of tensors, names one twice, or its places overlap, leave holes or pass the end. The format has no code, but readers disagree on such a file. Get it again.',
  good: [{ what: 'an empty file of the format', stream: '\x02\0\0\0\0\0\0\0{}' }],
  bad: [{ what: 'a byte behind the last tensor', stream: '\x02\0\0\0\0\0\0\0{}x' }],
};

export const RULES: readonly Rule[] = [damaged];

export async function* auditSafetensors(source: ByteSource, context: Context): AsyncIterable<Finding> {
  try {
    await readHeader(source, context);
  } catch (error) {
    if (!isCodecError(error) || error.fault === 'bug' || error.fault === 'io') throw error;
    yield findingOf(damaged, { message: error.message, offset: error.at.offset, path: error.at.path });
  }
}
