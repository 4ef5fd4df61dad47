/** Records of the standard library's classes, as CPython 3.11 pickles them. */

import type { PyObject, PyValue } from '../../contract/value.js';
import { pyBytes, pyDict, pyGlobal, pyList, pyTuple } from '../../model/make.js';
import { reduced } from '../adapters/adapter.js';
import { globalOf, intOf, type Maker, type Making, type Node, textOf } from './making.js';

const timedelta = (days: bigint, seconds: bigint, microseconds: bigint) =>
  reduced(pyGlobal('datetime', 'timedelta'), [days, seconds, microseconds]);

const DAY = 86_400_000_000n;

/** `datetime.timezone` of an offset in microseconds. */
function timezone(offset: bigint, name?: string): PyObject {
  const rest = ((offset % DAY) + DAY) % DAY;
  const delta = timedelta((offset - rest) / DAY, rest / 1_000_000n, rest % 1_000_000n);
  return reduced(pyGlobal('datetime', 'timezone'), name === undefined ? [delta] : [delta, name]);
}

const DATE = '(\\d{4})-(\\d\\d)-(\\d\\d)';
const CLOCK = '(\\d\\d):(\\d\\d)(?::(\\d\\d)(?:\\.(\\d{6}))?)?';
const OFFSET = '(?:([+-])(\\d\\d):(\\d\\d)(?::(\\d\\d)(?:\\.(\\d{6}))?)?|(Z))?';
const PATTERNS = {
  date: new RegExp(`^${DATE}$`),
  datetime: new RegExp(`^${DATE}[T ]${CLOCK}${OFFSET}$`),
  time: new RegExp(`^${CLOCK}${OFFSET}$`),
};

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function dateBytes([year, month, day]: readonly number[], making: Making): number[] {
  const leap = year! % 4 === 0 && (year! % 100 !== 0 || year! % 400 === 0);
  const last = month === 2 && leap ? 29 : DAYS[month! - 1];
  if (year! < 1 || last === undefined || day! < 1 || day! > last) making.fail('there is no such date');
  return [year! >> 8, year! & 0xff, month!, day!];
}

function clockBytes([hour, minute, second, micros]: readonly number[], making: Making): number[] {
  if (hour! > 23 || minute! > 59 || second! > 59) making.fail('there is no such time');
  return [hour!, minute!, second!, micros! >> 16, (micros! >> 8) & 0xff, micros! & 0xff];
}

/** Offset in microseconds of what {@link OFFSET} matched; undefined for none. */
function offsetOf([sign, hours, minutes, seconds = '0', micros = '0', utc]: readonly (string | undefined)[]):
  bigint | undefined {
  if (utc !== undefined) return 0n;
  if (sign === undefined) return undefined;
  const whole = BigInt(hours!) * 3600n + BigInt(minutes!) * 60n + BigInt(seconds);
  const magnitude = whole * 1_000_000n + BigInt(micros);
  return sign === '-' ? -magnitude : magnitude;
}

const moment =
  (name: 'date' | 'datetime' | 'time'): Maker =>
  (node, making) => {
    const match = PATTERNS[name].exec(textOf(node, 'iso', making));
    if (!match) return making.fail(`"iso" is no ISO 8601 ${name}`);
    const parts = match.slice(1);
    const date = name === 'time' ? [] : dateBytes(parts.splice(0, 3).map(Number), making);
    const clock =
      name === 'date'
        ? []
        : clockBytes(
            parts.splice(0, 4).map((text = '0') => Number(text)),
            making,
          );
    const bytes = Uint8Array.from([...date, ...clock]);
    if (node['fold'] === 1) bytes[name === 'time' ? 0 : 2]! |= 0x80;
    const offset = offsetOf(parts);
    return reduced(pyGlobal('datetime', name), [pyBytes(bytes), ...(offset === undefined ? [] : [timezone(offset)])]);
  };

function safe(node: Node, key: string, making: Making): bigint {
  const value = node[key];
  return Number.isSafeInteger(value) ? BigInt(value as number) : making.fail(`"${key}" is no whole number`);
}

/** `name()` whose entries are set afterwards. */
const mapping =
  (name: string, args: (node: Node, making: Making) => PyValue[] = () => []): Maker =>
  (node, making) => ({
    ...reduced(pyGlobal('collections', name), args(node, making)),
    entries: making.pairs(node['v']),
  });

const ITERABLES: Readonly<Record<string, (items: PyValue[]) => PyValue>> = {
  'builtins.list_iterator': pyList,
  'builtins.tuple_iterator': pyTuple,
};

export const CLASS_MAKERS: Readonly<Record<string, Maker>> = {
  date: moment('date'),
  datetime: moment('datetime'),
  time: moment('time'),
  timedelta: (node, making) =>
    timedelta(safe(node, 'days', making), safe(node, 'seconds', making), safe(node, 'microseconds', making)),
  timezone(node, making) {
    const seconds = node['offset_seconds'];
    if (typeof seconds !== 'number' || !Number.isFinite(seconds)) return making.fail('"offset_seconds" is no number');
    const name = textOf(node, 'name', making);
    const isDefault = name === 'UTC' ? seconds === 0 : /^UTC[+-]\d\d:\d\d(:\d\d(\.\d{6})?)?$/.test(name);
    return timezone(BigInt(Math.round(seconds * 1e6)), isDefault ? undefined : name);
  },
  Decimal: (node, making) => reduced(pyGlobal('decimal', 'Decimal'), [textOf(node, 'v', making)]),
  Fraction(node, making) {
    const parts = node['v'];
    if (!Array.isArray(parts) || parts.length !== 2) return making.fail('a Fraction has not two parts');
    return reduced(
      pyGlobal('fractions', 'Fraction'),
      parts.map((text) => intOf(text, making)),
    );
  },
  UUID(node, making) {
    const digits = textOf(node, 'v', making).replaceAll('-', '');
    if (!/^[0-9a-fA-F]{32}$/.test(digits)) return making.fail('a UUID has not 32 hex digits');
    const state = pyDict(['int', BigInt(`0x${digits}`)]);
    return { kind: 'object', via: 'newobj', func: pyGlobal('uuid', 'UUID'), args: pyTuple(), state };
  },
  path: (node, making) => reduced(pyGlobal('pathlib', textOf(node, 'class', making)), [textOf(node, 'v', making)]),
  enum(node, making) {
    const member = reduced(globalOf(textOf(node, 'class', making)), [null]);
    making.put(member.args.items, 0, node['value']);
    return member;
  },
  OrderedDict: mapping('OrderedDict'),
  defaultdict: mapping('defaultdict', (node, making) =>
    node['factory'] === null ? [] : making.list([node['factory']]),
  ),
  Counter(node, making) {
    const dict = pyDict(making.pairs(node['v']));
    making.unique(dict);
    return reduced(pyGlobal('collections', 'Counter'), [dict]);
  },
  deque(node, making) {
    const { maxlen } = node;
    const bound = maxlen === null || maxlen === undefined ? [] : [pyTuple(), safe(node, 'maxlen', making)];
    return { ...reduced(pyGlobal('collections', 'deque'), bound), items: making.list(node['v']) };
  },
  builtin_method(node, making) {
    const bound = reduced(pyGlobal('builtins', 'getattr'), [null, textOf(node, 'name', making)]);
    making.put(bound.args.items, 0, node['self']);
    return bound;
  },
  method(node, making) {
    const func = node['func'] as Node | undefined;
    const name =
      typeof func?.['v'] === 'string' ? func['v'].split('.').at(-1)! : making.fail('a method has no function');
    const bound = reduced(pyGlobal('builtins', 'getattr'), [null, name]);
    making.put(bound.args.items, 0, node['self']);
    return bound;
  },
  iterator(node, making) {
    const make = ITERABLES[textOf(node, 'class', making)];
    if (!make) return making.fail('only iterators over lists and tuples can be made', 'Write it with `exact`.');
    return reduced(pyGlobal('builtins', 'iter'), [make(making.list(node['remaining']))]);
  },
};
