/**
 * The process that judges files for `brine audit`, which ends it when a file costs too much. In the first thread it judges; a second
 * one watches, since the first may be caught in a loop.
 */

import { isMainThread, Worker, workerData } from 'node:worker_threads';
import type { Watched } from './audit/watch.js';

if (isMainThread) {
  const { answer } = await import('./audit/answer.js');
  answer((watched) => new Worker(new URL(import.meta.url), { workerData: watched }));
} else {
  const { watch } = await import('./audit/watch.js');
  watch(workerData as Watched);
}
