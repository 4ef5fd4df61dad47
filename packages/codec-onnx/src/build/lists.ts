/** Lists of pairs that the model holds as maps by name: metadata, opsets. */

import type { MessageRecord, StringEntries } from '../spec/messages.js';

type Opsets = MessageRecord<'OperatorSetIdProto'>[];

/** A map without a prototype: keys come from the file. */
export function emptyMap<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}

export function readEntries(entries: StringEntries | undefined): Record<string, string> {
  const map = emptyMap<string>();
  for (const { key, value } of entries ?? []) map[key ?? ''] = value ?? '';
  return map;
}

/** @param kept - the list as the file had it: its order and repetitions stand as long as it says the same */
export function writeEntries(map: Readonly<Record<string, string>>, kept: StringEntries | undefined): StringEntries {
  if (kept && sameMap(readEntries(kept), map)) return kept;
  return Object.entries(map).map(([key, value]) => ({ key, value }));
}

/** `''` is ai.onnx, however the file writes it. */
export function readOpsets(opsets: Opsets | undefined): Record<string, number> {
  const map = emptyMap<number>();
  for (const { domain, version } of opsets ?? []) map[normalDomain(domain)] = Number(version ?? 0n);
  return map;
}

export function writeOpsets(map: Readonly<Record<string, number>>, kept: Opsets | undefined): Opsets {
  if (kept && sameMap(readOpsets(kept), map)) return kept;
  return Object.entries(map).map(([domain, version]) => ({ domain, version: BigInt(version) }));
}

export function normalDomain(domain: string | undefined): string {
  return domain === undefined || domain === 'ai.onnx' ? '' : domain;
}

function sameMap<T>(a: Readonly<Record<string, T>>, b: Readonly<Record<string, T>>): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}

/** Whether two records are the same; neither holds tensors. */
export function sameRecord(a: unknown, b: unknown): boolean {
  return JSON.stringify(a, spellBigInt) === JSON.stringify(b, spellBigInt);
}

function spellBigInt(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
