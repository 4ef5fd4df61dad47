import type { Io } from '../io.js';

const INTERVAL_MS = 100;

/** Tells how far a long operation is, on a line of standard error that is written over; only when somebody watches. */
export function progressOn(io: Io): (done: number, total: number | undefined, what: string) => void {
  if (!io.watched) return () => undefined;
  let last = 0;
  return (done, total, what) => {
    const now = Date.now();
    const finished = total !== undefined && done >= total;
    if (finished) io.say('\r\u001b[K');
    else if (now - last >= INTERVAL_MS) {
      last = now;
      io.say(`\r\u001b[K${what} ${total === undefined ? done : `${Math.floor((100 * done) / total)}%`}`);
    }
  };
}
