import { assert } from '../tools/assert.js';
import { bytesRead, watchedSource } from '../tools/sources.js';
import type { Subject } from '../subject.js';
import type { Check } from '../suite.js';

/** How many bytes it takes to inspect. */
export function readChecks({ suite, plugin, open }: Subject): Check[] {
  const measured = suite.cases.filter(({ inspectReads }) => inspectReads !== undefined);
  return [
    {
      name: 'reads: a codec that declares seek has a case that proves it',
      async run() {
        if (!plugin.descriptor.can.seek) return;
        const proven = measured.some(({ bytes, inspectReads }) => inspectReads! < bytes.length);
        assert(proven, 'no case has an inspectReads that is less than its size');
      },
    },
    ...measured.map(({ name, bytes, inspectReads }) => ({
      name: `reads: inspecting ${name} reads ${inspectReads} bytes at most`,
      async run() {
        const source = watchedSource(bytes, name);
        const document = await open(source);
        await document.inspect();
        const read = bytesRead(source);
        assert(read <= inspectReads!, `${read} of ${bytes.length} bytes were read, in ${source.reads.length} reads`);
        await document.close();
      },
    })),
  ];
}
