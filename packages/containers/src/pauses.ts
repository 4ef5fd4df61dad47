/** Milliseconds for which work may keep the program from everything else. */
const BREATH = 50;

/** What long work awaits between its rounds, so that the rest of the program runs now and then. */
export function pauses(signal?: AbortSignal): () => Promise<void> {
  let breathed = performance.now();
  return async () => {
    signal?.throwIfAborted();
    if (performance.now() - breathed < BREATH) return;
    await new Promise((resolve) => setTimeout(resolve));
    signal?.throwIfAborted();
    breathed = performance.now();
  };
}
