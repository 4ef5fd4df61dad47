// What it costs to inspect files of 4 GB: bytes and reads of a file, requests over HTTP, time in process and as a whole command.
// The files are sparse, made by joblib and pickle themselves; arrays of them are holes.
import { spawnSync } from 'node:child_process';
import { openSync, readSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { joblib } from '../packages/codec-joblib/dist/index.js';
import { pickle } from '../packages/codec-pickle/dist/index.js';
import { createHost } from '../packages/core/dist/host/index.js';
import { fromUrl } from '../packages/core/dist/index.js';
import { fromFile } from '../packages/core/dist/node/index.js';
import { median, runPython, scratch } from './peer.mjs';

const brine = fileURLToPath(new URL('../packages/cli/dist/bin.js', import.meta.url));
const ROUNDS = 7;

const MAKE = `
import io, pickle, sys
import numpy as np
from joblib.numpy_pickle import NumpyPickler
class Sparse(io.RawIOBase):
    def __init__(self, file): self.file = file
    def writable(self): return True
    def tell(self): return self.file.tell()
    def write(self, data):
        data = memoryview(data).cast("B")
        if len(data) > 1 << 16: self.file.seek(len(data), 1)
        else: self.file.write(data)
        return len(data)
folder, total = sys.argv[1], 4 * 10**9
for count in 1, 10, 64:
    for sizes in "alike", "unlike":
        each = total // count // 8
        arrays = {f"layer{i}.weight": np.zeros(each + (i * 4096 if sizes == "unlike" else 0)) for i in range(count)}
        with open(f"{folder}/{count}-{sizes}.joblib", "wb", buffering=0) as file:
            NumpyPickler(Sparse(file), protocol=pickle.DEFAULT_PROTOCOL).dump(arrays)
        with open(f"{folder}/{count}-{sizes}.pkl", "wb", buffering=0) as file:
            pickle.dump(arrays, Sparse(file), 5)
`;

/** A server of ranges, one or several at a time. */
async function serve(folder) {
  const seen = { requests: 0, bytes: 0 };
  const server = createServer((request, response) => {
    seen.requests++;
    const path = join(folder, request.url.slice(1));
    const { size } = statSync(path);
    const file = openSync(path);
    const parts = [...request.headers.range.matchAll(/(\d+)-(\d+)/g)].map(([, from, to]) => {
      const end = Math.min(Number(to), size - 1);
      const bytes = Buffer.alloc(end - Number(from) + 1);
      readSync(file, bytes, 0, bytes.length, Number(from));
      seen.bytes += bytes.length;
      return { range: `bytes ${from}-${end}/${size}`, bytes };
    });
    if (parts.length === 1) {
      response.writeHead(206, { 'content-range': parts[0].range }).end(parts[0].bytes);
      return;
    }
    response.writeHead(206, { 'content-type': 'multipart/byteranges; boundary=part' });
    for (const { range, bytes } of parts) {
      response.write(`\r\n--part\r\ncontent-range: ${range}\r\n\r\n`);
      response.write(bytes);
    }
    response.end('\r\n--part--\r\n');
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { seen, url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

/** A source that counts what is read of it. */
function counted(source, seen) {
  return {
    ...source,
    read(offset, length, signal) {
      seen.reads++;
      seen.bytes += length;
      return source.read(offset, length, signal);
    },
  };
}

const host = createHost([joblib, pickle]);

async function inspect(source) {
  const start = performance.now();
  const opened = await host.open(source);
  const { tensors } = await opened.inspect();
  const time = performance.now() - start;
  await opened.close();
  return { time, tensors: tensors.length };
}

export default async function () {
  const folder = scratch();
  try {
    runPython(MAKE, folder);
    const server = await serve(folder);
    for (const count of [1, 10, 64]) {
      for (const sizes of ['alike', 'unlike']) {
        for (const extension of ['joblib', 'pkl']) {
          const name = `${count}-${sizes}.${extension}`;
          const path = join(folder, name);
          const seen = { reads: 0, bytes: 0 };
          const { tensors } = await inspect(counted(await fromFile(path), seen));
          if (tensors !== count) throw new Error(`${name}: ${tensors} arrays were found`);
          const times = [];
          for (let i = 0; i < ROUNDS; i++) times.push((await inspect(await fromFile(path))).time);
          Object.assign(server.seen, { requests: 0, bytes: 0 });
          await inspect(await fromUrl(server.url + name));
          const command = [];
          for (let i = 0; i < ROUNDS; i++) {
            const start = performance.now();
            const { status, stderr } = spawnSync(process.execPath, [brine, 'inspect', path], { encoding: 'utf8' });
            if (status !== 0) throw new Error(stderr);
            command.push(performance.now() - start);
          }
          console.log(
            `  ${name}: ${seen.reads} reads of ${kb(seen.bytes)}, ${median(times).toFixed(1)} ms; ` +
              `HTTP ${server.seen.requests} requests of ${kb(server.seen.bytes)}; command ${median(command).toFixed(0)} ms`,
          );
        }
      }
    }
    server.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const kb = (bytes) => `${(bytes / 1000).toFixed(0)} KB`;
