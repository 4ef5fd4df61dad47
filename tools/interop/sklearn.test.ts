/** Every committed estimator as an ONNX file, read by onnx's own checker. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { joblib } from '@brine/codec-joblib';
import { onnx } from '@brine/codec-onnx';
import { pickle } from '@brine/codec-pickle';
import { containers } from '@brine/containers';
import { sklearn } from '@brine/convert-sklearn';
import { fromBytes, toMemory, type GraphStage } from '@brine/core';
import { createHost } from '@brine/core/host';
import { describe, expect, it } from 'vitest';
import { withPython } from './python.ts';

const host = createHost([joblib, pickle, ...containers, sklearn, onnx]);
const FIXTURES = join(import.meta.dirname, '../../packages/convert-sklearn/fixtures');

/**
 * The graph of a model: what an ONNX file of it holds, whether or not a stage goes before it. Undefined for one that no file can hold:
 * patches of images have as many axes as the images that are given, and ONNX wants to know how many.
 */
async function graphOf(path: string): Promise<Uint8Array | undefined> {
  const opened = await host.open(fromBytes(readFileSync(path), path));
  const { stages } = await opened.view('program');
  await opened.close();
  const { graph } = stages.find((stage): stage is GraphStage => stage.kind === 'graph')!;
  if (graph.inputs.some(({ shape }) => shape === null)) return undefined;
  const sink = toMemory();
  await host.encode({ graph: () => Promise.resolve(graph) }, sink, { to: 'onnx' });
  return sink.toBytes();
}

/**
 * Files one after another, each behind its length. Prints how many were checked and how many ask for an opset that this onnx does not
 * know yet (Debian's has no TreeEnsemble); the first that is not valid ends it with the checker's words.
 */
const CHECK = `import sys, onnx
known = {}
for schema in onnx.defs.get_all_schemas_with_history():
    known[schema.domain] = max(known.get(schema.domain, 0), schema.since_version)
known[""] = onnx.defs.onnx_opset_version()
data = sys.stdin.buffer.read()
at = checked = newer = 0
while at < len(data):
    size = int.from_bytes(data[at:at + 8], "little")
    model = onnx.load_from_string(data[at + 8:at + 8 + size])
    if all(entry.version <= known.get(entry.domain, 0) for entry in model.opset_import):
        onnx.checker.check_model(model, full_check=True)
        checked += 1
    else:
        newer += 1
    at += 8 + size
print(checked, newer)`;

withPython({ describe }, "estimators pass onnx's checker", ['onnx'], (python) => {
  it.each(readdirSync(FIXTURES))(
    '%s',
    async (version) => {
      const folder = join(FIXTURES, version);
      const names = readdirSync(folder).filter((name) => name.endsWith('.joblib'));
      const parts: Uint8Array[] = [];
      const open: string[] = [];
      let written = 0;
      for (const name of names) {
        const bytes = await graphOf(join(folder, name));
        if (bytes) written++;
        else open.push(name);
        if (bytes) parts.push(new Uint8Array(BigUint64Array.of(BigInt(bytes.length)).buffer), bytes);
      }
      const [checked = 0, newer = 0] = python.run(CHECK, [], Buffer.concat(parts)).split(' ').map(Number);
      if (newer > 0)
        console.warn(
          `${version}: ${newer} of ${names.length} are newer than onnx ${python.versions['onnx']} and were not checked`,
        );
      expect(open.filter((name) => !name.startsWith('patches'))).toEqual([]);
      expect(checked + newer).toBe(written);
      expect(checked).toBeGreaterThan(names.length / 2);
    },
    120_000,
  );
});
