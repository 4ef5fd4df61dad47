import { DEFAULT_LIMITS, type Context, type Finding } from '@brine/core';
import { createHost } from '@brine/core/host';
import { expect, test } from 'vitest';
import { auditKerasConfig } from './keras-config.js';

const context: Context = createHost([], { limits: DEFAULT_LIMITS }).context();

async function audit(config: unknown): Promise<string[]> {
  const findings: Finding[] = [];
  const text = typeof config === 'string' ? config : JSON.stringify(config);
  for await (const finding of auditKerasConfig(text, '', context)) findings.push(finding);
  return findings.map(({ code, effect, global = '' }) => `${code} ${effect} ${global}`);
}

const layer = (class_name: string, config: unknown, module?: string) => ({
  class_name,
  config,
  ...(module === undefined ? {} : { module }),
});
const base64 = (text: string) => btoa(text);

test('layers of Keras are safe, in the forms of all its versions', async () => {
  const dense = { units: 4, activation: 'relu', kernel_initializer: layer('GlorotUniform', { seed: null }) };
  expect(await audit(layer('Sequential', { layers: [layer('Dense', dense), layer('LSTM', { units: 2 })] }))).toEqual(
    [],
  );
  expect(await audit(layer('Dense', dense, 'keras.layers'))).toEqual([]);
  expect(await audit('{"class_name": "Sequential", "config": {"x": NaN, "y": -Infinity}}')).toEqual([]);
});

test.each<[string, unknown, string]>([
  ['a Lambda', layer('Lambda', { function: ['4wAAAAAAAAAA', null, null] }), 'BRINE-KERAS-002 not-proven keras.Lambda'],
  [
    'a Lambda whose code names os.system',
    layer('Lambda', { function: [base64('\xe3\0\0z\x02os\xda\x06systemz\x0becho'), null, null] }),
    'BRINE-KERAS-001 dangerous os.system',
  ],
  [
    'a Lambda by its full name',
    layer('keras.src.layers.core.lambda_layer.Lambda', {}),
    'BRINE-KERAS-002 not-proven keras.src.layers.core.lambda_layer.Lambda',
  ],
  ['a class of subprocess', layer('Popen', {}, 'subprocess'), 'BRINE-KERAS-001 dangerous subprocess.Popen'],
  ['a function of builtins', layer('function', 'exec', 'builtins'), 'BRINE-KERAS-001 dangerous builtins.exec'],
  ['get_file of Keras', layer('function', 'get_file', 'keras.utils'), 'BRINE-KERAS-001 dangerous keras.utils.get_file'],
  [
    'a class of a package',
    layer('MyLayer', {}, 'my_package.layers'),
    'BRINE-KERAS-003 not-proven my_package.layers.MyLayer',
  ],
  ['a registered class', layer('Custom>MyLayer', {}), 'BRINE-KERAS-003 not-proven keras.MyLayer'],
  ['a vocabulary in a file', layer('StringLookup', { vocabulary: '/etc/passwd' }), 'BRINE-KERAS-004 not-proven '],
  ['a layer of 10**12 units', layer('Dense', { units: 1e12 }), 'BRINE-KERAS-005 not-proven '],
  ['no JSON', '{', 'BRINE-KERAS-006 not-proven '],
])('%s', async (_, config, expected) => {
  expect(await audit(config)).toContain(expected);
  const nested =
    typeof config === 'string'
      ? config
      : layer('Sequential', { layers: [layer('TimeDistributed', { layer: config })] });
  expect(await audit(nested)).toContain(expected);
});

test('a configuration that nests 100,000 deep is told, not followed', async () => {
  expect(await audit(`${'['.repeat(5000)}${']'.repeat(5000)}`)).toEqual(['BRINE-KERAS-006 not-proven ']);
});
