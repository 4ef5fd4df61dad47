import type { Context, Hierarchy, KerasModel } from '@brine/core';
export interface KerasParts {
  readonly format: 'keras' | 'keras-weights';
  readonly root?: string;
  readonly producer: Readonly<Record<string, string>>;
  model(): Promise<KerasModel>;
  summary?(): Promise<Record<string, unknown>>;
}
export async function kerasOf(_h: Hierarchy, _c: Context, _n?: string): Promise<KerasParts | undefined> { return undefined; }
