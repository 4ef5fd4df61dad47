import { onnxruntime } from '@brine/codec-onnx/engine';
import { describe, expect, it } from 'vitest';
import { codecsCalled, codecsFor, installHint, missingCodecs, missingConverters, missingEngines } from './needs.js';

const ids = (name: string | undefined, head: readonly number[] = []) =>
  codecsFor(name, new Uint8Array(head)).map(({ id }) => id);

describe('the codecs that a file needs', () => {
  it.each([
    ['model.joblib', ['joblib']],
    ['MODEL.PKL', ['pickle']],
    ['model.pkl.gz', ['gzip', 'pickle']],
    ['model.joblib.z', ['zlib', 'joblib']],
    ['weights.safetensors', ['safetensors']],
    ['model.onnx', ['onnx']],
    ['rows.csv', []],
    ['', []],
  ])('%s', (name, expected) => expect(ids(name)).toEqual(expected));

  it('by the first bytes, when the name says nothing', () => {
    expect(ids(undefined, [0x1f, 0x8b])).toEqual(['gzip']);
    expect(ids('x', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00])).toEqual(['xz']);
    expect(ids('x', [0x80])).toEqual([]);
  });
});

it('misses nothing in the workspace, where all is installed', () => {
  expect([
    missingCodecs(codecsFor('x.pkl.gz', new Uint8Array())),
    missingConverters(codecsCalled('pickle')),
    missingEngines([onnxruntime]),
  ]).toEqual([[], [], []]);
});

it('is told as one command', () => {
  expect(installHint([])).toBeUndefined();
  expect(installHint(['a', 'b', 'a'])).toBe('npm install a b');
});
