import { assert } from '../tools/assert.js';
import { VIEWS } from '../tools/everything.js';
import type { Subject } from '../subject.js';
import type { Check } from '../suite.js';

/** The descriptor is pure data that tells the truth about the codec. */
export function descriptorChecks({ plugin, id, codec }: Subject): Check[] {
  const { descriptor } = plugin;
  return [
    {
      name: 'descriptor: is plain data but for sniff',
      async run() {
        const { sniff: _, ...data } = descriptor;
        assert(
          JSON.stringify(JSON.parse(JSON.stringify(data))) === JSON.stringify(data),
          'the descriptor is not plain JSON',
        );
        assert(
          /^[a-z][a-z0-9-]*$/.test(id),
          `the id ${JSON.stringify(id)} is not lower-case letters, digits and hyphens`,
        );
        assert(/^\d+\.\d+\.\d+/.test(descriptor.version), `the version ${JSON.stringify(descriptor.version)} is none`);
        assert(descriptor.title !== '' && descriptor.package !== '', 'title or package is empty');
        for (const extension of descriptor.extensions) {
          assert(
            /^\.[^A-Z/\\]+$/.test(extension),
            `the extension ${JSON.stringify(extension)} is not a dot and lower case`,
          );
        }
        for (const { offset, bytes } of descriptor.magic) {
          const areBytes = bytes.length > 0 && bytes.every((byte) => Number.isInteger(byte) && byte >= 0 && byte < 256);
          assert(Number.isInteger(offset) && offset >= 0 && areBytes, 'a magic has a wrong offset or no bytes');
        }
        for (const view of [...descriptor.can.open, ...descriptor.can.encode])
          assert(VIEWS.includes(view), `${view} is no view`);
      },
    },
    {
      name: 'descriptor: says of audit, encode and container what the codec has',
      async run() {
        const { audit, encode } = await codec();
        const { can } = descriptor;
        assert((encode !== undefined) === can.encode.length > 0, 'can.encode and the method encode do not agree');
        assert((audit !== undefined) === can.audit, 'can.audit and the method audit do not agree');
        assert(
          !can.container || can.open.length === 0,
          'the views of a container are those of its content: can.open is empty',
        );
      },
    },
    {
      name: 'descriptor: load gives the same codec each time',
      async run() {
        assert((await plugin.load()) === (await plugin.load()), 'load made a second codec');
      },
    },
  ];
}
