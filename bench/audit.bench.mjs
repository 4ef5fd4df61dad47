/**
 * `node bench/audit.bench.mjs FOREST.joblib FOLDER`: how long judging a large joblib file takes against decoding it, both in this process and
 * over the same bytes, and what judging many small files takes each. Ratios within one run only: the machine may be busy.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importSource } from '../tools/build/run-source.mjs';

const { audit, decode } = await importSource(join(import.meta.dirname, 'audit-subject.ts'));
const [forest, folder] = process.argv.slice(2);
const bytes = new Uint8Array(readFileSync(forest));
const best = async (work) => {
  let least = Infinity;
  for (let i = 0; i < 7; i++) {
    const began = performance.now();
    await work();
    least = Math.min(least, performance.now() - began);
  }
  return least;
};
console.log(`verdict of the forest: ${await audit(bytes, forest)}`);
const decoding = await best(() => decode(bytes, forest));
const judging = await best(() => audit(bytes, forest));
console.log(
  `${(bytes.length / 1e6).toFixed(0)} MB: decoded ${decoding.toFixed(1)} ms, judged ${judging.toFixed(1)} ms, ratio ${(judging / decoding).toFixed(2)}`,
);
console.log(
  `peak memory: ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB, the file is ${(bytes.length / 1e6).toFixed(0)}`,
);
if (folder) {
  const files = readdirSync(folder).map((name) => [name, new Uint8Array(readFileSync(join(folder, name)))]);
  const took = await best(async () => {
    for (const [name, content] of files) await audit(content, name);
  });
  console.log(`${files.length} small files: ${(took / files.length).toFixed(2)} ms each`);
}
