import { expect, test } from 'vitest';
import * as check from './check/index.js';
import * as draw from './draw/index.js';
import * as engine from './engine/index.js';
import * as names from './index.js';
import * as web from './web/index.js';

test('the public names', () => {
  expect(Object.keys(names)).toEqual(['onnx']);
  expect(Object.keys(check)).toEqual(['check']);
  expect(Object.keys(draw)).toEqual(['dot', 'mermaid']);
  expect(Object.keys(engine)).toEqual(['onnxruntime']);
  expect(Object.keys(web)).toEqual(['ortWeb']);
});

test('the engine is plain data until it is loaded', () => {
  const { descriptor } = engine.onnxruntime;
  expect(JSON.parse(JSON.stringify(descriptor))).toEqual(descriptor);
  expect(descriptor).toMatchObject({ contract: 1, kind: 'engine', id: 'onnxruntime', package: '@brine/codec-onnx' });
});
