import { quoteAttributeName, quoteString } from '../../server/src/nix/syntax/attrPath.ts';
import type { SetValue, Value } from './configurations.ts';

/**
 * Writes a configuration in a layout that the numbers decide: in one line or several, with comments above, behind and
 * within, with `\r\n`. Each comment has a number of its own.
 */
export function writeConfiguration(set: SetValue, layout: readonly number[]): string {
  const writer = new Writer(layout);
  const text = writer.value(set, '');
  return writer.pick(6) === 0 ? text.replaceAll('\n', '\r\n') : text;
}

class Writer {
  private at = 0;
  private comments = 0;

  constructor(private readonly layout: readonly number[]) {}

  /** The next decision: a number below `limit`. */
  pick(limit: number): number {
    return (this.layout[this.at++ % this.layout.length] as number) % limit;
  }

  value(value: Value, indent: string): string {
    switch (value.kind) {
      case 'number':
        return this.pick(9) === 0 ? `(${value.number})` : String(value.number);
      case 'string':
        return quoteString(value.string);
      case 'list':
        return this.brackets(
          '[',
          ']',
          value.items.map((item) => (at: string) => this.value(item, at)),
          indent,
        );
      case 'set': {
        const bindings = value.bindings.map(({ path, value: inner }) => (at: string) => {
          const equals = this.pick(8) === 0 ? '=' : ' = ';
          return `${path.map(quoteAttributeName).join('.')}${equals}${this.value(inner, at)};`;
        });
        return this.brackets('{', '}', bindings, indent);
      }
    }
  }

  private brackets(
    open: string,
    close: string,
    pieces: readonly ((indent: string) => string)[],
    indent: string,
  ): string {
    const inner = `${indent}  `;
    switch (this.pick(5)) {
      case 0:
        return [open, ...pieces.map((piece) => piece(indent) + this.inlineComment()), close].join(' ');
      case 1:
        // As people write mounts: the first binding on the line of the brace.
        return `${open} ${pieces.map((piece) => piece(inner) + this.lineComment()).join(`\n${inner}`)}\n${indent}${close}`;
      default: {
        const lines = pieces.map(
          (piece) => `${this.commentAbove(inner)}${inner}${piece(inner)}${this.lineComment()}\n`,
        );
        return `${open}${this.lineComment()}\n${lines.join('')}${this.commentAbove(inner)}${indent}${close}`;
      }
    }
  }

  private commentAbove(indent: string): string {
    switch (this.pick(7)) {
      case 0:
        return `${indent}# c${this.comments++}\n`;
      case 1:
        return `\n${indent}# c${this.comments++}\n${indent}# c${this.comments++}\n`;
      case 2:
        return `${indent}/* c${this.comments++} */\n`;
      default:
        return this.pick(5) === 0 ? '\n' : '';
    }
  }

  private lineComment(): string {
    return this.pick(4) === 0 ? ` # c${this.comments++}` : this.inlineComment();
  }

  private inlineComment(): string {
    return this.pick(9) === 0 ? ` /* c${this.comments++} */` : '';
  }
}
