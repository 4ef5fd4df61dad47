import type { Codec } from '@brine/core';
import { joblibDialect } from './build/dialect.js';
import { openJoblib } from './open.js';
import type { JoblibOptions } from './options.js';

export const codec: Codec<JoblibOptions> = {
  dialect: joblibDialect,
  async *audit(source, context, options) {
    const { auditJoblib } = await import('./audit/audit.js');
    yield* auditJoblib(source, context, options);
  },
  encode: async (...args) => (await import('./write/encode.js')).encode(...args),
  open: openJoblib,
};
