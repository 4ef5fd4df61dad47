import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fromUrl } from './http.js';

const content = new Uint8Array(200_000).map((_, i) => i % 251);
const requests: string[] = [];
/** How the server answers to several ranges. */
let several: 'parts' | 'joined' | 'first' | 'whole' | 'refused' | 'broken' = 'parts';
let etag = '"1"';
let server: Server;
let base: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    requests.push(request.headers.range ?? 'whole');
    const body = request.url === '/empty' ? new Uint8Array(0) : content;
    if (request.url === '/none') return response.writeHead(404).end();
    if (request.url === '/whole') return response.end(body);
    const ranges = [...request.headers.range!.matchAll(/(\d+)-(\d+)/g)].map(([, from, to]) => [
      Number(from),
      Number(to),
    ]);
    if (ranges.length > 1 && several !== 'first') return answer(response, ranges as [number, number][]);
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

function answer(response: ServerResponse, ranges: [number, number][]): void {
  if (several === 'whole') return void response.end(content);
  if (several === 'refused') return void response.writeHead(416).end();
  const parts = several === 'joined' ? [[ranges[0]![0], ranges.at(-1)![1]] as const] : ranges.toReversed();
  response.writeHead(206, { 'content-type': 'multipart/byteranges; charset=x; boundary="a b"', etag });
  response.write('preamble\r\n');
  for (const [from, to] of parts) {
    response.write(`--a b\r\nContent-Type: text/plain\r\nContent-Range: bytes ${from}-${to}/200000\r\n\r\n`);
    response.write(content.subarray(from, several === 'broken' ? to - 1 : to + 1));
    response.write('\r\n');
  }
  response.end('--a b--\r\n');
}

beforeEach(() => {
  several = 'parts';
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

describe('several ranges', () => {
  const ranges = [
    { offset: 10, length: 3 },
    { offset: 70_000, length: 100 },
    { offset: 80_000, length: 0 },
    { offset: 90_000, length: 1 },
    { offset: 199_999, length: 1 },
  ];
  const expected = ranges.map(({ offset, length }) => content.subarray(offset, offset + length));

  it.each(['parts', 'joined'] as const)('come in one request: %s', async (how) => {
    several = how;
    const source = await fromUrl(`${base}/model.pkl`);
    expect(await source.readRanges!(ranges)).toEqual(expected);
    expect(requests.slice(1)).toEqual(['bytes=70000-70099,90000-90000,199999-199999']);
  });

  it.each(['first', 'whole', 'refused', 'broken'] as const)(
    'come one by one from a server that does not have them: %s',
    async (how) => {
      several = how;
      const source = await fromUrl(`${base}/model.pkl`);
      expect(await source.readRanges!(ranges)).toEqual(expected);
      expect(await source.readRanges!(ranges)).toEqual(expected);
      // It is asked for several once.
      expect(requests.filter((range) => range.includes(','))).toHaveLength(1);
      expect(requests).toHaveLength(1 + 1 + 6);
    },
  );

  it('are at most 64 a request', async () => {
    const source = await fromUrl(`${base}/model.pkl`);
    const many = Array.from({ length: 100 }, (_, i) => ({ offset: 70_000 + 1000 * i, length: 2 }));
    expect(await source.readRanges!(many)).toEqual(many.map(({ offset }) => content.subarray(offset, offset + 2)));
    expect(requests.slice(1).map((range) => range.split(',').length)).toEqual([64, 36]);
  });

  it('are refused beyond the end, and end with an abort', async () => {
    const source = await fromUrl(`${base}/model.pkl`);
    await expect(source.readRanges!([{ offset: 199_999, length: 2 }])).rejects.toMatchObject({
      code: 'BRINE-IO-RANGE',
    });
    await expect(source.readRanges!(ranges, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
  });
});
