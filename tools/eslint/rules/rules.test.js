import { RuleTester } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, it } from 'vitest';
import noForeignInstanceof from './no-foreign-instanceof.js';
import rooms from './rooms.js';

RuleTester.describe = describe;
RuleTester.it = it;
const tester = new RuleTester({ languageOptions: { parser: tseslint.parser } });
const foreign = [{ messageId: 'foreign' }];
const room = [{ messageId: 'room' }];

tester.run('no-foreign-instanceof', noForeignInstanceof, {
  valid: [
    'x instanceof Uint8Array',
    'class Local {} x instanceof Local',
    "import { Local } from './local.js'; x instanceof Local",
    "import { Readable } from 'node:stream'; x instanceof Readable",
    "import { isCodecError } from '@brine/core'; isCodecError(x)",
    "import { Cursor } from '@brine/core'; { class Cursor {} x instanceof Cursor }",
  ],
  invalid: [
    { code: "import { Cursor } from '@brine/core'; x instanceof Cursor", errors: foreign },
    {
      code: "import { Cursor as Mine } from '@brine/core'; function f(x) { return x instanceof Mine }",
      errors: foreign,
    },
    { code: "import * as core from '@brine/core'; x instanceof core.Cursor", errors: foreign },
    { code: "import Tool from 'some-tool'; x instanceof Tool", errors: foreign },
    { code: "import { CodecError } from './errors.js'; x instanceof CodecError", errors: foreign },
    { code: 'x instanceof Tensor', errors: foreign },
    { code: 'x instanceof model.PyTuple', errors: foreign },
  ],
});

const options = [{ may: ['src/contract', 'src/errors'], packages: ['node:*', '@brine/core'], why: 'Because.' }];
const at = (path, code) => ({ code, options, filename: `/somewhere/packages/core/${path}` });

tester.run('rooms', rooms, {
  valid: [
    at('src/contract.ts', "export * from './contract/a.js'"),
    at('src/contract/a.ts', "import './b.js'; import '../errors.js'; import '../errors'; import '../contract.ts'"),
    at('src/contract/deep/a.ts', "import '../b.js'; import '../../errors.js'"),
    at('src/contract/a.ts', "import 'node:fs'; import '@brine/core'; export const x = 1; export { x as y }"),
    { code: "import '../model/x.js'", options, filename: '/somewhere/tools/x.ts' },
  ],
  invalid: [
    { ...at('src/contract/a.ts', "import '../model/x.js'"), errors: room },
    { ...at('src/contract/a.ts', "import '../contractual.js'"), errors: room },
    { ...at('src/contract/deep/a.ts', "import type { X } from '../../model/x.js'"), errors: room },
    { ...at('src/contract/a.ts', "export * from '../model/x.js'"), errors: room },
    { ...at('src/contract/a.ts', "export { x } from '../model/x.js'"), errors: room },
    { ...at('src/contract/a.ts', "const x = await import('../model/x.js')"), errors: room },
    { ...at('src/contract/a.ts', "type X = import('../model/x.js').X"), errors: room },
    { ...at('src/contract/a.ts', "import 'somewhere'; import '@brine/core/host'"), errors: [...room, ...room] },
  ],
});
