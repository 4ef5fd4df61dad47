/**
 * The memo of a pickle being written: which values are in it, and under which number. Python memoizes by identity; records have one,
 * strings have none here (docs/adr/0006-string-sharing.md).
 */

import { Texts } from './texts.js';

/** A Map holds 2^24 keys; a memo of more goes on in another. */
const MOST_KEYS = 2 ** 23;

/** A Map without a bound on its size. */
class Numbers<K> {
  private map = new Map<K, number>();
  private full: Map<K, number>[] | undefined;

  get(key: K): number | undefined {
    const found = this.map.get(key);
    return found === undefined && this.full ? this.getFull(key) : found;
  }

  set(key: K, number: number): void {
    if (this.map.size === MOST_KEYS) {
      (this.full ??= []).push(this.map);
      this.map = new Map();
    }
    this.map.set(key, number);
  }

  private getFull(key: K): number | undefined {
    for (const map of this.full!) {
      const found = map.get(key);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

export class Memo {
  /** Values stored so far: the number that the next one gets. */
  count = 0;
  private readonly records = new Numbers<object>();
  private readonly texts = new Texts();
  /** Values that exist once in Python however often they are made: globals, the empty bytes, bytes of length one. */
  private readonly single = new Map<string, number>();

  get(record: object): number | undefined {
    return this.records.get(record);
  }

  set(record: object): number {
    this.records.set(record, this.count);
    return this.count++;
  }

  /** Stores a value that nothing can refer to. */
  skip(): number {
    return this.count++;
  }

  /** @returns the number of a string that is in it; -1 for one that is stored now */
  share(text: string): number {
    const known = this.texts.share(text, this.count);
    if (known < 0) this.count++;
    return known;
  }

  /** @param record - stands for the same value from now on */
  getSingle(key: string, record: object): number | undefined {
    const number = this.single.get(key);
    if (number !== undefined) this.records.set(record, number);
    return number;
  }

  setSingle(key: string, record: object): number {
    this.single.set(key, this.count);
    return this.set(record);
  }
}
