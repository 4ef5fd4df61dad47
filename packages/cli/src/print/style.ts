/** Colours of a terminal, or none. */

export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly name: (text: string) => string;
  readonly type: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly green: (text: string) => string;
}

const code = (open: number, close: number) => (text: string) => `\u001b[${open}m${text}\u001b[${close}m`;
const none = (text: string) => text;

const COLORED: Style = {
  bold: code(1, 22),
  dim: code(2, 22),
  name: code(36, 39),
  type: code(33, 39),
  red: code(31, 39),
  yellow: code(33, 39),
  green: code(32, 39),
};
const PLAIN: Style = { bold: none, dim: none, name: none, type: none, red: none, yellow: none, green: none };

export const styleOf = (color: boolean): Style => (color ? COLORED : PLAIN);
