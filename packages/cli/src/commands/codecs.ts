/** `brine codecs`: the plugins that are installed, those that could be, and those that nobody enabled. */

import type { Descriptor, EnginePlugin, Plugin } from '@brine/core';
import { installCommand, type KnownPackage } from '@brine/runtime';
import type { CommandSpec } from '../command.js';
import { printable, report } from '../errors.js';
import { EXIT } from '../exit.js';
import { missingPeers } from '../plugins/known.js';
import { configuredPackages, type NotEnabled, notEnabled } from '../plugins/folder.js';
import { columns } from '../print/layout.js';
import { type Style, styleOf } from '../print/style.js';
import { writeJson } from '../json.js';
import { openWorkspace } from '../workspace.js';

interface Options {
  readonly json?: boolean;
}

export const codecs: CommandSpec<Options> = {
  description:
    'Lists the plugins that are installed with what each can do, those that could be, and packages of the working folder\n' +
    'that have plugins which nobody enabled.',
  arguments: [],
  options: [{ flags: '--json', description: 'print JSON' }],
  examples: [['brine codecs', 'what is there, and how to get the rest']],
  async run({ io, options }) {
    try {
      const { host, installed } = await openWorkspace(io, {}, ['codec', 'converter', 'engine']);
      const plugins = [...host.registry.codecs, ...host.registry.converters, ...host.registry.engines];
      const missing = [...installed.missing, ...unready(host.registry.engines)];
      const idle = await notEnabled(io.cwd, await configuredPackages(io.cwd));
      if (options.json) await writeJson(io, document(plugins, missing, idle));
      else await io.write(listing(plugins, missing, idle, styleOf(io.color)));
      return EXIT.done;
    } catch (error) {
      return report(io, error, undefined, options.json === true);
    }
  },
};

/** What engines that are there still need, in the terms of packages that are not. */
function unready(engines: readonly EnginePlugin[]): KnownPackage[] {
  return engines.flatMap((engine) =>
    missingPeers(engine).map((name) => ({ name, title: `what ${engine.descriptor.title} runs on`, plugins: [] })),
  );
}

function document(plugins: readonly Plugin[], missing: readonly KnownPackage[], idle: readonly NotEnabled[]) {
  return {
    plugins: plugins.map(({ descriptor }) => plainDescriptor(descriptor)),
    missing: missing.map(({ name, title, plugins: its }) => ({
      package: name,
      title,
      plugins: its.map(({ kind, id }) => ({ kind, id })),
      install: installOf(missing, name),
    })),
    notEnabled: idle,
  };
}

function plainDescriptor(descriptor: Descriptor) {
  const { kind, id, title, package: name, version } = descriptor;
  const base = { kind, id, title, package: name, version };
  if (descriptor.kind === 'codec') return { ...base, extensions: descriptor.extensions, can: descriptor.can };
  if (descriptor.kind === 'converter') return { ...base, from: descriptor.from, to: descriptor.to };
  return { ...base, rank: descriptor.rank };
}

function installOf(missing: readonly KnownPackage[], name: string): string {
  const its = missing.filter((known) => known.name === name).flatMap(({ plugins }) => plugins);
  const peers = its.flatMap((plugin) => (plugin.kind === 'engine' ? plugin.peers : []));
  return installCommand([name, ...peers]);
}

function listing(
  plugins: readonly Plugin[],
  missing: readonly KnownPackage[],
  idle: readonly NotEnabled[],
  style: Style,
): string {
  const group = (title: string, rows: readonly (readonly string[])[]) =>
    rows.length > 0
      ? `${style.bold(title)}\n${columns(rows)
          .map((line) => `  ${printable(line)}\n`)
          .join('')}`
      : '';
  const ofKind = (kind: Descriptor['kind']) =>
    plugins.map(({ descriptor }) => descriptor).filter((descriptor) => descriptor.kind === kind);
  return [
    group('Codecs', ofKind('codec').map(row)),
    group('Converters', ofKind('converter').map(row)),
    group('Engines', ofKind('engine').map(row)),
    group('Not installed', [
      ...new Map(missing.map((known) => [known.name, [known.title, installOf(missing, known.name)]])).values(),
    ]),
    group(
      'Installed here, not enabled',
      idle.map(({ package: name, version }) => [
        `${name} ${version}`,
        `--codec ${name}, or "plugins": ["${name}"] in brine.config.json`,
      ]),
    ),
  ]
    .filter((text) => text !== '')
    .join('\n');
}

function row(descriptor: Descriptor): readonly string[] {
  const { id, title, package: name, version } = descriptor;
  return [id, title, abilities(descriptor), `${name} ${version}`];
}

function abilities(descriptor: Descriptor): string {
  if (descriptor.kind === 'converter') return `${descriptor.from} to ${descriptor.to}`;
  if (descriptor.kind === 'engine') return `rank ${descriptor.rank}`;
  const { open, encode, audit, container } = descriptor.can;
  const parts = [
    container ? 'opens what is inside' : open.length > 0 ? `opens ${open.join(', ')}` : '',
    encode.length > 0 ? `writes ${encode.join(', ')}` : '',
    audit ? 'audits' : '',
  ];
  return parts.filter((part) => part !== '').join('; ');
}
