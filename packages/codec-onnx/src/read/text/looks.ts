/** Tells a model in protobuf's text form. */

import type { ByteSource } from '@brine/core';
import { fieldsOf } from '../../spec/fields.js';

/** A field's name as the text form has it. */
export const snake = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const NAMES = fieldsOf('ModelProto')
  .inOrder.map(({ name }) => snake(name))
  .join('|');

const BEGINNING = new RegExp(`^(?:\\s|#[^\\n]*\\n)*(?:${NAMES})\\s*[:{<]`);

/** Every model states it, and nothing else does. */
const VERSION = /(?:^|\s)ir_version\s*:\s*\d/;

/** @param head - the first bytes of a file */
export function looksLikeText(head: Uint8Array): boolean {
  const text = new TextDecoder('latin1').decode(head);
  return BEGINNING.test(text) && VERSION.test(text);
}

/** Bytes that tell the text form: the name of its first field. */
const HEAD = 4096;

/** Whether a file is protobuf's text. */
export async function isText(source: ByteSource, signal: AbortSignal | undefined): Promise<boolean> {
  return looksLikeText(await source.read(0, Math.min(HEAD, source.size), signal));
}
