import { join } from 'node:path';
import ts from 'typescript';
import { defineConfig } from 'vitest/config';

const workspace = join(import.meta.dirname, '../..');

/** The unit tests of one package: `*.test.ts` beside the source, run on the source of its siblings, without a build. */
export function unit(folder: string, include = ['{src,test}/**/*.test.ts']) {
  return defineConfig({
    root: folder,
    resolve: { alias: aliases() },
    test: {
      include,
      passWithNoTests: true,
      // The first test of a file loads what it tests: on a busy machine that alone takes seconds.
      testTimeout: 20_000,
      coverage: { provider: 'v8', include: ['src/**/*.ts'], exclude: ['**/*.test.ts', '**/*.gen.ts'] },
    },
  });
}

/** The `paths` of tsconfig.base.json as aliases, so that a test and the compiler mean the same file by a name. */
export function aliases(): { find: RegExp; replacement: string }[] {
  const { config, error } = ts.readConfigFile(join(workspace, 'tsconfig.base.json'), ts.sys.readFile) as {
    config: { compilerOptions: { paths: Record<string, string[]> } };
    error?: ts.Diagnostic;
  };
  if (error) throw new Error(ts.flattenDiagnosticMessageText(error.messageText, '\n'));
  return Object.entries(config.compilerOptions.paths).map(([name, [file = '']]) => ({
    find: new RegExp(`^${name.replace('*', '([^/]+)')}$`),
    replacement: join(workspace, file.replace('*', '$1')),
  }));
}
