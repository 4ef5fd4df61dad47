/** Streams that hang together well enough for CPython to follow most of them, the same ones for the same seed. */

import { little, stream, type Part } from './assemble.js';

const GLOBALS: readonly (readonly [string, string])[] = [
  ['os', 'system'],
  ['posix', 'system'],
  ['builtins', 'eval'],
  ['builtins', 'list'],
  ['builtins', 'set'],
  ['builtins', 'getattr'],
  ['collections', 'OrderedDict'],
  ['collections', 'deque'],
  ['datetime', 'timedelta'],
  ['numpy', 'dtype'],
  ['numpy', 'float64'],
  ['sklearn.linear_model._base', 'LinearRegression'],
  ['copyreg', '_reconstructor'],
  ['functools', 'partial'],
  ['unknown_package', 'Model'],
  ['commands', 'getoutput'],
  ['__builtin__', 'execfile'],
  ['sys', 'modules'],
  ['random', '_os.system'],
];

export function randomPickle(seed: number): Uint8Array {
  let state = (seed * 2654435761) >>> 0;
  const below = (count: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * count);
  };
  const parts: Part[] = [];
  const protocol = below(6);
  if (protocol >= 2) parts.push([0x80, protocol]);
  const memo: number[] = [];
  // What lies on the stack, as far as it matters for what may come next.
  const stack: string[] = [];
  const push = (kind: string, ...what: Part[]) => {
    parts.push(...what);
    stack.push(kind);
  };
  const pop = (count: number) => stack.splice(stack.length - count, count);
  const text = (value: string) => ['X', little(value.length, 4), value];
  const makers: (() => void)[] = [
    () => push('int', 'K', [below(256)]),
    () => push('str', ...text(['x', 'system', 'os', 'echo pwned'][below(4)]!)),
    () => push('none', 'N'),
    () => push('list', ']'),
    () => push('dict', '}'),
    () => push('tuple', ')'),
    () => {
      const [module, name] = GLOBALS[below(GLOBALS.length)]!;
      if (below(2) === 0 && protocol >= 4) push('global', ...text(module), ...text(name), [0x93]);
      else push('global', `c${module}\n${name}\n`);
    },
    () => {
      if (stack.length > 0) {
        const key = below(6);
        parts.push('q', [key]);
        memo[key] = 1;
      }
    },
    () => {
      const known = [...memo.keys()].filter((key) => memo[key] === 1);
      if (known.length > 0) push('any', 'h', [known[below(known.length)]!]);
    },
    () => {
      if (stack.length < 1) return;
      pop(1);
      push('tuple', [0x85]);
    },
    () => {
      if (stack.length < 2) return;
      pop(2);
      push('tuple', [0x86]);
    },
    () => stack.length > 0 && push(stack.at(-1)!, '2'),
    () => {
      if (stack.length > 1) {
        pop(1);
        parts.push('0');
      }
    },
  ];
  const users: (() => void)[] = [
    () => {
      if (stack.at(-1) !== 'tuple' || !['global', 'any', 'made'].includes(stack.at(-2) ?? '')) return;
      pop(2);
      push('made', below(3) === 0 && protocol >= 2 ? [0x81] : 'R');
    },
    () => {
      if (stack.length < 2 || !['made', 'any', 'global'].includes(stack.at(-2)!)) return;
      pop(1);
      parts.push('b');
    },
    () => {
      if (stack.length < 2 || !['list', 'made', 'global', 'any'].includes(stack.at(-2)!)) return;
      pop(1);
      parts.push('a');
    },
    () => {
      if (
        stack.length < 3 ||
        !['dict', 'made', 'global', 'any'].includes(stack.at(-3)!) ||
        !['int', 'str'].includes(stack.at(-2)!)
      )
        return;
      pop(2);
      parts.push('s');
    },
    () => {
      const [module, name] = GLOBALS[below(GLOBALS.length)]!;
      push('made', '(', 'K', [1], `i${module}\n${name}\n`);
    },
    () => {
      const [module, name] = GLOBALS[below(GLOBALS.length)]!;
      push('made', '(', `c${module}\n${name}\n`, 'K', [1], 'o');
    },
  ];
  for (let steps = 3 + below(16); steps > 0; steps--) {
    if (below(3) === 0) users[below(users.length)]!();
    else makers[below(makers.length)]!();
    // A call is likelier than chance has it.
    if (stack.at(-1) === 'tuple' && stack.at(-2) === 'global' && below(2) === 0) users[0]!();
  }
  if (stack.length === 0) push('none', 'N');
  return stream(...parts, '.');
}
