/** Shapes, and what configurations say about them. */

import type { JsonValue } from '@brine/core';
import { get } from '../json.js';

/** Length of an axis; null where only the rows that are fed tell it. */
export type Length = number | null;
/** The first is the batch. */
export type Shape = readonly Length[];

/** One call of a layer. */
export interface ShapeCall {
  readonly className: string;
  readonly config: JsonValue;
  /** Of the tensors that it takes, in order. */
  readonly inputs: readonly [Shape, ...Shape[]];
  /** Whether attention is asked for what it attends to. */
  readonly withScores?: boolean;
}

/** Shapes of what a call gives; undefined where its configuration does not tell them. */
export type Rule = (call: ShapeCall) => readonly Shape[] | undefined;

export function asShape(value: JsonValue | undefined): Shape | undefined {
  if (!Array.isArray(value)) return undefined;
  const lengths = value as readonly JsonValue[];
  return lengths.every((length) => length === null || isLength(length)) ? (lengths as Shape) : undefined;
}

export function isLength(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** A whole number, or undefined. */
export function integerAt(config: JsonValue, key: string): number | undefined {
  const value = get(config, key);
  return Number.isSafeInteger(value) ? (value as number) : undefined;
}

/** A whole number for each of `rank` axes, for which one may stand. */
export function integersAt(config: JsonValue, key: string, rank: number): readonly number[] | undefined {
  const value = get(config, key);
  const list = Array.isArray(value) ? (value as readonly JsonValue[]) : new Array<JsonValue>(rank).fill(value ?? null);
  return list.length === rank && list.every((one) => Number.isSafeInteger(one)) ? (list as number[]) : undefined;
}

/** Elements of all axes; null when one is open. */
export function product(shape: Shape): Length {
  return shape.reduce<Length>((total, length) => (total === null || length === null ? null : total * length), 1);
}

/** The channels of a shape, and the places between them and the batch. */
export interface Places {
  readonly lengths: Shape;
  readonly channels: Length;
  /** The shape of other places, in the same order of axes. */
  give(lengths: Shape, channels: Length): Shape;
}

/** @param rank - of the places */
export function placesOf({ config, inputs: [input] }: ShapeCall, rank: number): Places | undefined {
  if (input.length !== rank + 2) return undefined;
  const [batch, ...rest] = input as [Length, ...Length[]];
  return get(config, 'data_format') === 'channels_first'
    ? { lengths: rest.slice(1), channels: rest[0]!, give: (lengths, channels) => [batch, channels, ...lengths] }
    : {
        lengths: rest.slice(0, -1),
        channels: rest.at(-1)!,
        give: (lengths, channels) => [batch, ...lengths, channels],
      };
}
