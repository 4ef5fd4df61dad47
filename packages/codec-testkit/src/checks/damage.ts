import { isCodecError, type Limits } from '@brine/core';
import { assert, assertCodecError, rejection } from '../tools/assert.js';
import { mutations, truncations, type Damaged } from '../tools/damage.js';
import { readEverything } from '../tools/everything.js';
import { createRandom } from '../tools/random.js';
import { watchedSource } from '../tools/sources.js';
import type { Subject } from '../subject.js';
import type { Check } from '../suite.js';

/** So that damage which asks for much memory is told from damage which gets it. */
const SMALL: Partial<Limits> = { bytes: 2 ** 26, expanded: 2 ** 26, items: 1e6 };

/** Bad bytes give errors that tell what and where, or a value: never a crash, a hang, a bare error. */
export function damageChecks(subject: Subject): Check[] {
  const { suite, plugin } = subject;
  const { seed = 1, mutations: count = 200, patience = 5000 } = suite;

  const survive = async (name: string, { how, bytes }: Damaged) => {
    const what = `${name}, ${how}`;
    const started = performance.now();
    let error: unknown;
    try {
      await readEverything(await subject.openCase({ name, bytes }, { limits: SMALL }));
    } catch (thrown) {
      error = thrown;
    }
    const took = performance.now() - started;
    assert(took < patience, `${what}: it took ${Math.round(took)} ms`);
    if (error === undefined) return;
    assertCodecError(error, what);
    const { fault, at } = error;
    assert(
      fault === 'malformed' || fault === 'unsupported' || fault === 'limit',
      `${what}: it ended with fault ${fault} (${error.message})`,
    );
    if (fault !== 'malformed') return;
    assert(at.offset !== undefined, `${what}: the error has no offset (${error.code}: ${error.message})`);
    // Offsets of a container's content are in the content.
    assert(
      plugin.descriptor.can.container || at.offset <= bytes.length,
      `${what}: the offset ${at.offset} is behind the end`,
    );
  };

  return [
    ...suite.cases.flatMap(({ name, bytes }) => [
      {
        name: `damage: every truncation of ${name} gives an error with an offset, or a value`,
        async run() {
          for (const damaged of truncations(bytes)) await survive(name, damaged);
        },
      },
      {
        name: `damage: ${count} mutations of ${name} give errors or values`,
        async run() {
          for (const damaged of mutations(bytes, count, seed)) await survive(name, damaged);
        },
      },
    ]),
    {
      name: 'damage: noise is refused, and so is nothing at all',
      async run() {
        const random = createRandom(seed);
        for (const size of [0, 1, 2, 3, 10, 100, 1000]) {
          const bytes = Uint8Array.from({ length: size }, () => random.below(256));
          await survive('noise', { how: `${size} bytes of seed ${seed}`, bytes });
        }
        const error = await rejection(
          subject.openCase({ name: 'empty', bytes: new Uint8Array(0) }).then(readEverything),
          'an empty file',
        );
        assertCodecError(error, 'an empty file');
      },
    },
    ...(suite.bad ?? []).map(({ name, bytes, error: expected = {} }) => ({
      name: `bad: ${name} is refused`,
      async run() {
        const error = await rejection(subject.openCase({ name, bytes }).then(readEverything), name);
        assertCodecError(error, name);
        const { fault = 'malformed', code, offset } = expected;
        assert(error.fault === fault, `the fault is ${error.fault}, not ${fault} (${error.code}: ${error.message})`);
        assert(code === undefined || error.code === code, `the code is ${error.code}, not ${code}`);
        assert(offset === undefined || error.at.offset === offset, `the offset is ${error.at.offset}, not ${offset}`);
        assert(fault !== 'malformed' || error.at.offset !== undefined, 'the error has no offset');
      },
    })),
  ];
}

/** A limit that is reached says so, and which. */
export function limitChecks(subject: Subject): Check[] {
  return subject.suite.cases.flatMap(({ name, bytes, beyond = [] }) =>
    beyond.map((limits) => ({
      name: `limits: ${name} is beyond ${JSON.stringify(limits)}`,
      async run() {
        // Bytes that are in memory already are not held once more; those of a file are.
        const source = watchedSource(bytes, name);
        const error = await rejection(subject.open(source, { limits }).then(readEverything), name);
        assertCodecError(error, name);
        assert(
          isCodecError(error) && error.fault === 'limit',
          `the fault is ${error.fault} (${error.code}: ${error.message})`,
        );
        const [limit] = Object.keys(limits);
        assert(
          error.code === `BRINE-LIMIT-${limit!.toUpperCase()}`,
          `the code is ${error.code}: make the error with limitError`,
        );
      },
    })),
  );
}
