import type { Io } from '../io.js';

const INTERVAL_MS = 100;

const CLEAR = '\r\u001b[K';

export interface Progress {
  (done: number, total: number | undefined, what: string): void;
  /** Takes the line away, before something else is written. */
  clear(): void;
}

/** Tells how far a long operation is, on a line of standard error that is written over; only when somebody watches. */
export function progressOn(io: Io): Progress {
  if (!io.watched) return Object.assign(() => undefined, { clear: () => undefined });
  let last = 0;
  let isShown = false;
  const clear = () => {
    if (isShown) io.say(CLEAR);
    isShown = false;
  };
  const tell = (done: number, total: number | undefined, what: string) => {
    const now = Date.now();
    if (total !== undefined && done >= total) clear();
    else if (now - last >= INTERVAL_MS) {
      last = now;
      isShown = true;
      io.say(`${CLEAR}${what} ${total === undefined ? done : `${Math.floor((100 * done) / total)}%`}`);
    }
  };
  return Object.assign(tell, { clear });
}
