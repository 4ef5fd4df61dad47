/** A loopback server of files, by ranges too, that takes what the page has to say. */

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Site {
  readonly url: string;
  /** What the page posted. */
  readonly report: Promise<string>;
  close(): Promise<void>;
}

/** @param files - content by path */
export async function serve(files: ReadonlyMap<string, Uint8Array | string>): Promise<Site> {
  let tell: (text: string) => void = () => undefined;
  const report = new Promise<string>((resolve) => (tell = resolve));
  const server = createServer((request, response) => {
    if (request.method === 'POST') {
      let text = '';
      request.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      request.on('end', () => {
        response.end();
        tell(text);
      });
      return;
    }
    const content = files.get(decodeURIComponent(request.url ?? '/'));
    if (content === undefined) {
      response.writeHead(404).end();
      return;
    }
    const bytes = Buffer.from(content as Uint8Array);
    const type =
      request.url === '/' ? 'text/html' : request.url!.endsWith('.js') ? 'text/javascript' : 'application/octet-stream';
    const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
    if (from === undefined) {
      response.writeHead(200, { 'Content-Type': type, 'Accept-Ranges': 'bytes' }).end(bytes);
      return;
    }
    const start = Number(from);
    const end = Math.min(to === '' || to === undefined ? Infinity : Number(to), bytes.length - 1);
    if (start > end) {
      response.writeHead(416, { 'Content-Range': `bytes */${bytes.length}` }).end();
      return;
    }
    response.writeHead(206, { 'Content-Type': type, 'Content-Range': `bytes ${start}-${end}/${bytes.length}` });
    response.end(bytes.subarray(start, end + 1));
  });
  await listening(server);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    report,
    close: () => new Promise((resolve) => void server.close(() => resolve()).closeAllConnections()),
  };
}

const listening = (server: Server): Promise<void> =>
  new Promise((resolve) => void server.listen(0, '127.0.0.1', resolve));
