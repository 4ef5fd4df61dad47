import { expect, it } from 'vitest';
import * as cli from './index.js';

it('exports what it promises', () => {
  expect(Object.keys(cli).sort()).toEqual(['main', 'run']);
});
