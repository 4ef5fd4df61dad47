/**
 * Findings as SARIF 2.1.0, in the part that code scanning takes.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */

import { createHash } from 'node:crypto';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Finding } from '@brine/core';
import { version } from '../../package.json';
import type { Audited } from './audit-file.js';
import { RULES } from './rules.gen.js';

const HOME = 'https://github.com/brine-js/brine';
const LEVEL: Readonly<Record<Finding['severity'], string>> = {
  info: 'note',
  low: 'note',
  medium: 'warning',
  high: 'error',
  critical: 'error',
};
/** How code scanning ranks what is about security: 0 to 10. */
const RANK: Readonly<Record<Finding['severity'], string>> = {
  info: '0.1',
  low: '2.0',
  medium: '5.0',
  high: '7.5',
  critical: '9.5',
};

interface Location {
  readonly uri: string;
  readonly uriBaseId?: string;
}

/** @param cwd - folder that the names of files become relative to */
export function sarifOf(files: readonly (Audited & { readonly file: string })[], cwd: string): object {
  const codes = [...new Set(files.flatMap(({ findings }) => findings.map(({ code }) => code)))].sort();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'brine', version, informationUri: HOME, rules: codes.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        results: files.flatMap(({ file, findings }) =>
          findings.map((finding) => resultOf(finding, locationOf(file, cwd), codes)),
        ),
      },
    ],
  };
}

function ruleOf(code: string): object {
  const { title = code, text = title, severity = 'medium' } = RULES[code] ?? {};
  return {
    id: code,
    shortDescription: { text: title },
    fullDescription: { text },
    help: { text },
    helpUri: `${HOME}/blob/main/docs/audit/${code}.md`,
    defaultConfiguration: { level: LEVEL[severity] },
    properties: { tags: ['security'], 'security-severity': RANK[severity] },
  };
}

function resultOf(
  { code, severity, message, offset, path, global, allow }: Finding,
  artifactLocation: Location,
  codes: readonly string[],
): object {
  const place = [path, offset === undefined ? undefined : `byte ${offset}`].filter(
    (part) => part !== undefined && part !== '',
  );
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: LEVEL[severity],
    message: { text: place.length > 0 ? `${message} (${place.join(', ')})` : message },
    locations: [
      {
        physicalLocation: {
          artifactLocation,
          // Code scanning shows lines only: a binary file has its first.
          region: { startLine: 1, ...(offset === undefined ? {} : { byteOffset: offset, byteLength: 1 }) },
        },
      },
    ],
    partialFingerprints: {
      primaryLocationLineHash: createHash('sha256')
        .update(`${code}\n${artifactLocation.uri}\n${global ?? message}`)
        .digest('hex')
        .slice(0, 32),
    },
    ...(allow ? { properties: { allow } } : {}),
  };
}

/** Relative to the folder of the sources; a file elsewhere by its whole path. */
function locationOf(file: string, cwd: string): Location {
  const path = file === '-' ? 'stdin' : relative(cwd, resolve(cwd, file));
  if (isAbsolute(path) || path.split(sep)[0] === '..') return { uri: pathToFileURL(resolve(cwd, file)).href };
  return { uri: path.split(sep).map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
}
