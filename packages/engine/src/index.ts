/**
 * Runs graphs in plain TypeScript: in Node.js, browsers and edge functions.
 *
 * @packageDocumentation
 */
export { engine } from './plugin.js';
