import { assert, assertCodecError, isAbort, rejection } from '../tools/assert.js';
import { difference } from '../tools/difference.js';
import { readEverything, VIEWS } from '../tools/everything.js';
import { fromBytes, type View } from '@brine/core';
import { watchedSource } from '../tools/sources.js';
import type { Subject } from '../subject.js';
import type { Check, CodecCase } from '../suite.js';

/** What is declared works, what is not is refused, and asking again gives the same. */
export function viewChecks(subject: Subject): Check[] {
  const { suite, plugin, host, id } = subject;
  const { can } = plugin.descriptor;
  const viewsOf = (file: CodecCase) => file.views ?? can.open;
  const undeclared = (file: CodecCase): View[] => VIEWS.filter((view) => !viewsOf(file).includes(view));
  return [
    {
      name: 'views: each declared one is in some case',
      async run() {
        const missing = can.open.filter((view) => !suite.cases.some((file) => viewsOf(file).includes(view)));
        assert(missing.length === 0, `no case has: ${missing.join(', ')}`);
      },
    },
    ...suite.cases.flatMap((file) => [
      {
        name: `views: ${file.name} has those that it should, and no other`,
        async run() {
          const opened = await host.open(fromBytes(file.bytes, file.name), { codec: id, [id]: suite.options });
          assert(can.container || opened.document.format === id, `its format is ${opened.document.format}`);
          for (const view of viewsOf(file)) await opened.view(view);
          for (const view of undeclared(file)) {
            assert(opened.document[view] === undefined, `it has the view ${view}, which is not declared`);
            const error = await rejection(opened.view(view), `the view ${view}`);
            assertCodecError(error, `the view ${view}`);
            assert(error.fault === 'unsupported', `the view ${view} is refused as ${error.fault}`);
          }
          await opened.close();
        },
      },
      {
        name: `views: ${file.name} gives the same again, and after another document of it`,
        async run() {
          const document = await subject.openCase(file);
          const first = await readEverything(document);
          const again = await readEverything(document);
          const wrong = difference(first.inspection, again.inspection) ?? difference(first.views, again.views);
          assert(wrong === undefined, `the second time differs at ${wrong}`);
          const other = difference(first.views, (await readEverything(await subject.openCase(file))).views);
          assert(other === undefined, `a second document differs at ${other}`);
        },
      },
      {
        name: `views: ${file.name} gives the same by ranges as from memory`,
        async run() {
          const fromMemory = await readEverything(await subject.openCase(file));
          const byRanges = await readEverything(await subject.open(watchedSource(file.bytes, file.name)));
          const wrong = difference(fromMemory, byRanges);
          assert(wrong === undefined, `they differ at ${wrong}`);
        },
      },
      {
        name: `views: ${file.name} closes twice, and what it gave stays`,
        async run() {
          const document = await subject.openCase(file);
          const { views } = await readEverything(document);
          await document.close();
          await document.close();
          const wrong = difference(views, (await readEverything(await subject.openCase(file))).views);
          assert(wrong === undefined, `closing changed ${wrong}`);
        },
      },
      {
        name: `views: ${file.name} leaves the bytes that it is given as they are`,
        async run() {
          const bytes = file.bytes.slice();
          await readEverything(await subject.openCase({ name: file.name, bytes }));
          assert(difference(bytes, file.bytes) === undefined, 'reading wrote into the file');
        },
      },
      {
        name: `abort: ${file.name} is not opened when the signal is aborted already`,
        async run() {
          const signal = AbortSignal.abort();
          const source = watchedSource(file.bytes, file.name);
          const error = await rejection(subject.open(source, { signal }).then(readEverything), 'the aborted operation');
          assert(
            isAbort(error),
            `it ended with ${String(error)}: pass context.signal to source.read, or call throwIfAborted`,
          );
        },
      },
      {
        name: `abort: ${file.name} ends with the abort, wherever it comes`,
        async run() {
          const whole = watchedSource(file.bytes, file.name);
          await readEverything(await subject.open(whole));
          const step = Math.max(1, Math.floor(whole.reads.length / 20));
          for (let stop = 0; stop < whole.reads.length; stop += step) {
            const controller = new AbortController();
            const source = watchedSource(file.bytes, file.name, (count) => count === stop && controller.abort());
            const work = subject.open(source, { signal: controller.signal }).then(readEverything);
            const error = await rejection(work, `the operation aborted at read ${stop}`);
            assert(isAbort(error), `aborted at read ${stop}, it ended with ${String(error)}`);
          }
        },
      },
    ]),
  ];
}
