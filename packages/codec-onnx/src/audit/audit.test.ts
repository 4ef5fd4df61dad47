import { fromBytes, type Finding } from '@brine/core';
import { createHost } from '@brine/core/host';
import { describe, expect, it } from 'vitest';
import { fixture } from '../../test/fixtures.js';
import { auditOnnx } from './audit.js';

const host = createHost([]);

const text = (name: string) => new TextDecoder().decode(fixture(`${name}.onnxtxt`));

async function audited(model: Uint8Array | string): Promise<Finding[]> {
  const bytes = typeof model === 'string' ? new TextEncoder().encode(model) : model;
  const findings: Finding[] = [];
  for await (const finding of auditOnnx(fromBytes(bytes), host.context())) findings.push(finding);
  return findings;
}

const told = async (model: Uint8Array | string) =>
  (await audited(model)).map(({ code, message }) => `${code} ${message}`);

const LOOP = `
ir_version: 8
graph {
  name: "g"
  node {
    input: "M" input: "go" input: "x" output: "y" op_type: "Loop"
    attribute {
      name: "body" type: GRAPH
      g {
        name: "b"
        node { input: "c" output: "c2" op_type: "Identity" }
        node { input: "v" output: "v2" op_type: "Identity" }
        input { name: "i" } input { name: "c" } input { name: "v" } output { name: "c2" } output { name: "v2" }
      }
    }
  }
  initializer { dims: 1 data_type: 7 name: "M" int64_data: 9000000000000 }
  input { name: "go" type { tensor_type { elem_type: 9 shape {} } } }
  input { name: "x" type { tensor_type { elem_type: 1 shape {} } } }
  output { name: "y" type { tensor_type { elem_type: 1 shape {} } } }
}
opset_import { version: 17 }
`;

describe('the audit of a model in text', () => {
  it.each(['control', 'dtypes_typed', 'attributes', 'types', 'functions'])(
    'finds in %s what it finds in its bytes',
    async (name) => {
      const codes = async (file: string) => (await audited(fixture(file))).map(({ code, message }) => [code, message]);
      expect(await codes(`${name}.onnxtxt`)).toEqual(await codes(`${name}.onnx`));
    },
  );

  it('finds weights outside of the folder', async () => {
    const model = text('external').replace('external.weights', '../../etc/passwd');
    expect(await told(model)).toContain('BRINE-ONNX-001 The elements of tensor "w" lie in "../../etc/passwd".');
  });

  it('finds operators that a runtime has to be given', async () => {
    const model = text('functions');
    const own = await told(model);
    const foreign = await told(model.slice(0, model.indexOf('\nfunctions {') + 1));
    expect(own.filter((line) => line.includes('-003'))).toEqual([]);
    expect(foreign.find((line) => line.includes('-003'))).toMatch(/calls the operator my\.domain\./);
  });

  it('finds loops without end', async () => {
    expect(await told(LOOP)).toEqual(['BRINE-ONNX-004 A Loop has no bound to its turns.']);
    expect(await told(LOOP.replace('9000000000000', '9'))).toEqual([]);
  });

  it('never takes a part for the whole', async () => {
    const whole = fixture('control.onnxtxt');
    expect(await audited(whole)).toEqual([]);
    for (let end = 0; end < whole.length; end += 7)
      expect((await audited(whole.subarray(0, end))).map(({ code }) => code)).not.toEqual([]);
    expect(await told(whole.subarray(0, -1))).toEqual([
      'BRINE-ONNX-002 The text ends within a line: the rest of the model may be missing.',
    ]);
  });
});
