import { DEFAULT_LIMITS, fromBytes, toMemory } from '@brine/core';
import { createHost } from '@brine/core/host';
import { describe, expect, it } from 'vitest';
import { failure, fixture } from '../../../test/fixtures.js';
import { onnx } from '../../plugin.js';
import { parseText } from './parse.js';

const host = createHost([onnx]);
const parse = (text: string) => parseText(new TextEncoder().encode(text), DEFAULT_LIMITS);

describe('the text form', () => {
  it.each(['control', 'dtypes_typed', 'attributes', 'types', 'functions'])(
    '%s is the same model as in bytes',
    async (name) => {
      const opened = await host.open(fromBytes(fixture(`${name}.onnxtxt`)));
      expect(opened.codec).toBe('onnx');
      const sink = toMemory();
      await host.encode(opened, sink, { to: 'onnx' });
      expect(sink.toBytes()).toEqual(fixture(`${name}.onnx`));
    },
  );

  it('keeps where external data lies', async () => {
    const { details } = await (await host.open(fromBytes(fixture('external.onnxtxt')))).inspect();
    expect(details).toMatchObject({ external: { w: { location: 'external.weights', offset: '0', length: '48' } } });
  });

  it('takes comments, lists, other brackets and escapes', () => {
    const model = parse(`# a model
      ir_version: 0x8, producer_name: "a\\n\\x41\\101\\u00e9" 'b';
      graph < initializer { dims: [2, 3] dims: 010 float_data: [1.5f, -inf, nan, .5e1] raw_data: "\\377\\000" } >`);
    expect(model.irVersion).toBe(8n);
    expect(model.producerName).toBe('a\nAAéb');
    expect(model.graph!.initializer![0]).toMatchObject({
      dims: BigInt64Array.of(2n, 3n, 8n),
      floatData: Float32Array.of(1.5, -Infinity, NaN, 5),
      rawData: Uint8Array.of(255, 0),
    });
  });

  it.each([
    ['ir_version: 8 nothing: 1', 'has no field nothing', 14],
    ['ir_version: 1.5', '"1.5" is no int64', 12],
    ['ir_version: 9223372036854775808', 'is no int64', 12],
    ['ir_version 8', 'A colon is missing', 11],
    ['graph { name: 1 }', 'A text is missing', 14],
    ['graph { name: "a" ', 'The name of a field is missing', 18],
    ['graph { initializer { dims: [1 2] } }', 'A comma or ] is missing', 31],
    ['producer_name: "\\q"', 'an escape that there is not', 15],
    ['producer_name: "\\377"', 'not UTF-8', 15],
    ['producer_name: "a', 'no text form', 14],
    ['graph: 1', 'A { is missing', 7],
  ])('%j is refused', async (text, message, offset) => {
    const error = await failure(() => parse(text));
    expect(error).toMatchObject({ code: 'BRINE-ONNX-TEXT-FORM', fault: 'malformed', at: { offset } });
    expect(error.message).toContain(message);
  });

  it('cut anywhere, or with a byte changed, it is refused with a place or is another model', () => {
    const whole = fixture('control.onnxtxt');
    for (let at = 0; at < whole.length; at += 3) {
      const changed = whole.slice();
      changed[at] = (at * 7 + 13) & 255;
      for (const damaged of [whole.subarray(0, at), changed]) {
        try {
          parseText(damaged, DEFAULT_LIMITS);
        } catch (error) {
          expect(error).toMatchObject({
            name: 'CodecError',
            fault: 'malformed',
            at: { offset: expect.any(Number) as number },
          });
        }
      }
    }
  });

  it('nesting without end costs no stack', async () => {
    const error = await failure(() =>
      parse(`${'graph { node { attribute { g { '.repeat(1)}${'node { attribute { g { '.repeat(1e5)}`),
    );
    expect(error).toMatchObject({ code: 'BRINE-LIMIT-DEPTH', fault: 'limit' });
  });

  it('is no other text', () => {
    for (const text of ['graph:\n  name: x\n', '{"ir_version": 8}', 'ir_version = 8'])
      expect(
        onnx.descriptor.sniff!({ head: new TextEncoder().encode(text), tail: new Uint8Array(0), size: text.length }),
      ).toBeUndefined();
  });
});
