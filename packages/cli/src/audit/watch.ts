/** Ends this process when it takes too much memory, or when nobody waits for it any more. */

export interface Watched {
  /** Bytes that the process may hold, in shared memory. */
  readonly memory: Float64Array<SharedArrayBuffer>;
  /** The process that waits for answers. */
  readonly parent: number;
}

const INTERVAL_MS = 25;

/** To be run in a thread of its own. */
export function watch({ memory, parent }: Watched): void {
  setInterval(() => {
    if (process.memoryUsage.rss() > memory[0]! || !isAlive(parent)) process.kill(process.pid, 'SIGKILL');
  }, INTERVAL_MS);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
