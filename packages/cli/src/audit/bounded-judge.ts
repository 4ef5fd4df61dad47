/**
 * Judges in a process of its own, so that no file can hang the command or take it down. A thread would not do: V8 ends the whole
 * process when an array cannot grow within the memory of one of its threads.
 */

import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { CodecError, findingOf, type Rule } from '@brine/core';
import type { Audited } from './audit-file.js';
import type { Judge, JudgeSettings } from './judge.js';
import { type Answer, type Request, toError } from './messages.js';
import { tooLong, tooMuch } from './rules.js';

const PROGRAM = fileURLToPath(new URL('./audit-process.js', import.meta.url));

/** V8's own bound, in MiB: the watch in the process looks now and then only. */
const HEAP_MIB = 512;

/** What came of a request, or of the start: an answer, or the end of the process. */
type Outcome = Answer | { readonly end: 'time' | 'memory' | 'crash'; readonly trace: string };

/**
 * @param seconds - that judging a file may take
 */
export function boundedJudge(settings: JudgeSettings, seconds: number): Judge {
  let current: JudgeProcess | undefined;

  const ask = async (request: Request): Promise<Outcome> => {
    current ??= await JudgeProcess.start(settings);
    return current.ask(request, seconds * 1000);
  };

  return {
    async judge(file, bytes) {
      const request = { file, ...(bytes ? { bytes } : {}) };
      if (current?.hasEnded) current = undefined;
      const isFresh = current === undefined;
      let outcome = await ask(request);
      // What earlier files left behind is not this one's fault.
      if ('end' in outcome && outcome.end === 'memory' && !isFresh) {
        current = undefined;
        outcome = await ask(request);
      }
      if ('audited' in outcome) return outcome.audited;
      if ('error' in outcome) throw toError(outcome.error);
      if ('end' in outcome && outcome.end === 'time')
        return ended(tooLong, `Judging it was ended after ${seconds} s (limit --timeout).`);
      if ('end' in outcome && outcome.end === 'memory') {
        const bytes = settings.limits?.bytes;
        const limit = bytes === undefined ? '512 MiB and the size of the file' : `${bytes} bytes`;
        return ended(tooMuch, `Judging it was ended when it took more memory than ${limit} (limit bytes).`);
      }
      throw crashed('trace' in outcome ? outcome.trace : '');
    },
    close: () => current?.kill(),
  };
}

function ended(rule: Rule, message: string): Audited {
  return { verdict: 'not-proven', findings: [findingOf(rule, { message })] };
}

function crashed(trace: string): CodecError {
  return new CodecError({
    codec: 'cli',
    code: 'BRINE-CLI-CRASH',
    fault: 'bug',
    message: 'Internal error: the process that judges files ended by itself',
    hint: 'This is a bug in Brine: please report it with the file if you can share it.',
    cause: Object.assign(new Error(), { stack: trace }),
  });
}

class JudgeProcess {
  /** The end of what the process said before it ended. */
  #trace = '';
  #isOverTime = false;
  #hasEnded = false;
  #settle: (outcome: Outcome) => void = () => undefined;

  private constructor(private readonly child: ChildProcess) {
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (this.#trace = (this.#trace + text).slice(-MOST)));
    child.on('message', (answer: Answer) => this.#settle(answer));
    child.on('error', (error) => this.#settle({ end: 'crash', trace: String(error.stack) }));
    child.on('close', (code, signal) => {
      const isMemory = signal === 'SIGKILL' || this.#trace.includes('heap out of memory');
      const end = this.#isOverTime ? 'time' : isMemory ? 'memory' : 'crash';
      this.#hasEnded = true;
      this.#settle({ end, trace: `${this.#trace}\n(exit code ${code}, signal ${signal})` });
    });
  }

  /** @throws CodecError `option` for settings that it cannot work with */
  static async start(settings: JudgeSettings): Promise<JudgeProcess> {
    const heap = Math.max(HEAP_MIB, Math.ceil((settings.limits?.bytes ?? 0) / 1024 ** 2));
    const child = fork(PROGRAM, {
      cwd: settings.cwd,
      execArgv: [`--max-old-space-size=${heap}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const started = new JudgeProcess(child);
    const outcome = await started.#request(settings);
    if ('error' in outcome) {
      started.kill();
      throw toError(outcome.error);
    }
    if ('end' in outcome) throw crashed(outcome.trace);
    return started;
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  async ask(request: Request, milliseconds: number): Promise<Outcome> {
    const timer = setTimeout(() => {
      this.#isOverTime = true;
      this.kill();
    }, milliseconds);
    try {
      return await this.#request(request);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends it, whatever it is at. */
  kill(): void {
    this.child.kill('SIGKILL');
  }

  #request(message: JudgeSettings | Request): Promise<Outcome> {
    return new Promise((resolve) => {
      this.#settle = resolve;
      this.child.send(message, (error) => {
        if (error) this.kill();
      });
    });
  }
}

const MOST = 8192;
