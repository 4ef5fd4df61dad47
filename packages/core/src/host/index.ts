/**
 * The host: composes codecs, converters and engines. For applications; plugins get a `Context` instead.
 *
 * @packageDocumentation
 */
export { createHost } from './host.js';
export type { EncodeSettings, Host, HostSettings, OpenSettings } from './host.js';
export type { Identification, Match } from './identify.js';
export type { Opened } from './opened.js';
export type { Registry } from './registry.js';
