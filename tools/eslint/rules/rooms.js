import { posix } from 'node:path';

/**
 * Inside a package: which of its own folders, and which other packages, a file may import. `no-restricted-imports` matches the
 * text of a specifier, so it cannot tell what `../x.js` means in folders of different depth.
 */
export default {
  meta: {
    type: 'problem',
    docs: { description: 'Imports stay within the rooms that a file may know.' },
    messages: { room: '{{from}} may not import {{what}}. {{why}}' },
    schema: [
      {
        type: 'object',
        properties: {
          may: { type: 'array', items: { type: 'string' } },
          packages: { type: 'array', items: { type: 'string' } },
          why: { type: 'string' },
        },
        required: ['may', 'packages', 'why'],
        additionalProperties: false,
      },
    ],
  },
  create(context) {
    const { may, packages, why } = context.options[0];
    const inPackage = /(?:^|\/)packages\/[^/]+\/(.+)$/.exec(context.filename.replaceAll('\\', '/'))?.[1];
    if (inPackage === undefined) return {};

    const allowed = (specifier) => {
      if (!specifier.startsWith('.')) return packages.some((name) => matchesPackage(specifier, name));
      const target = posix.join(posix.dirname(inPackage), specifier).replace(/\.[jt]s$/, '');
      return may.some((room) => target === room || target.startsWith(`${room}/`));
    };
    const check = (source) => {
      if (typeof source?.value !== 'string' || allowed(source.value)) return;
      context.report({ node: source, messageId: 'room', data: { from: inPackage, what: `'${source.value}'`, why } });
    };
    return {
      ImportDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      TSImportType: (node) => check(node.source),
    };
  },
};

function matchesPackage(specifier, name) {
  return name.endsWith('*') ? specifier.startsWith(name.slice(0, -1)) : specifier === name;
}
