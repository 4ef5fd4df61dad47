import { afterEach, describe, expect, it, vi } from 'vitest';
import { findPython, withPython } from './python.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('without the modules', () => {
  it('there is no Python', () => {
    vi.stubEnv('BRINE_PYTHON', '');
    expect(findPython(['no_such_module'])).toBeUndefined();
  });

  it('one that was named is an error', () => {
    vi.stubEnv('BRINE_PYTHON', '/nowhere/python');
    expect(() => findPython(['json'])).toThrow('BRINE_PYTHON=/nowhere/python has not all of json');
  });

  it('the group is skipped by name, and loudly', () => {
    vi.stubEnv('BRINE_PYTHON', '');
    const names: string[] = [];
    const warn = vi.spyOn(console, 'warn').mockReturnValue(undefined);
    const runner = Object.assign(vi.fn<(name: string, define: () => void) => void>(), {
      skip: (name: string) => names.push(name),
    });
    withPython({ describe: runner }, 'reads it', ['no_such_module'], () => undefined);
    expect(names).toEqual(['reads it (SKIPPED: needs Python with no_such_module: set BRINE_PYTHON)']);
    expect(warn).toHaveBeenCalledOnce();
    expect(runner).not.toHaveBeenCalled();
    warn.mockRestore();
  });
});

withPython({ describe }, 'with Python', ['json', 'sys'], (python) => {
  it('runs a script with arguments and input', () => {
    expect(python.run('import sys; print(sys.argv[1] + sys.stdin.read())', ['a'], 'b').trim()).toBe('ab');
  });

  it('tells what a script that fails said', () => {
    expect(() => python.run('raise ValueError("no")')).toThrow('ValueError: no');
  });
});
