// Runs benchmarks by name (all without a name): `npm run bench -- predict`. They need built packages (`npm run build`) and, as the
// peer to compare with, a Python with scikit-learn and joblib: BRINE_PYTHON, or python3.
import { readdirSync } from 'node:fs';

const names = readdirSync(new URL('.', import.meta.url))
  .filter((file) => file.endsWith('.bench.mjs'))
  .map((file) => file.slice(0, -'.bench.mjs'.length));
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`No benchmark ${unknown.join(', ')}. There are: ${names.join(', ')}.`);
  process.exit(3);
}
for (const name of wanted.length > 0 ? wanted : names) {
  console.log(`\n${name}`);
  await (await import(`./${name}.bench.mjs`)).default();
}
