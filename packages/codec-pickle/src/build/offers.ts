/** Dialects that other codecs bring: each is loaded when a file turns out to need it. */

import type { Context, DialectOffer } from '@brine/core';
import type { Dialect } from './dialect.js';

/** Thrown through the opcode loop, which cannot wait, when a stream names what a dialect knows that is not loaded. */
class Needed extends Error {
  constructor(readonly offer: DialectOffer) {
    super(`the dialect of ${offer.codec} is needed`);
  }
}

/** The dialects that a file is read with: the codec's own first, then those of others. */
export class Dialects {
  /** Id of the format that the file is of, as far as it was read: a pickle that needs a dialect is a file of that. */
  format: string;
  private readonly loaded: Dialect[] = [];
  private waiting: readonly DialectOffer[];

  /** @param codec - the one that opens the file: its own dialect is among `own` */
  constructor(
    codec: string,
    context: Context,
    private readonly own: readonly Dialect[],
  ) {
    this.format = codec;
    this.waiting = context.dialects('pickle').filter((offer) => offer.codec !== codec);
  }

  /** Those that are loaded, and a stand-in for each other, which ends the reading when the stream names one of its modules. */
  now(): readonly Dialect[] {
    return [...this.own, ...this.loaded, ...this.waiting.map(standIn)];
  }

  /** After a reading that a stand-in ended: loads the dialect, so that it can begin anew. @returns whether that was so */
  async load(error: unknown): Promise<boolean> {
    if (!(error instanceof Needed)) return false;
    const { offer } = error;
    this.waiting = this.waiting.filter((other) => other !== offer);
    this.loaded.push((await offer.load()) as Dialect);
    if (this.format === 'pickle') this.format = offer.codec;
    return true;
  }
}

function standIn(offer: DialectOffer): Dialect {
  const { modules } = offer;
  return {
    onGlobal(module) {
      if (modules.some((known) => module === known || module.startsWith(`${known}.`))) throw new Needed(offer);
      return undefined;
    },
  };
}
