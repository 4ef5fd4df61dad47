import type { EnginePlugin } from '@brine/core';
import { version } from '../package.json';

/** Brine's own engine: TypeScript, platform-free, planned once. What it does not run, `supports` names. */
export const engine: EnginePlugin<'brine', undefined> = {
  descriptor: {
    contract: 1,
    kind: 'engine',
    id: 'brine',
    title: "Brine's engine",
    package: '@brine/engine',
    version,
    rank: 5,
  },
  load: () => import('./engine.js').then(({ implementation }) => implementation),
};
