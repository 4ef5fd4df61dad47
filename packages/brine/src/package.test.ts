import { expect, it } from 'vitest';
import * as brine from './index.js';

it('exports what it promises', () => {
  expect(Object.keys(brine).sort()).toEqual([
    'CodecError',
    'createHost',
    'fromBlob',
    'fromBytes',
    'isCodecError',
    'isKind',
    'load',
    'open',
    'plugins',
    'toJs',
    'toTagged',
    'toText',
  ]);
});
