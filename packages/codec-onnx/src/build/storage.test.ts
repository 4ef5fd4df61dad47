import { expect, it } from 'vitest';
import { readTyped, writeTyped } from './storage.js';

/** As onnx 1.23 has them: `helper.make_tensor` and `numpy_helper.from_array` of 0.5, 1, -2, 1.5, 0.25. */
it('elements of six bits are one a number, or four in three bytes', () => {
  const int32Data = Int32Array.of(4, 8, 48, 12, 2);
  const raw = Uint8Array.of(0x04, 0x02, 0x33, 0x02);
  expect(readTyped({ int32Data }, 'float6_e2m3fn')).toEqual(raw);
  expect(writeTyped(raw, 'float6_e2m3fn', 5)).toEqual({ int32Data });
});
