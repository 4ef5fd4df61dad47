// Opens files that scikit-learn saved, with no Python in sight: inspects them, converts one to ONNX, predicts with all of them, and
// compares with the numbers that scikit-learn gave (NAME.expected.json, made by tools/fixtures/demo.py).
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from 'brine';

const models = fileURLToPath(new URL('models/', import.meta.url));
const brine = fileURLToPath(new URL('../../packages/cli/dist/bin.js', import.meta.url));
const files = ['iris-forest.joblib', 'diabetes-ridge.pkl', 'passengers.joblib'];

function run(...args) {
  console.log(`\n$ brine ${args.join(' ')}`);
  process.stdout.write(execFileSync(process.execPath, [brine, ...args], { cwd: models, encoding: 'utf8' }));
}

run('inspect', 'passengers.joblib', '--depth', '2');

const folder = mkdtempSync(join(tmpdir(), 'brine-demo-'));
let differences = 0;
try {
  const onnx = join(folder, 'passengers.onnx');
  console.log('\n$ brine convert passengers.joblib passengers.onnx');
  execFileSync(process.execPath, [brine, 'convert', 'passengers.joblib', onnx], { cwd: models, stdio: 'inherit' });
  console.log(`passengers.onnx: ${statSync(onnx).size} bytes`);

  for (const file of [...files, onnx]) {
    const expected = JSON.parse(
      readFileSync(join(models, `${file === onnx ? 'passengers.joblib' : file}.expected.json`), 'utf8'),
    );
    const model = await load(file === onnx ? onnx : join(models, file));
    const rows = expected.columns
      ? expected.rows.map((row) => Object.fromEntries(row.map((cell, i) => [expected.columns[i], cell])))
      : expected.rows;
    console.log(`\n${file === onnx ? 'passengers.onnx (converted)' : file}, ${rows.length} rows`);
    for (const [method, want] of Object.entries(expected.outputs)) {
      const got = await model.run(method, rows);
      const difference = compare([...got.data], want.flat(Infinity));
      if (!(difference <= 1e-12)) differences++;
      console.log(
        `  ${method.padEnd(14)} ${difference === 0 ? 'equal to scikit-learn' : `largest difference from scikit-learn: ${difference.toExponential(1)} of the largest number`}`,
      );
    }
    await model.close();
  }
} finally {
  rmSync(folder, { recursive: true });
}
console.log(
  differences === 0
    ? '\nAll predictions agree with scikit-learn.'
    : `\n${differences} outputs differ from scikit-learn.`,
);
process.exitCode = differences === 0 ? 0 : 1;

// 0 for equal, the largest difference over the largest number for floats, NaN for different labels or lengths.
function compare(got, want) {
  if (got.length !== want.length) return NaN;
  if (typeof want[0] !== 'number') return got.every((value, i) => String(value) === String(want[i])) ? 0 : NaN;
  const scale = Math.max(...want.map(Math.abs), Number.MIN_VALUE);
  return Math.max(...got.map((value, i) => Math.abs(Number(value) - want[i]))) / scale;
}
