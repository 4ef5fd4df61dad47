/** What a hook sees of the file behind a BUILD. */

import type { RawCursor } from './backend.js';
import type { Cursor } from './cursor.js';
import { Refusal } from './errors.js';
import { leaveUnread } from './unread.js';

/** Thrown through a hook when the window ends before its bytes. */
export const SHORT = Symbol('the window is too short');

/** A machine, as much of it as a hook needs. */
interface Outer<V> {
  readonly cursor: Cursor;
  /** A machine for a whole pickle that lies where this one stands. */
  inside(): { run(): boolean; readonly value: V | undefined };
}

/**
 * Where the window is too short, the hook is run again from its start once there is another. What it was given before it is given
 * again, so that the file is read once.
 */
export class Raw<V> implements RawCursor<V> {
  /** What it was given, and the offset of each. */
  private readonly given: { readonly offset: number; readonly value: unknown }[] = [];
  private next = 0;
  /** The pickle that is being read. */
  private nested: ReturnType<Outer<V>['inside']> | undefined;

  constructor(private readonly machine: Outer<V>) {}

  restart(): void {
    this.next = 0;
  }

  get offset(): number {
    return this.given[this.next]?.offset ?? this.machine.cursor.offset;
  }

  get remaining(): number {
    return this.machine.cursor.size - this.offset;
  }

  take(length: number): Uint8Array {
    return this.again(() => this.bytes(length, Infinity));
  }

  leave(length: number): Uint8Array {
    return this.again(() => this.bytes(length, this.machine.cursor.leaves));
  }

  pickle(): V {
    return this.again(() => {
      const nested = (this.nested ??= this.machine.inside());
      if (!nested.run()) throw SHORT;
      this.nested = undefined;
      return nested.value!;
    });
  }

  private again<T>(give: () => T): T {
    const known = this.given[this.next];
    if (known) {
      this.next++;
      return known.value as T;
    }
    const { offset } = this.machine.cursor;
    const value = give();
    this.given.push({ offset, value });
    this.next++;
    return value;
  }

  /** @param leaves - as many bytes are not read where the window does not hold them */
  private bytes(length: number, leaves: number): Uint8Array {
    const { cursor } = this.machine;
    const { at } = cursor;
    if (!(length >= 0 && length <= cursor.size - cursor.offset))
      throw new Refusal('TRUNCATED', `${length} bytes of data are needed here`);
    if (at + length <= cursor.bytes.byteLength) {
      cursor.at = at + length;
      return cursor.bytes.subarray(at, at + length);
    }
    if (length < leaves) {
      cursor.wanted = length;
      throw SHORT;
    }
    const data = leaveUnread(cursor.offset, length);
    cursor.left ??= cursor.offset;
    cursor.at = at + length;
    return data;
  }
}
