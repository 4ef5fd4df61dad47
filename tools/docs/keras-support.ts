/** docs/keras-support.md, out of the registry and of the committed models: `node tools/docs/keras-support.mjs`. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { ACTIVATIONS } from '../../packages/convert-keras/src/activations/functions.js';
import { isOperation, makeRegistry } from '../../packages/convert-keras/src/registry.js';

interface StoredLayer {
  readonly className: string;
  readonly module?: string;
  readonly config: { readonly layer?: unknown; readonly cell?: unknown };
  readonly layers?: readonly StoredLayer[];
}

/** @param workspace - the root of the repository */
export function main(workspace: string): void {
  const models = new Map<string, number>([...makeRegistry().keys()].map((name) => [name, 0]));
  const fixtures = join(workspace, 'packages/convert-keras/fixtures');
  for (const file of readdirSync(fixtures)) {
    const { cases } = JSON.parse(gunzipSync(readFileSync(join(fixtures, file))).toString()) as {
      cases: Record<string, { model: { layers: readonly StoredLayer[] } }>;
    };
    for (const { model } of Object.values(cases)) {
      for (const name of new Set(model.layers.flatMap(namesIn))) {
        if (models.has(name)) models.set(name, models.get(name)! + 1);
      }
    }
  }
  writeFileSync(join(workspace, 'docs/keras-support.md'), page(models));
}

/** Registry names of a layer and of those inside it. */
function namesIn({ className, module, config, layers }: StoredLayer): readonly string[] {
  const inner = [config.layer, config.cell].flatMap((stored) => namesOfStored(stored));
  const own = isOperation(module) ? `ops.${className}` : className;
  return [own, ...inner, ...(layers ?? []).flatMap(namesIn)];
}

function namesOfStored(stored: unknown): readonly string[] {
  const name = (stored as { class_name?: unknown } | undefined)?.class_name;
  return typeof name === 'string' ? [name] : [];
}

function page(models: ReadonlyMap<string, number>): string {
  const layers = [...models].filter(([name]) => !name.startsWith('ops.')).sort(([a], [b]) => (a < b ? -1 : 1));
  const operations = [...models.keys()].filter((name) => name.startsWith('ops.')).sort();
  return `<!-- Made by tools/docs/keras-support.mjs: do not edit. -->

# Layers of Keras

${layers.length - 1} layer classes, ${ACTIVATIONS.size} activations and ${operations.length} operations of \`keras.ops\` are converted, of Keras 1 to 3. Each output is within 1e-5 of the largest
number of the output of what Keras predicts in float32.

"Tested models" counts the committed models that contain the layer, made by Keras 3 and compared with what it predicts, in ONNX Runtime and in Brine's
engine. Layers that augment data (Random..., AugMix, CutMix, MixUp, RandAugment) and those that regularise are inactive when a model predicts, here as
in Keras. \`Lambda\` is Python code in the file, and named as such.

| layer | tested models |
| --- | --- |
${layers.map(([name, count]) => `| ${name} | ${count || 'none'} |`).join('\n')}

Activations: ${[...ACTIVATIONS.keys()].map((name) => `\`${name}\``).join(', ')}.

Operations: ${operations.map((name) => `\`${name.slice(4)}\``).join(', ')}.
`;
}
