/** Classes of Brine that cross package borders, by name, for where they are imported relatively or not at all. */
const CROSSING = /^(?:CodecError|Tensor|Py[A-Z]\w*)$/;

/**
 * Two copies of a package must be able to coexist in one program, and `instanceof` is false for the other copy's objects.
 * Node's builtins exist once and are exempt.
 */
export default {
  meta: {
    type: 'problem',
    docs: { description: 'Nothing that crosses a package border is tested with instanceof.' },
    messages: {
      foreign:
        "'{{name}}' crosses a package border: instanceof is false for the class of another copy. Test a property (`kind`, `isCodecError`).",
    },
    schema: [],
  },
  create(context) {
    return {
      BinaryExpression(node) {
        if (node.operator !== 'instanceof') return;
        const name = context.sourceCode.getText(node.right);
        const last = node.right.type === 'MemberExpression' ? node.right.property.name : name;
        if (CROSSING.test(last) || isForeign(context.sourceCode, node.right)) {
          context.report({ node, messageId: 'foreign', data: { name } });
        }
      },
    };
  },
};

function isForeign(sourceCode, expression) {
  let base = expression;
  while (base.type === 'MemberExpression') base = base.object;
  if (base.type !== 'Identifier') return false;
  for (let scope = sourceCode.getScope(base); scope; scope = scope.upper) {
    const variable = scope.set.get(base.name);
    if (variable) {
      const source = variable.defs.find((def) => def.type === 'ImportBinding')?.parent.source.value;
      return typeof source === 'string' && !source.startsWith('.') && !source.startsWith('node:');
    }
  }
  return false;
}
