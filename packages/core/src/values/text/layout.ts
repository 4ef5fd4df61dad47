/**
 * Breaks text over lines: a group that fits is written on one line, else each of its parts begins a line.
 * @see D. C. Oppen, Prettyprinting, ACM TOPLAS 2 (1980)
 */

/** The number that a shared value is known by, once a second visit has asked for it. */
export interface Slot {
  number?: number;
}

export type Token =
  | string
  /** A group begins; `fill` writes as many parts on a line as fit. */
  | { readonly kind: 'open'; readonly fill: boolean }
  | { readonly kind: 'close' }
  /** Where a line may be broken: `flat` stands there when it is not; the last one of a group goes back to its indent. */
  | { readonly kind: 'break'; readonly flat: '' | ' '; readonly last?: boolean }
  /** Before a value that is referred to elsewhere: `<3> = `. */
  | { readonly kind: 'label'; readonly slot: Slot }
  | { readonly kind: 'ref'; readonly slot: Slot };

const STEP = 2;

/** Lays tokens out in lines of at most `width` where that can be. Numbers the labels in order. */
export function layout(tokens: readonly Token[], width: number): string {
  numberLabels(tokens);
  const sizes = sizesOf(tokens);
  // Deeper groups move no further to the right, or a thousand levels would be all indent.
  const deepest = Math.floor(width / 2);
  const out: string[] = [];
  const stack: { indent: number; mode: 'flat' | 'broken' | 'fill' }[] = [{ indent: 0, mode: 'flat' }];
  let column = 0;
  tokens.forEach((token, i) => {
    const top = stack[stack.length - 1]!;
    const text = textOf(token);
    if (text !== undefined) {
      out.push(text);
      column += text.length;
    } else if (isKind(token, 'open')) {
      const fits = top.mode === 'flat' && stack.length > 1 ? true : column + sizes[i]! <= width;
      const mode = fits ? 'flat' : token.fill ? 'fill' : 'broken';
      stack.push({ indent: mode === 'flat' ? top.indent : Math.min(top.indent + STEP, deepest), mode });
    } else if (isKind(token, 'close')) {
      stack.pop();
    } else if (isKind(token, 'break')) {
      const stays =
        top.mode === 'flat' ||
        (top.mode === 'fill' && !token.last && column > top.indent && column + sizes[i]! <= width);
      if (stays) {
        out.push(token.flat);
        column += token.flat.length;
      } else {
        const indent = token.last ? stack[stack.length - 2]!.indent : top.indent;
        out.push('\n', ' '.repeat(indent));
        column = indent;
      }
    }
  });
  return out.join('');
}

function isKind<K extends Exclude<Token, string>['kind']>(token: Token, kind: K): token is Extract<Token, { kind: K }> {
  return typeof token !== 'string' && token.kind === kind;
}

function textOf(token: Token): string | undefined {
  if (typeof token === 'string') return token;
  if (token.kind === 'label') return token.slot.number === undefined ? '' : `<${token.slot.number}> = `;
  return token.kind === 'ref' ? `<ref ${token.slot.number}>` : undefined;
}

/** Only what is referred to has a number; numbers follow the order in which the values appear. */
function numberLabels(tokens: readonly Token[]): void {
  const wanted = new Set<Slot>();
  for (const token of tokens) if (isKind(token, 'ref')) wanted.add(token.slot);
  let next = 1;
  for (const token of tokens) if (isKind(token, 'label') && wanted.has(token.slot)) token.slot.number = next++;
}

/** Of each opening the width of its group on one line; of each break the width up to the next break or end. */
function sizesOf(tokens: readonly Token[]): Int32Array {
  const sizes = new Int32Array(tokens.length);
  const before = new Float64Array(tokens.length + 1);
  tokens.forEach((token, i) => {
    const width = isKind(token, 'break') ? token.flat.length : (textOf(token)?.length ?? 0);
    before[i + 1] = before[i]! + width;
  });
  const opens: number[] = [];
  /** The last break of each open group. */
  const breaks: (number | undefined)[] = [];
  const end = (at: number | undefined, i: number) => {
    if (at !== undefined) sizes[at] = Math.min(before[i]! - before[at]!, 2 ** 31 - 1);
  };
  tokens.forEach((token, i) => {
    if (isKind(token, 'open')) {
      opens.push(i);
      breaks.push(undefined);
    } else if (isKind(token, 'break')) {
      end(breaks.pop(), i);
      breaks.push(i);
    } else if (isKind(token, 'close')) {
      end(breaks.pop(), i);
      end(opens.pop(), i);
    }
  });
  return sizes;
}
