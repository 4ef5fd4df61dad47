import { expect, test } from 'vitest';
import type { PyObject, PyValue } from '../../contract/value.js';
import { pyDict, pyGlobal, pyList, pyObject, pyTuple } from '../../model/make.js';
import { toJs } from './to-js.js';
import type { UserClass, UserClasses, UserMaker } from './user-classes.js';

class Order {
  lines: string[] = [];
  constructor() {
    throw new Error('an unpickled object is not constructed');
  }
  get count() {
    return this.lines.length;
  }
  set total(_: number) {
    throw new Error('a setter is not called');
  }
}

function object(name: string, state?: PyValue, args: PyValue[] = []): PyObject {
  const made = pyObject('newobj', pyGlobal('shop', name), pyTuple(args));
  if (state !== undefined) made.state = state;
  return made;
}

const classes = (): UserClasses => new Map<string, UserClass>([['shop.Order', Order]]);

test('an object of a class that was given has its attributes and methods', () => {
  const order = toJs(object('Order', pyDict(['lines', pyList(['a', 'b']), 'total', 5n])), { classes: classes() });
  expect(order).toBeInstanceOf(Order);
  expect((order as Order).count).toBe(2);
  expect(Object.getOwnPropertyDescriptor(order, 'total')?.value).toBe(5);
});

test('other classes stay plain records', () => {
  expect(toJs(object('Other', pyDict(['a', 1n])), { classes: classes() })).toEqual({ class: 'shop.Other', a: 1 });
  expect(toJs(object('Order', pyDict(['a', 1n])))).toEqual({ class: 'shop.Order', a: 1 });
});

test('names of the file reach no prototype', () => {
  const attributes = pyDict(['__proto__', pyDict(['admin', true]), 'constructor', 1n]);
  const order = toJs(object('Order', attributes), { classes: classes() }) as Order & { admin?: boolean };
  expect(Object.getPrototypeOf(order)).toBe(Order.prototype);
  expect(order.admin).toBeUndefined();
  expect(Object.keys(order)).toEqual(['__proto__', 'constructor']);
  const name = pyObject('newobj', pyGlobal('Object', 'prototype'), pyTuple([]));
  expect(toJs(name, { classes: new Map() })).toEqual({ class: 'Object.prototype' });
});

test('sharing and cycles go through objects', () => {
  const inner = object('Order', pyDict(['lines', pyList([])]));
  const outer = object('Order');
  outer.state = pyDict(['lines', pyList([inner, inner, outer])]);
  const order = toJs(outer, { classes: classes() }) as { lines: unknown[] };
  expect(order.lines[0]).toBe(order.lines[1]);
  expect(order.lines[2]).toBe(order);
});

test('a maker is given all that the file has, the inner object first', () => {
  const seen: unknown[] = [];
  class Money {
    constructor(
      public amount = 0,
      public currency = '',
    ) {}
  }
  const money: UserMaker<Money> = {
    make: () => new Money(),
    restore(made, { args, ...parts }) {
      [made.amount, made.currency] = args as [number, string];
      seen.push(parts);
    },
  };
  const basket: UserMaker<Map<unknown, unknown>> = {
    make: () => new Map(),
    restore(made, { entries }) {
      for (const [key, value] of entries) made.set(key, (value as Money).amount);
    },
  };
  const value = object('Basket');
  value.entries = ['tea', object('Money', pyTuple([null, pyDict(['note', 'x'])]), [3n, 'EUR'])];
  value.items = [];
  const made = toJs(value, {
    classes: new Map<string, UserClass>([
      ['shop.Money', money],
      ['shop.Basket', basket],
    ]),
  });
  expect(made).toEqual(new Map([['tea', 3]]));
  expect(seen).toEqual([
    {
      class: 'shop.Money',
      kwargs: {},
      attributes: { note: 'x' },
      states: [[null, { note: 'x' }]],
      items: [],
      entries: [],
    },
  ]);
});

test('a class for what is more than attributes is refused', () => {
  for (const value of [object('Order', undefined, [1n]), object('Order', pyList([1n]))]) {
    expect(() => toJs(value, { classes: classes() })).toThrow(
      expect.objectContaining({ code: 'BRINE-CORE-CLASS', fault: 'option' }),
    );
  }
  expect(toJs(object('Order', null), { classes: classes() })).toBeInstanceOf(Order);
});

test('depth costs no stack', () => {
  let value = object('Order', pyDict(['next', null]));
  for (let i = 0; i < 20_000; i++) value = object('Order', pyDict(['next', value]));
  expect(toJs(value, { classes: classes() })).toBeInstanceOf(Order);
});
