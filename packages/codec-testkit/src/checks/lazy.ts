import { assert } from '../tools/assert.js';
import type { Subject } from '../subject.js';
import type { Check, ModuleEntry } from '../suite.js';

/** Importing the plugin costs its descriptor: the implementation is behind an `import()`. */
export function lazyChecks({ suite }: Subject): Check[] {
  const { entry } = suite;
  if (!entry) return [];
  return [
    {
      name: 'lazy: importing the plugin does not load the implementation',
      async run() {
        const { reached, deferred } = await imports(entry);
        assert(deferred.size > 0, `nothing that ${entry.path} imports has an import(): what does load() do?`);
        const eager = [...deferred].filter((path) => reached.has(path));
        assert(eager.length === 0, `imported at once, though an import() defers it: ${eager.join(', ')}`);
      },
    },
    {
      name: 'lazy: importing the plugin imports no package but Brine itself',
      async run() {
        const { packages } = await imports(entry);
        const foreign = [...packages].filter((name) => !name.startsWith('@brine/'));
        assert(
          foreign.length === 0,
          `imported at once: ${foreign.join(', ')}; a plugin imports such packages behind load()`,
        );
      },
    },
  ];
}

interface Imports {
  /** Files that importing the entry loads. */
  readonly reached: ReadonlySet<string>;
  /** Packages that it loads. */
  readonly packages: ReadonlySet<string>;
  /** Files that it may load later, by `import()`. */
  readonly deferred: ReadonlySet<string>;
}

const STATIC = /(?:^|[\n;}])\s*(?:import|export)\s+(?!type\b)(?:[^'"();]*?\sfrom\s*)?['"]([^'"]+)['"]/g;
const DYNAMIC = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

async function imports({ path, read }: ModuleEntry): Promise<Imports> {
  const reached = new Set<string>();
  const packages = new Set<string>();
  const deferred = new Set<string>();
  const queue = [path];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    const text = await read(file);
    for (const [, name] of text.matchAll(DYNAMIC)) if (name!.startsWith('.')) deferred.add(resolve(file, name!));
    if (file.endsWith('.json')) continue;
    for (const [, name] of text.matchAll(STATIC)) {
      if (name!.startsWith('.')) queue.push(resolve(file, name!));
      else packages.add(name!);
    }
  }
  return { reached, packages, deferred };
}

/** The file that a relative import means; TypeScript's sources import the `.js` that they will be. */
function resolve(from: string, name: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of name.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  const path = parts.join('/');
  return from.endsWith('.ts') ? path.replace(/\.js$/, '.ts') : path;
}
