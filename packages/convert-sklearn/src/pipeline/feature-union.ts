import { dictGet, isKind } from '@brine/core';
import type { Entry } from '../build/scope.js';
import { mergedTypes, Table } from '../build/index.js';
import type { Build } from '../build/build.js';
import { defaultInput, type Estimator, malformed, numberOf, type Part, partsOf } from '../read/index.js';

/**
 * Transformers side by side on the same rows.
 * Source: sklearn.pipeline.FeatureUnion.transform
 */
export const featureUnion: Entry = {
  input(e, scope) {
    const specs = members(e).flatMap(({ part }) => (isWord(part) ? [] : [scope.input(part)]));
    return { ...specs[0], ...defaultInput(e), ...mergedTypes(specs) };
  },
  convert(e, x, b, scope) {
    const parts = members(e).flatMap(({ name, part }) => {
      if (part.value === 'drop' || part.value === null) return [];
      const fitted = part.value === 'passthrough' ? { transform: () => x } : scope.convert(part, x);
      if (!fitted.transform) throw malformed('a member of a union that does not transform', part.path);
      return [{ name, transform: fitted.transform }];
    });
    return {
      transform: () =>
        Table.join(
          b,
          parts.map(({ name, transform }) => weighted(e, name, transform(), b)),
        ),
    };
  },
};

interface Member {
  readonly name: string;
  readonly part: Part;
}

function members(e: Estimator): Member[] {
  return e.parts('transformer_list').map((item) => {
    const [name, part] = partsOf(item);
    if (!part || typeof name?.value !== 'string')
      throw malformed('a member that is no pair of name and transformer', item.path);
    return { name: name.value, part };
  });
}

function isWord({ value }: Part): boolean {
  return value === null || typeof value === 'string';
}

/** A transformer's output times its weight in `transformer_weights`. */
export function weighted(e: Estimator, name: string, table: Table, b: Build): Table {
  const weights = e.raw('transformer_weights');
  const weight = isKind(weights, 'dict') ? numberOf(dictGet(weights, name)) : undefined;
  return weight === undefined ? table : Table.of(b, b.mul(table.matrix(), weight), table.width);
}
