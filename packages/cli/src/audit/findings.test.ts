import type { Finding } from '@brine/core';
import { expect, it } from 'vitest';
import { Findings } from './findings.js';

const finding = (offset: number, more: Partial<Finding> = {}): Finding => ({
  code: 'BRINE-ZIP-002',
  severity: 'high',
  effect: 'dangerous',
  message: 'It shares bytes with another.',
  offset,
  ...more,
});

it('tells the first of a rule, and counts the others', () => {
  const findings = new Findings();
  for (let i = 0; i < 500; i++) findings.add(finding(i));
  findings.add(finding(500, { code: 'BRINE-ZIP-001', effect: 'not-proven' }));
  const list = findings.list();
  expect(list).toHaveLength(22);
  expect(list.slice(0, 20).map(({ offset }) => offset)).toEqual(Array.from({ length: 20 }, (_, i) => i));
  expect(list.at(-1)).toEqual({
    code: 'BRINE-ZIP-002',
    severity: 'high',
    effect: 'dangerous',
    message: 'There are 480 more findings of this rule.',
  });
});

it('keeps all that name something', () => {
  const findings = new Findings();
  for (let i = 0; i < 30; i++) findings.add(finding(i, { global: `m.f${i}` }));
  for (let i = 0; i < 30; i++) findings.add(finding(i, { allow: { global: `m.f${i}` } }));
  expect(findings.list()).toHaveLength(60);
});
