/** docs/sklearn-support.md, out of the registry and of what the committed models give: `node tools/docs/sklearn-support.mjs`. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { joblib } from '@brine/codec-joblib';
import { pickle } from '@brine/codec-pickle';
import { containers } from '@brine/containers';
import { sklearn } from '@brine/convert-sklearn';
import { attributes, className, fromBytes, isKind, type PyValue } from '@brine/core';
import { createHost } from '@brine/core/host';
import { FAMILIES, makeRegistry, NOTHING_NEW, shortName } from '../../packages/convert-sklearn/src/registry.js';

const host = createHost([joblib, pickle, ...containers, sklearn]);

interface Seen {
  readonly methods: Set<string>;
  readonly versions: Set<string>;
  models: number;
}

/** @param workspace - the root of the repository */
export async function main(workspace: string): Promise<void> {
  const registry = await makeRegistry(Object.keys(FAMILIES));
  const seen = new Map<string, Seen>(
    [...registry.keys()]
      .filter((name) => !name.includes('._'))
      .map((name) => [name, { methods: new Set(), versions: new Set(), models: 0 }]),
  );
  const fixtures = join(workspace, 'packages/convert-sklearn/fixtures');
  for (const folder of readdirSync(fixtures)) {
    const sidecars = JSON.parse(
      gunzipSync(readFileSync(join(fixtures, folder, 'expected.json.gz'))).toString(),
    ) as Record<string, { sklearn: string }>;
    for (const [name, { sklearn: version }] of Object.entries(sidecars)) {
      const opened = await host.open(fromBytes(readFileSync(join(fixtures, folder, name)), name));
      const value = await opened.view('value');
      const { methods } = await opened.view('program');
      const root = seen.get(shortName(className(value) ?? ''));
      for (const method of Object.keys(methods)) root?.methods.add(method);
      for (const estimator of estimatorsIn(value)) {
        const entry = seen.get(estimator);
        if (!entry) continue;
        entry.versions.add(version);
        entry.models++;
      }
      await opened.close();
    }
  }
  writeFileSync(join(workspace, 'docs/sklearn-support.md'), page(seen));
}

/** Short names of all estimators in a model. */
function estimatorsIn(root: PyValue): Set<string> {
  const names = new Set<string>();
  const met = new Set<PyValue>();
  const open = [root];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== 'object' || value === null || met.has(value)) continue;
    met.add(value);
    if (isKind(value, 'object')) {
      names.add(shortName(className(value) ?? ''));
      open.push(...attributes(value).values());
    } else if (isKind(value, 'ndarray')) open.push(...(value.items ?? []));
    else if (isKind(value, 'list') || isKind(value, 'tuple')) {
      if (Array.isArray(value.items)) open.push(...value.items);
    } else if (isKind(value, 'dict')) open.push(...value.entries);
  }
  return names;
}

function count(seen: ReadonlyMap<string, Seen>, family: string): number {
  return [...seen.keys()].filter((name) => name.startsWith(`${family}.`)).length;
}

function page(seen: ReadonlyMap<string, Seen>): string {
  const rows = [...seen]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { methods, versions, models }]) => {
      const outputs = [...methods].map((method) => `\`${method}\``).join(', ') || (models > 0 ? 'inside others' : '');
      return `| ${name} | ${outputs} | ${models || 'none'} | ${[...versions].sort().join(', ')} |`;
    });
  return `<!-- Made by tools/docs/sklearn-support.mjs: do not edit. -->

# Estimators of scikit-learn

${seen.size} classes are converted: ${count(seen, 'lightgbm')} of LightGBM, ${count(seen, 'xgboost')} of XGBoost, the others of scikit-learn. The graph computes in double precision: labels are equal to scikit-learn's, a single tree's numbers too, sums over trees
within 1e-14 and everything else within 1e-12 of the largest number of the output's column. XGBoost's are computed in float32, as XGBoost does.

"Tested models" counts the committed fixtures that contain the class, each fitted by the versions of scikit-learn named, and compared with what these
predicted. A class without one is converted, but tested by no committed model.

What is refused by name, with the reason: estimators that have no method for new rows (${[...NOTHING_NEW].sort().join(', ')}); functions, kernels, metrics and
tokenizers that are Python code of your own; what is drawn at random while it predicts (DummyClassifier with \`stratified\` or \`uniform\`, BernoulliRBM's
\`score_samples\`, NMF with \`shuffle\`, PatchExtractor without a seed); densities up to a tolerance; linear trees of LightGBM; leaves of XGBoost that hold vectors.

| estimator | outputs | tested models | by scikit-learn |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}
