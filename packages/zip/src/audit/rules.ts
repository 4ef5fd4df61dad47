/** What speaks against an archive, beside what is in its members. */

import type { Rule } from '@brine/core';

const rule = (number: string, about: Pick<Rule, 'title' | 'severity' | 'effect' | 'text'>): Rule => ({
  code: `BRINE-ZIP-${number}`,
  ...about,
  good: [],
  bad: [],
});

export const discrepancy = rule('001', {
  title: 'An archive that readers read differently',
  severity: 'high',
  effect: 'not-proven',
  text: 'The directory, the headers of the members and the bytes of the file do not agree: one program may see other members, names or contents than the next, and this is how files are slipped past scanners. No library writes such an archive; a damaged download looks so too.',
});

export const bomb = rule('002', {
  title: 'An archive that becomes huge',
  severity: 'high',
  effect: 'dangerous',
  text: 'Members share their bytes, or become so many times as large as they are stored, that whoever unpacks them runs out of disk or memory. No library saves a model so.',
});

export const limited = rule('003', {
  title: 'A member is larger than the limits allow',
  severity: 'medium',
  effect: 'not-proven',
  text: 'The member is not judged. If you trust where the file comes from, raise the limit (`--limit expanded=N`).',
});

export const unknownMember = rule('004', {
  title: 'A member that nothing accounts for',
  severity: 'medium',
  effect: 'not-proven',
  text: 'The member is of no format that is known here, and not one that the library which writes such archives puts into them: a program may read it all the same.',
});

export const script = rule('005', {
  title: 'Code in the archive',
  severity: 'low',
  effect: 'not-proven',
  text: 'The archive holds code: TorchScript, which PyTorch runs when the model is called and which reaches what its operators reach, or plain Python. It is not proven what it does.',
});

export const RULES: readonly Rule[] = [discrepancy, bomb, limited, unknownMember, script];
