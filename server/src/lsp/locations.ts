import type { Location, Position, Range } from 'vscode-languageserver';
import { LineIndex, type PositionEncoding } from '../base/lines.ts';
import type { Span } from '../base/span.ts';

/** A text with what is needed to translate between the engine's offsets and an editor's positions. */
export class Positions {
  readonly #lines: LineIndex;
  readonly #encoding: PositionEncoding;
  readonly #hidden: number;

  /**
   * `fromDisk`: an editor does not show the byte order mark of a file, so it does not count in positions of a text
   * that the editor has not sent itself.
   */
  constructor(text: string, encoding: PositionEncoding, fromDisk: boolean) {
    this.#lines = new LineIndex(text);
    this.#encoding = encoding;
    this.#hidden = fromDisk && text.startsWith('\uFEFF') ? markWidth[encoding] : 0;
  }

  position(offset: number): Position {
    const { line, character } = this.#lines.positionAt(offset, this.#encoding);
    return line === 0 ? { line, character: Math.max(character - this.#hidden, 0) } : { line, character };
  }

  range(span: Span): Range {
    return { start: this.position(span.start), end: this.position(span.end) };
  }

  offset({ line, character }: Position): number {
    return this.#lines.offsetAt({ line, character: line === 0 ? character + this.#hidden : character }, this.#encoding);
  }

  span(range: Range): Span {
    return { start: this.offset(range.start), end: this.offset(range.end) };
  }
}

const markWidth: Readonly<Record<PositionEncoding, number>> = { 'utf-16': 1, 'utf-8': 3, 'utf-32': 1 };

/** A location of the protocol. */
export function locationAt(uri: string, positions: Positions, span: Span): Location {
  return { uri, range: positions.range(span) };
}
