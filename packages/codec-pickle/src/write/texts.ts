/**
 * Which strings are in the memo, and under which number: an open-addressed table, for a Map by string takes four times as long to fill
 * with a million of them.
 *
 *     slots    [ 0  #0 | 2  #name | 1  #id | 0  #0 ]      index + 1 of a string and its hash, at a place that the hash tells
 *     texts    [ "id" | "name" ]                          by index
 *     numbers  [  1   |   3    ]
 */

/** A longer string is never looked up, which would cost more than to write it again. */
const LONGEST_SHARED = 256;

/** Places that a string is looked for in. With half of them taken hardly any finds none; of those made to collide the 33rd is not shared. */
const PROBES = 32;

/** Strings that are shared at most; further ones are written each time that they come. */
const MOST_SHARED = 2 ** 26;

export class Texts {
  private slots = new Int32Array(2 * 64);
  private readonly texts: string[] = [];
  private readonly numbers: number[] = [];

  /** @returns the number of a string; -1 when it had none, and has this one from now on */
  share(text: string, number: number): number {
    if (text.length > LONGEST_SHARED) return -1;
    const { slots, texts } = this;
    const hash = hashOf(text);
    const mask = slots.length - 1;
    for (let probe = 0, at = (2 * hash) & mask; probe < PROBES; at = (at + 2 * ++probe) & mask) {
      const index = slots[at]! - 1;
      if (index < 0) {
        this.take(at, hash, text, number);
        return -1;
      }
      if (slots[at + 1] === hash && texts[index] === text) return this.numbers[index]!;
    }
    return -1;
  }

  private take(at: number, hash: number, text: string, number: number): void {
    const { slots, texts } = this;
    if (texts.length === MOST_SHARED) return;
    texts.push(text);
    this.numbers.push(number);
    slots[at] = texts.length;
    slots[at + 1] = hash;
    if (4 * texts.length > slots.length) this.grow();
  }

  private grow(): void {
    const { slots } = this;
    const grown = new Int32Array(2 * slots.length);
    const mask = grown.length - 1;
    for (let from = 0; from < slots.length; from += 2) {
      if (slots[from] === 0) continue;
      const hash = slots[from + 1]!;
      let at = (2 * hash) & mask;
      for (let probe = 0; grown[at] !== 0;) at = (at + 2 * ++probe) & mask;
      grown[at] = slots[from]!;
      grown[at + 1] = hash;
    }
    this.slots = grown;
  }
}

/** Strings that differ in the last character, as numbered ones do, lie side by side: in the same line of the processor's cache. */
function hashOf(text: string): number {
  let hash = text.length;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 0x9e3779b1) + text.charCodeAt(i)) | 0;
  return hash;
}
