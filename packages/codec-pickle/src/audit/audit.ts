/** Judges a file that is a pickle, or several, with what its codec adds to pickle. */

import {
  isCodecError,
  readAll,
  type ByteSource,
  type CodecErrorShape,
  type Context,
  type Finding,
  type PyValue,
} from '@brine/core';
import type { Dialect } from '../build/dialect.js';
import type { PickleOptions } from '../options.js';
import { Cursor } from '../read/cursor.js';
import { Machine } from '../read/machine.js';
import type { Memo } from '../read/memo.js';
import { AuditBackend } from './backend.js';
import { Judge } from './judge.js';
import { measure } from './measure.js';
import { policyFor } from './policies/index.js';
import { explodes } from './rules/explodes.js';
import { limit } from './rules/limit.js';
import { malformed } from './rules/malformed.js';
import { nested } from './rules/nested.js';
import { trailing } from './rules/trailing.js';
import { legacyStorages } from './torch-legacy.js';

/** What {@link auditPickle} needs of a codec whose files are pickles. */
export interface PickleAuditInit {
  /** Id of the codec, for errors. */
  readonly format: string;
  readonly source: ByteSource;
  readonly context: Context;
  readonly options?: PickleOptions | undefined;
  readonly dialects?: readonly Dialect[] | undefined;
}

/** Findings about a file; none when every byte of it is accounted for and nothing speaks against it. */
export async function* auditPickle({
  format,
  source,
  context,
  options,
  dialects,
}: PickleAuditInit): AsyncIterable<Finding> {
  const { limits, signal } = context;
  const judge = new Judge(policyFor(options?.allow));
  try {
    const bytes = await readAll(source, limits, format, signal);
    new Auditor(format, context, options, dialects, judge).file(bytes, 0);
  } catch (error) {
    reportError(judge, error);
  }
  judge.finish();
  yield* judge.findings;
}

/** Pickles in pickles in ... are looked into this deep, and this many of them. */
const MOST_NESTED = 4;
const MOST_CANDIDATES = 1000;

const MOST_LEAVES = 1e9;
/** Python's own limit of recursion is 1,000: what it writes does not nest deeper than some thousands. */
const DEEPEST = 5000;

class Auditor {
  constructor(
    private readonly format: string,
    private readonly context: Context,
    private readonly options: PickleOptions | undefined,
    private readonly dialects: readonly Dialect[] | undefined,
    private readonly judge: Judge,
  ) {}

  /** @param depth - how many pickles this one is inside of */
  file(bytes: Uint8Array, depth: number): void {
    const cursor = new Cursor(bytes);
    const backend = new AuditBackend(cursor, this.dialects, withLatin1(this.options), this.judge);
    const values: PyValue[] = [];
    const first = this.stream(cursor, backend);
    if (first) {
      values.push(first.value!);
      const end = cursor.at;
      // Two readings of what follows: by one load after another, and by one Unpickler, whose memo goes on.
      if (end < bytes.byteLength) {
        const apart = this.following(cursor, backend, undefined, values);
        if (typeof apart !== 'number' && apart.code === 'BRINE-PICKLE-MEMO') {
          cursor.at = end;
          const together = this.following(cursor, backend, first.memo);
          if (typeof together !== 'number') reportError(this.judge, apart);
          else this.trailing(bytes, together);
        } else if (typeof apart === 'number') {
          if (apart < bytes.byteLength && !legacyStorages(values, backend.storages, bytes.subarray(apart)))
            this.trailing(bytes, apart);
          if (values.length > 1) {
            cursor.at = end;
            this.following(cursor, backend, first.memo);
          }
        } else reportError(this.judge, apart);
      }
    }
    this.candidates(backend, depth);
  }

  /** @returns the place after the last pickle, or the error of one that begins as a pickle does */
  private following(
    cursor: Cursor,
    backend: AuditBackend,
    memo: Memo<PyValue> | undefined,
    values: PyValue[] = [],
  ): number | CodecErrorShape {
    while (cursor.at < cursor.bytes.byteLength) {
      const start = cursor.at;
      const machine = this.machine(cursor, backend, memo);
      try {
        machine.run();
      } catch (error) {
        if (!isCodecError(error) || error.fault === 'bug') throw error;
        const isPickle = cursor.bytes[start] === PROTO || error.code === 'BRINE-PICKLE-MEMO' || error.fault === 'limit';
        return isPickle ? error : start;
      }
      this.value(machine);
      values.push(machine.value!);
    }
    return cursor.at;
  }

  private stream(cursor: Cursor, backend: AuditBackend): Machine<PyValue> | undefined {
    const machine = this.machine(cursor, backend);
    try {
      machine.run();
    } catch (error) {
      if (!isCodecError(error) || error.fault === 'bug') throw error;
      reportError(this.judge, error);
      return undefined;
    }
    this.value(machine);
    return machine;
  }

  private machine(cursor: Cursor, backend: AuditBackend, memo?: Memo<PyValue>): Machine<PyValue> {
    const { limits } = this.context;
    return new Machine(cursor, backend, { codec: this.format, limits, ...(memo ? { memo } : {}) });
  }

  private value({ value, memo }: Machine<PyValue>): void {
    const { leaves, depth } = measure(value!);
    if (leaves > MOST_LEAVES)
      this.judge.report(explodes, { message: `Walking the value meets ${leaves.toExponential(1)} parts.` });
    if (depth > DEEPEST) this.judge.report(explodes, { message: `The value nests ${depth} deep.` });
    if (memo.highest > 16 * memo.count + 65_536) {
      this.judge.report(explodes, {
        message: `The memo goes up to ${memo.highest} for ${memo.count} values; Python makes a table of that size.`,
      });
    }
  }

  private trailing(bytes: Uint8Array, from: number): void {
    if (from >= bytes.byteLength) return;
    this.judge.report(trailing, { message: `${bytes.byteLength - from} bytes follow the last pickle.`, offset: from });
  }

  /** Bytes inside that are a pickle of their own. */
  private candidates({ candidates }: AuditBackend, depth: number): void {
    if (candidates.length === 0) return;
    if (depth >= MOST_NESTED || candidates.length > MOST_CANDIDATES) {
      this.judge.report(limit, { message: 'Pickles lie in pickles, more or deeper than the audit looks.' });
      return;
    }
    for (const { data } of candidates) {
      const inner = new Judge(policyFor(this.options?.allow));
      const auditor = new Auditor(this.format, this.context, this.options, this.dialects, inner);
      auditor.file(data, depth + 1);
      inner.finish();
      const [worst] = inner.findings.filter(({ global }) => global !== undefined);
      if (worst) {
        this.judge.report(nested, {
          message: `Bytes in the stream are a pickle: ${worst.message}`,
          global: worst.global,
        });
      }
    }
  }
}

const PROTO = 0x80;

/** Text of Python 2 that is not ASCII does not stop the audit: any reading of it shows what the stream does. */
function withLatin1(options: PickleOptions | undefined): PickleOptions {
  return { encoding: 'latin1', ...options };
}

function reportError(judge: Judge, error: unknown): void {
  if (!isCodecError(error) || ['bug', 'io', 'option'].includes(error.fault)) throw error;
  const { message, at, fault } = error;
  judge.report(fault === 'limit' ? limit : malformed, {
    message: `The stream cannot be followed: ${message}.`,
    offset: at.offset,
    path: at.path,
  });
}
