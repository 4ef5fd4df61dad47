/**
 * Reads a line of the table.
 *
 *     TopK | X:T K:#l | Values:T Indices:I | axis:int=-1 largest:int=1 sorted:int=1 | T=dfhliscLISC,b@24 I=l | T=dfliscC
 *     name | inputs  | outputs            | attributes (! is required)             | types               | kernels (- is none)
 *
 * `?` is an optional parameter, `*` a variadic one, `**` one of mixed types, `@24` the first opset that has it; a type is a type
 * parameter, or # and the letter of a dtype.
 */

import type { DType } from '@brine/core';
import { DTYPE_LETTERS } from './dtypes.js';
import type { AttributeSpec, AttributeType, OperatorSpec, Parameter } from './types.js';

const OPTIONS = { '': 'single', '?': 'optional', '*': 'variadic', '**': 'mixed' } as const;

/** @param floor - the opset below which no version is written */
export function parseOperator(line: string, domain: string, floor: number): OperatorSpec {
  const [head, inputs, outputs, attributes, types, kernels] = line.split('|').map((cell) => cell.trim()) as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const [name, since] = versioned(head, floor);
  return {
    name,
    domain,
    since,
    inputs: words(inputs).map((word) => parseParameter(word, since)),
    outputs: words(outputs).map((word) => parseParameter(word, since)),
    attributes: new Map(words(attributes).map((word) => parseAttribute(word, since))),
    types: new Map(words(types).map((word) => parseTypes(word, since))),
    kernels: kernels === '-' ? undefined : new Map(words(kernels).map(parseKernels)),
  };
}

function words(cell: string): string[] {
  return cell === '' ? [] : cell.split(' ');
}

function versioned(text: string, fallback: number): [text: string, since: number] {
  const at = text.lastIndexOf('@');
  return at < 0 ? [text, fallback] : [text.slice(0, at), Number(text.slice(at + 1))];
}

function parseParameter(word: string, base: number): Parameter {
  const match = /^(\w+)(\*\*|[*?]?):(.+)$/.exec(word)!;
  const [type, since] = versioned(match[3]!, base);
  const dtype = type.startsWith('#') ? DTYPE_LETTERS[type.slice(1)]! : undefined;
  const option = OPTIONS[match[2] as keyof typeof OPTIONS];
  return { name: match[1]!, option, since, ...(dtype ? { dtype } : { type }) };
}

function parseAttribute(word: string, base: number): [string, AttributeSpec] {
  const match = /^(\w+)(!?):(\w+)(?:@(\d+))?(?:=(.*))?$/.exec(word)!;
  const [, name, required, type, since, fallback] = match;
  return [
    name!,
    {
      name: name!,
      type: type as AttributeType,
      required: required === '!',
      since: since === undefined ? base : Number(since),
      ...(fallback === undefined ? {} : { default: fallback }),
    },
  ];
}

function parseTypes(word: string, base: number): [string, Map<DType, number>] {
  const [name, groups] = word.split('=') as [string, string];
  const allowed = new Map<DType, number>();
  for (const group of groups.split(',')) {
    const [letters, since] = versioned(group, base);
    for (const letter of letters) allowed.set(DTYPE_LETTERS[letter]!, since);
  }
  return [name, allowed];
}

function parseKernels(word: string): [string, Set<DType>] {
  const [name, letters] = word.split('=') as [string, string];
  return [name, new Set(Array.from(letters, (letter) => DTYPE_LETTERS[letter]!))];
}
