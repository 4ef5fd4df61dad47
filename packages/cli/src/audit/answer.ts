/** Answers the requests of `brine audit`: see `bounded-judge.ts` for the other side. */

import { asCodecError } from '@brine/core';
import type { Worker } from 'node:worker_threads';
import { auditLimits } from './audit-file.js';
import { createJudge, type Judge, type JudgeSettings } from './judge.js';
import { type Answer, type Request, toData } from './messages.js';
import type { Watched } from './watch.js';

/** What the process itself takes before it has seen a file, with room to work in. */
const LEAST_MEMORY = 192 * 1024 ** 2;

/** @param startWatch - starts a thread that keeps watch */
export function answer(startWatch: (watched: Watched) => Worker): void {
  const memory = new Float64Array(new SharedArrayBuffer(8)).fill(Infinity);
  startWatch({ memory, parent: process.ppid }).unref();
  let judge: Judge;
  process.once('message', (settings: JudgeSettings) => {
    void send(async () => {
      judge = await createJudge(settings, (source) => {
        memory[0] = Math.max(LEAST_MEMORY, auditLimits(source, settings.limits).bytes);
      });
      return { ready: true };
    });
    process.on('message', ({ file, bytes }: Request) => {
      void send(async () => {
        try {
          return { audited: await judge.judge(file, bytes) };
        } finally {
          memory[0] = Infinity;
        }
      });
    });
  });
  process.once('disconnect', () => process.exit());
}

async function send(work: () => Promise<Answer>): Promise<void> {
  const message: Answer = await work().catch((error: unknown) => ({ error: toData(asCodecError(error, 'cli')) }));
  process.send!(message);
}
