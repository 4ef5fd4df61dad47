// HDF5 against h5py in the same run, warm: 32 MB of float32, 8 MB compressed by gzip; and inspecting a file of 2 GB as a whole command.
// Needs h5py in the Python.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hdf5 } from '../packages/codec-hdf5/dist/index.js';
import { createHost } from '../packages/core/dist/host/index.js';
import { fromFile } from '../packages/core/dist/node/index.js';
import { median, runPython, scratch } from './peer.mjs';

const brine = fileURLToPath(new URL('../packages/cli/dist/bin.js', import.meta.url));
const ROUNDS = 7;

const MAKE = `
import json, sys, time
import h5py, numpy as np
folder, rounds = sys.argv[1], int(sys.argv[2])
data = np.random.RandomState(0).randint(0, 1000, 8 << 20).astype("f4")
with h5py.File(f"{folder}/plain.h5", "w") as f: f["x"] = data
with h5py.File(f"{folder}/gzip.h5", "w") as f: f.create_dataset("x", data=data[: 2 << 20].reshape(2048, 1024), chunks=(64, 1024), compression="gzip")
with h5py.File(f"{folder}/large.h5", "w") as f:
    for i in range(200): f.create_dataset(f"layer{i}/kernel", (2621440,), "f4")[-1] = 1
times = {}
for name in "plain", "gzip":
    taken = []
    for _ in range(rounds + 1):
        start = time.perf_counter()
        with h5py.File(f"{folder}/{name}.h5") as f: f["x"][()]
        taken.append((time.perf_counter() - start) * 1000)
    times[name] = sorted(taken[1:])[rounds // 2]
print(json.dumps(times))
`;

export default async function () {
  const folder = scratch();
  try {
    const peer = JSON.parse(runPython(MAKE, folder, String(ROUNDS)));
    const host = createHost([hdf5]);
    for (const [name, bound] of [
      ['plain', 6],
      ['gzip', 2.5],
    ]) {
      const times = [];
      for (let round = 0; round <= ROUNDS; round++) {
        const start = performance.now();
        const opened = await host.open(await fromFile(join(folder, `${name}.h5`)));
        const [tensor] = await opened.view('tensors');
        await tensor.read();
        await opened.close();
        times.push(performance.now() - start);
      }
      const ours = median(times.slice(1));
      const ratio = ours / peer[name];
      console.log(
        `${name}: ${ours.toFixed(1)} ms, h5py ${peer[name].toFixed(1)} ms: ${ratio.toFixed(2)} times (at most ${bound})`,
      );
    }
    const commands = Array.from({ length: 3 }, () => {
      const start = performance.now();
      const { status } = spawnSync(process.execPath, [brine, 'inspect', join(folder, 'large.h5')], { stdio: 'ignore' });
      if (status !== 0) throw new Error(`brine inspect ended with ${status}`);
      return performance.now() - start;
    });
    console.log(`brine inspect of 2 GB: ${median(commands).toFixed(0)} ms (at most 600)`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
