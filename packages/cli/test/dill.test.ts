import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { run } from './io.js';

const fixture = (name: string) => fileURLToPath(new URL(`../../codec-dill/fixtures/${name}`, import.meta.url));

describe('files of dill', { timeout: 60_000 }, () => {
  it('inspect lists their functions', async () => {
    const { out } = await run(['inspect', '--json', fixture('add.dill')]);
    expect(JSON.parse(out)).toMatchObject({
      format: 'dill',
      codec: 'dill',
      root: 'function',
      functions: [
        {
          name: 'add',
          signature: "(a, b=10, /, m: int = 3, *args, c=5, d: 'text' = None, **kw) -> float",
          python: '3.11 to 3.14',
          needs: [],
        },
      ],
    });
  });

  it('dump shows them as their source has them, and names them in JSON', async () => {
    const text = await run(['dump', fixture('add.recurse.dill')]);
    expect(text.out).toContain("def add(a, b=10, /, m: int = 3, *args, c=5, d: 'text' = None, **kw) -> float: ...");
    const { out } = await run(['dump', '--json', fixture('add.cloudpickle.pkl')]);
    expect(JSON.parse(out)).toMatchObject({ format: 'dill', value: { $: 'global', v: '__main__.add' } });
  });

  it('a function inside of a pickle that another codec opens is a function too', async () => {
    const { out } = await run(['inspect', '--json', fixture('inside.pkl')]);
    expect(JSON.parse(out)).toMatchObject({ format: 'dill', codec: 'pickle', functions: [{ name: '<lambda>' }] });
  });
});
