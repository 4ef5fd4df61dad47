import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fromFile, removeTemporaries, toFile } from './index.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'brine-'));
});
afterEach(() => rm(folder, { recursive: true }));

const bytes = (...values: number[]) => new Uint8Array(values);

describe('fromFile', () => {
  it('reads ranges, and refuses one past the end', async () => {
    const path = join(folder, 'a.bin');
    await writeFile(path, bytes(1, 2, 3, 4));
    const source = await fromFile(path);
    expect([source.size, source.name]).toEqual([4, 'a.bin']);
    expect(await source.read(1, 2)).toEqual(bytes(2, 3));
    await expect(source.read(3, 2)).rejects.toMatchObject({
      code: 'BRINE-IO-RANGE',
      fault: 'malformed',
      at: { offset: 3 },
    });
    await source.close!();
    await source.close!();
  });

  it('says why a file cannot be opened', async () => {
    await expect(fromFile(join(folder, 'none'))).rejects.toMatchObject({
      fault: 'io',
      message: expect.stringContaining('no such file') as string,
    });
    await expect(fromFile(folder)).rejects.toMatchObject({
      fault: 'io',
      message: expect.stringContaining('folder') as string,
    });
  });

  it('notices a file that shrinks', async () => {
    const path = join(folder, 'a.bin');
    await writeFile(path, bytes(1, 2, 3, 4));
    const source = await fromFile(path);
    await writeFile(path, bytes(1));
    await expect(source.read(0, 4)).rejects.toMatchObject({ fault: 'io', code: 'BRINE-IO-READ' });
    await source.close!();
  });

  it('opens siblings, but no link out of the folder', async () => {
    const inner = join(folder, 'in');
    await mkdir(inner);
    await writeFile(join(folder, 'secret'), 'x');
    await writeFile(join(inner, 'a'), '');
    await writeFile(join(inner, 'b'), 'bb');
    await symlink(join(folder, 'secret'), join(inner, 'out'));
    await symlink(join(inner, 'b'), join(inner, 'within'));
    const source = await fromFile(join(inner, 'a'));
    const sizes = await Promise.all(
      ['b', 'within'].map(async (name) => {
        const sibling = await source.sibling!(name);
        await sibling!.close!();
        return sibling!.size;
      }),
    );
    expect(sizes).toEqual([2, 2]);
    expect(await source.sibling!('none')).toBeUndefined();
    await expect(source.sibling!('out')).rejects.toMatchObject({ code: 'BRINE-IO-LINK', fault: 'malformed' });
    await source.close!();
  });
});

describe('toFile', () => {
  it('leaves the old file whole until the commit, then replaces it, keeping its permissions', async () => {
    const path = join(folder, 'out.bin');
    await writeFile(path, 'old', { mode: 0o600 });
    const sink = await toFile(path);
    await sink.write(bytes(1, 2));
    await sink.write(new Uint8Array(200_000).fill(7));
    await sink.write(bytes(3));
    expect(await readFile(path, 'utf8')).toBe('old');
    await sink.commit();
    const written = new Uint8Array(await readFile(path));
    expect([written.length, written[1], written[2], written.at(-1)]).toEqual([200_003, 2, 7, 3]);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['out.bin']);
  });

  it('leaves nothing behind when aborted, siblings included', async () => {
    const sink = await toFile(join(folder, 'out.bin'));
    await sink.write(bytes(1));
    await (await sink.sibling('out.data')).write(bytes(2));
    expect((await readdir(folder)).length).toBe(2);
    await sink.abort();
    expect(await readdir(folder)).toEqual([]);
  });

  it('commits siblings with it', async () => {
    const sink = await toFile(join(folder, 'out.bin'));
    await (await sink.sibling('out.data')).write(bytes(2));
    await sink.commit();
    expect((await readdir(folder)).sort()).toEqual(['out.bin', 'out.data']);
    await expect(sink.sibling('../x')).rejects.toMatchObject({ fault: 'option' });
  });

  it('removes what it was writing when the process is told to end', async () => {
    await (await toFile(join(folder, 'out.bin'))).write(bytes(1));
    removeTemporaries();
    expect(await readdir(folder)).toEqual([]);
  });

  it('says why nothing can be written', async () => {
    await expect(toFile(join(folder, 'none', 'x'))).rejects.toMatchObject({ fault: 'io', code: 'BRINE-IO-WRITE' });
  });
});
