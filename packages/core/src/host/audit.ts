/** Judging a file by the codec that it is for. */

import type { ByteSource } from '../contract/bytes.js';
import type { Finding } from '../contract/errors.js';
import { findingOf } from '../rule.js';
import { noRules, polyglot as several, unknownFormat } from './audit-rules.js';
import type { Codec, Context } from '../contract/plugin.js';
import { identify, type Match, probe } from './identify.js';
import { readOnce } from './lent.js';
import type { Registry } from './registry.js';

/**
 * Findings of the best match's codec, and those that only the host can make: unknown format, polyglot, no rules. A codec without rules
 * leaves the judgement to the one that it is a special case of; a file that one of them cannot prove may be a special case that can.
 */
export async function* auditSource(
  registry: Registry,
  source: ByteSource,
  context: Context,
  optionsOf: (id: string) => unknown,
  onJudged?: (codec: string) => void,
  forced?: string,
): AsyncIterable<Finding> {
  const { matches: found, polyglot } = identify(registry, await probe(source, context.signal));
  const matches: readonly Match[] =
    forced === undefined ? found : [{ codec: forced, confidence: 'certain', by: 'content' }];
  const [best] = matches;
  if (polyglot.length > 1) {
    yield findingOf(several, { message: `The file is several formats at once: ${polyglot.join(', ')}.` });
  }
  if (!best) {
    yield findingOf(unknownFormat, { message: 'The file is of no known format.' });
    return;
  }
  onJudged?.(best.codec);
  const kept = new Map<string, Finding>();
  const judges = await judgesOf(registry, matches);
  const shared = readOnce(source);
  for (const { id, audit } of judges) {
    const findings: Finding[] = [];
    for await (const one of audit(shared, context, optionsOf(id))) findings.push(one);
    // A danger stands, whoever sees it; what merely is not proven by one may be proven by a special case of it.
    const isProven = findings.every(({ effect }) => effect === 'none');
    if (isProven) for (const [key, { effect }] of kept) if (effect === 'not-proven') kept.delete(key);
    if (isProven || kept.size === 0) for (const one of findings) kept.set(keyOf(one), one);
    else for (const one of findings) if (one.effect === 'dangerous') kept.set(keyOf(one), one);
    if (isProven) break;
  }
  yield* kept.values();
  if (judges.length === 0) {
    yield findingOf(noRules, { message: `There are no audit rules for ${best.codec} files.` });
  }
}

interface Judge {
  readonly id: string;
  readonly audit: NonNullable<Codec['audit']>;
}

/** The best match that has rules (or the one that it refines), and the special cases of it that also match. */
async function judgesOf(registry: Registry, matches: readonly Match[]): Promise<Judge[]> {
  const [best] = matches;
  const chain: string[] = [];
  for (let id: string | undefined = best!.codec; id !== undefined && !chain.includes(id);) {
    chain.push(id);
    id = registry.codec(id)?.descriptor.refines;
  }
  const judges: Judge[] = [];
  for (const id of chain) {
    const judge = await judgeOf(registry, id);
    if (judge) {
      judges.push(judge);
      break;
    }
  }
  for (const { codec } of matches.slice(1)) {
    if (judges[0] === undefined || !registry.refines(codec, judges[0].id)) continue;
    const judge = await judgeOf(registry, codec);
    if (judge) judges.push(judge);
  }
  return judges;
}

async function judgeOf(registry: Registry, id: string): Promise<Judge | undefined> {
  const codec = await registry.codec(id)?.load();
  return codec?.audit && { id, audit: codec.audit.bind(codec) };
}

function keyOf({ code, message, offset, path }: Finding): string {
  return JSON.stringify([code, message, offset, path]);
}
