import { CodecError } from '@brine/core';

/** An error in what the caller asked or gave: fault `option`. */
export function optionError(
  code: string,
  message: string,
  more: { path?: string | undefined; hint?: string | undefined } = {},
): CodecError {
  return new CodecError({ codec: 'runtime', code: `BRINE-RUNTIME-${code}`, fault: 'option', message, ...more });
}

/** The name nearest to a wrong one, when it is near enough to be meant. */
export function nearest(wrong: string, names: Iterable<string>): string | undefined {
  let best: string | undefined;
  let distance = Math.max(2, Math.floor(wrong.length / 3)) + 1;
  for (const name of names) {
    // A beginning of two letters is meant for what it begins.
    const begun = wrong.length > 1 && name.toLowerCase().startsWith(wrong.toLowerCase());
    const d = begun ? 1 : editDistance(wrong.toLowerCase(), name.toLowerCase(), distance);
    if (d < distance) [best, distance] = [name, d];
  }
  return best;
}

/** Edits from one text to the other (insert, delete, replace, swap of neighbours); at most `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let older: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(replaced, last[j]! + 1, row[j - 1]! + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j]!, older[j - 2]! + 1);
    }
    [older, last] = [last, row];
  }
  return last[b.length]!;
}
