/** What the operators' schemas ask of a node, by domain, name and opset. */

import { SCHEMAS } from './schemas.gen.js';

export interface AttributeRule {
  /** `AttributeProto.AttributeType`. */
  readonly type: number;
  readonly required: boolean;
}

export interface Ports {
  readonly least: number;
  /** S single, O optional, V variadic, one a formal parameter. */
  readonly options: string;
}

export interface Schema {
  readonly since: number;
  /** False for an operator that was withdrawn with this version: the others have no meaning then. */
  readonly exists: boolean;
  readonly inputs: Ports;
  readonly outputs: Ports;
  readonly attributes: ReadonlyMap<string, AttributeRule>;
}

/** Letters of the table, by number of the type. */
const KINDS = '-fistgFISTGxXpP';

const NONE: Ports = { least: 0, options: '' };

const lines = new Map<string, string>();
for (const [domain, table] of Object.entries(SCHEMAS)) {
  for (const line of table.trim().split('\n')) lines.set(`${domain}:${line.slice(0, line.indexOf(' '))}`, line);
}
const parsed = new Map<string, readonly Schema[]>();

/** @returns undefined for an operator that the domain does not have at this version, or for a domain that is not known */
export function findSchema(domain: string, name: string, version: number): Schema | undefined {
  const key = `${domain === 'ai.onnx' ? '' : domain}:${name}`;
  const line = lines.get(key);
  if (line === undefined) return undefined;
  let versions = parsed.get(key);
  if (!versions) parsed.set(key, (versions = parseLine(line)));
  return versions.findLast(({ since }) => since <= version);
}

function parseLine(line: string): Schema[] {
  const cells = line.split(' ').slice(1);
  let last = ['', '', ''];
  return cells.map((cell) => {
    const [since, ...parts] = cell.split(':') as [string, ...string[]];
    if (parts.length > 0) last = parts.map((part, i) => (part === '=' ? last[i]! : part));
    return {
      since: Number(since),
      exists: parts.length > 0,
      inputs: parsePorts(last[0]!),
      outputs: parsePorts(last[1]!),
      attributes: new Map(last[2]!.split(',').filter(Boolean).map(parseAttribute)),
    };
  });
}

function parsePorts(text: string): Ports {
  const match = /^(\d+)(\w*)$/.exec(text);
  return match ? { least: Number(match[1]), options: match[2]! } : NONE;
}

function parseAttribute(text: string): [string, AttributeRule] {
  const required = text.endsWith('!');
  const bare = required ? text.slice(0, -1) : text;
  return [bare.slice(0, -1), { type: KINDS.indexOf(bare.at(-1)!), required }];
}
