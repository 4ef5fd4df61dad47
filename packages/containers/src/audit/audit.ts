/** Judges a compressed file by what is inside, and by how much comes out. */

import { findingOf, isCodecError, readAll, type ByteSource, type Context, type Finding } from '@brine/core';
import type { Decompress } from '../container.js';
import { Task } from '../task.js';
import { behind, bomb, damaged, limited } from './rules.js';

/** So many equal bytes at the beginning are the beginning of nothing. */
const ONE_BYTE = 1 << 16;
/** Below this a file is no bomb, however well it compresses. */
const SMALL = 1 << 20;

/**
 * @param id - of the container
 * @param inner - makes the source of what is inside
 */
export async function* auditContainer(
  id: string,
  source: ByteSource,
  context: Context,
  decompress: Decompress,
  inner: (bytes: Uint8Array) => ByteSource,
): AsyncIterable<Finding> {
  const { limits, signal } = context;
  const notes: string[] = [];
  let task: Task | undefined;
  try {
    task = new Task(id, await readAll(source, limits, id, signal), {
      ...context,
      note: ({ message }) => notes.push(message),
    });
    await decompress(task);
  } catch (error) {
    if (!isCodecError(error) || error.fault === 'bug' || error.fault === 'io') throw error;
    const { message, at, fault } = error;
    if (fault === 'limit' && task && isOneByte(task.output.toBytes())) yield ofOneByte(id, task, message);
    else
      yield findingOf(fault === 'limit' ? limited : damaged, {
        message: `The ${id} data cannot be decompressed: ${message}`,
        offset: at.offset,
      });
    return;
  }
  for (const message of notes) yield findingOf(behind, { message });
  const bytes = task.output.toBytes();
  if (bytes.byteLength > SMALL && isOneByte(bytes)) {
    yield ofOneByte(id, task, `${bytes.byteLength} bytes come out`);
    return;
  }
  for await (const finding of context.audit(inner(bytes))) {
    if (finding.code === limited.code) {
      yield findingOf(bomb, {
        message: `Inside of ${id} data there is compressed data again, of which more comes out than the limits allow.`,
      });
    }
    yield finding;
  }
}

function ofOneByte(id: string, { input }: Task, message: string): Finding {
  return findingOf(bomb, { message: `${input.byteLength} bytes of ${id} data become one byte, repeated: ${message}.` });
}

function isOneByte(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, ONE_BYTE);
  return head.byteLength === ONE_BYTE && head.every((byte) => byte === head[0]);
}
