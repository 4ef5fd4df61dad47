import { expect, test } from 'vitest';
import { OPCODES } from '../spec/opcodes.js';
import * as codes from './opcodes.js';

test('the codes are those of the specification', () => {
  for (const [name, code] of Object.entries(codes)) expect(OPCODES.get(code)?.name).toBe(name);
});
