/**
 * Checks the package in the working folder as it would be published: publint for its manifest and files, attw for its types.
 * Says nothing when all is well.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

if (!existsSync('src/index.ts')) {
  console.warn('This package has no src/index.ts yet: there is nothing to check.');
} else {
  run('publint', ['--strict']);
  run('attw', ['--pack', '.', '--profile', 'esm-only', '--no-emoji', '--exclude-entrypoints', './package.json']);
}

function run(tool, args) {
  // npm puts node_modules/.bin of the workspace on the path of a script; on Windows the tools there need a shell.
  const { status, stdout, stderr, error } = spawnSync(tool, args, {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  console.error(error?.message ?? `${stdout}${stderr}`);
  process.exit(1);
}
