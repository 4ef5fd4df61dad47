/**
 * The pages of the audit's rules, and the table that the command prints from: both out of the rules themselves.
 *
 *     node tools/docs/audit-rules.mjs [--check]
 */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { Rule, RuleCase } from '@brine/core';
import { RULES as CLI } from '../../packages/cli/src/audit/rules.js';
import { RULES as CONTAINERS } from '../../packages/containers/src/audit/rules.js';
import { RULES as HDF5 } from '../../packages/codec-hdf5/src/audit/rules.js';
import { RULES as JOBLIB } from '../../packages/codec-joblib/src/audit/rules.js';
import { RULES as NUMPY } from '../../packages/codec-numpy/src/audit/rules.js';
import { RULES as ONNX } from '../../packages/codec-onnx/src/audit/rules.js';
import { RULES as PICKLE } from '../../packages/codec-pickle/src/audit/rules/index.js';
import { RULES as SAFETENSORS } from '../../packages/codec-safetensors/src/audit/audit.js';
import { RULES as ZIP } from '../../packages/zip/src/audit/rules.js';
import { RULES as CORE } from '../../packages/core/src/host/audit-rules.js';

export const ALL: readonly Rule[] = [
  ...CORE,
  ...CLI,
  ...PICKLE,
  ...JOBLIB,
  ...CONTAINERS,
  ...ZIP,
  ...NUMPY,
  ...ONNX,
  ...SAFETENSORS,
  ...HDF5,
];

const EFFECT: Readonly<Record<Rule['effect'], string>> = {
  dangerous: 'the file is **dangerous**',
  'not-proven': 'the file is **not proven**',
  none: 'nothing',
};

function page({ code, title, severity, effect, text, good, bad }: Rule): string {
  return [
    `<!-- Written by tools/docs/audit-rules.mjs: change the rule. -->`,
    `# ${code}: ${title}`,
    `Severity: ${severity}. It means: ${EFFECT[effect]}.`,
    text,
    ...(bad.length > 0 ? ['## It finds something in', bad.map(row).join('\n')] : []),
    ...(good.length > 0 ? ['## And nothing in', good.map(row).join('\n')] : []),
  ]
    .join('\n\n')
    .concat('\n');
}

const MOST = 80;

function row({ what, stream }: RuleCase): string {
  const text = typeof stream === 'string' ? stream : String.fromCharCode(...stream().subarray(0, MOST + 1));
  const shown = JSON.stringify(text.length > MOST ? `${text.slice(0, MOST)}...` : text).replaceAll('`', '\\u0060');
  return `- ${what}: \`${shown}\``;
}

function index(): string {
  const rows = ALL.map(
    ({ code, title, severity, effect }) => `| [${code}](${code}.md) | ${title} | ${severity} | ${effect} |`,
  );
  return `<!-- Written by tools/docs/audit-rules.mjs: change the rules. -->
# Rules of the audit

| code | what | severity | effect |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}

function table(): string {
  const rows = ALL.map(
    ({ code, title, text, severity }) => `  ${JSON.stringify(code)}: ${JSON.stringify({ title, text, severity })},`,
  );
  return `// Written by tools/docs/audit-rules.mjs: change the rules.
import type { Finding } from '@brine/core';

interface About {
  readonly title: string;
  readonly text: string;
  readonly severity: Finding['severity'];
}

/** What findings mean, by code. */
export const RULES: Readonly<Record<string, About>> = {
${rows.join('\n')}
};
`;
}

/** @returns the exit code: with \`--check\` 1 when a file is not as the rules make it */
export async function main(args: readonly string[], root: string): Promise<number> {
  const made: readonly (readonly [string, string])[] = [
    ...ALL.map((rule) => [`docs/audit/${rule.code}.md`, page(rule)] as const),
    ['docs/audit/README.md', index()],
    ['packages/cli/src/audit/rules.gen.ts', table()],
  ];
  const files = await Promise.all(
    made.map(async ([path, text]) => {
      const filepath = join(root, path);
      return [path, await format(text, { ...(await resolveConfig(filepath)), filepath })] as const;
    }),
  );
  const stale = files.filter(
    ([path, text]) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text,
  );
  if (args.includes('--check')) {
    for (const [path] of stale) console.error(`${path} is not as the rules make it: node tools/docs/audit-rules.mjs`);
    return stale.length > 0 ? 1 : 0;
  }
  for (const [path, text] of stale) writeFileSync(join(root, path), text);
  return 0;
}
