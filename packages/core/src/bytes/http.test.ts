import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { fromUrl } from './http.js';

const content = new Uint8Array(200_000).map((_, i) => i % 251);
const requests: string[] = [];
let etag = '"1"';
let server: Server;
let base: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    requests.push(request.headers.range ?? 'whole');
    const body = request.url === '/empty' ? new Uint8Array(0) : content;
    if (request.url === '/none') return response.writeHead(404).end();
    if (request.url === '/whole') return response.end(body);
    const [from, to] = /bytes=(\d+)-(\d+)/.exec(request.headers.range!)!.slice(1).map(Number) as [number, number];
    if (from >= body.length) return response.writeHead(416, { 'content-range': `bytes */${body.length}` }).end();
    const part = body.subarray(from, to + 1);
    return response
      .writeHead(206, { 'content-range': `bytes ${from}-${from + part.length - 1}/${body.length}`, etag })
      .end(part);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  requests.length = 0;
  etag = '"1"';
});

it('learns the size with the first bytes, and asks only for what is beyond them', async () => {
  const source = await fromUrl(`${base}/models/model.pkl?x=1`);
  expect([source.size, source.name]).toEqual([200_000, 'model.pkl']);
  expect(await source.read(10, 5)).toEqual(content.subarray(10, 15));
  expect(requests).toEqual(['bytes=0-65535']);
  expect(await source.read(199_990, 10)).toEqual(content.subarray(199_990));
  expect(requests).toEqual(['bytes=0-65535', 'bytes=199990-199999']);
  await expect(source.read(199_990, 11)).rejects.toMatchObject({ code: 'BRINE-IO-RANGE' });
});

it('reads an empty resource', async () => {
  const source = await fromUrl(`${base}/empty`);
  expect([source.size, (await source.read(0, 0)).length]).toEqual([0, 0]);
});

it('says when a server has no ranges, no such resource, or is not there', async () => {
  await expect(fromUrl(`${base}/whole`)).rejects.toMatchObject({ code: 'BRINE-IO-RANGES', fault: 'unsupported' });
  await expect(fromUrl(`${base}/none`)).rejects.toMatchObject({
    fault: 'io',
    message: expect.stringContaining('404') as string,
  });
  await expect(fromUrl('http://127.0.0.1:1/x')).rejects.toMatchObject({ fault: 'io' });
});

it('notices a resource that changes between reads', async () => {
  const source = await fromUrl(`${base}/model.pkl`);
  etag = '"2"';
  await expect(source.read(100_000, 5)).rejects.toMatchObject({
    fault: 'io',
    message: expect.stringContaining('changed') as string,
  });
});
