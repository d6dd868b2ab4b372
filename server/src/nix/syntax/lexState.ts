import { CharacterClass, classOf } from './characters.ts';
import type { Repair } from './recover/repairs.ts';
import { allocateTokens, copyTokens } from './tokenArrays.ts';
import { TokenKind } from './tokenKind.ts';
import type { SyntaxError as SyntaxProblem, Tokens } from './tree.ts';

/** What the lexer is reading: code, a double-quoted string, an indented string, or the rest of a path. */
export const Mode = { Code: 0, String: 1, Indented: 2, Path: 3 } as const;
export type Mode = (typeof Mode)[keyof typeof Mode];

/** A repair and how deep the modes are in the string or interpolation that it ends, if that is known. */
interface PendingRepair extends Repair {
  readonly depth: number | undefined;
}

/** How many missing opening quotes are put in; each costs a copy of the text. */
const mostOpenings = 200;

/** The state of one run of the lexer: the place in the text, the stack of modes, and the tokens so far. */
export class LexState {
  /** The text with NUL characters behind it, so that looking a few characters ahead needs no check of the length. */
  text: string;
  readonly length: number;
  /** Whether the text is known to be broken, so that missing quotes are looked for. */
  readonly recovering: boolean;
  at = 0;
  mode: Mode = Mode.Code;
  /** No token reaches over this offset: the text's end, or the next repair. */
  limit: number;
  /** Set once a search for the end of a block comment has failed: no later one can succeed. */
  noBlockEnd = false;
  /** How many indented strings have been judged as to whether they are closed. */
  judged = 0;
  /** The braces that were put in. Quotes that were put in are reported by the parser, which knows their strings. */
  readonly problems: SyntaxProblem[] = [];
  private readonly whole: string;
  /** What is missing at or behind the present place, the nearest last. */
  private readonly repairs: PendingRepair[] = [];
  private openings = 0;
  /** The tokens so far; behind `count` there is room. */
  kinds: Uint8Array;
  starts: Uint32Array;
  private count = 0;
  private readonly modes: Mode[] = [];
  private runEnd = 0;
  private runUnderscore = -1;

  constructor(text: string, recovering: boolean) {
    this.whole = `${text}\0\0\0\0`;
    this.text = this.whole;
    this.length = text.length;
    this.limit = text.length;
    this.recovering = recovering;
    const { kinds, starts } = allocateTokens((text.length >> 1) + 16);
    this.kinds = kinds;
    this.starts = starts;
  }

  /** Whether nothing is left to read. */
  get done(): boolean {
    return this.at >= this.length && this.repairs.length === 0;
  }

  /** Adds a token from the current place to `end` and moves there. */
  emit(kind: number, end: number): void {
    if (this.count >= this.kinds.length) this.grow();
    this.kinds[this.count] = kind;
    this.starts[this.count] = this.at;
    this.count++;
    this.at = Math.min(end, this.limit);
  }

  /** Goes into an inner mode; `leave` comes back to the present one. */
  enter(mode: Mode): void {
    this.modes.push(this.mode);
    this.mode = mode;
  }

  leave(): void {
    const outer = this.modes.pop();
    if (outer !== undefined) this.mode = outer;
  }

  /** How many closing braces lead from the present code to the string or path around it; infinite if none is. */
  bracesToText(): number {
    let braces = 1;
    for (let depth = this.modes.length - 1; depth >= 0; depth--, braces++) {
      if (this.modes[depth] !== Mode.Code) return braces;
      // Nobody looks so far on one line.
      if (braces > 50) break;
    }
    return Number.POSITIVE_INFINITY;
  }

  /** Plans an end of the string or interpolation that is entered next, and of all that is still open in it there. */
  planEnd(repair: Repair): void {
    this.plan(repair, this.modes.length + 1);
  }

  /** Plans a repair at or behind the present place. */
  plan(repair: Repair, depth?: number): void {
    if (repair.offset < this.at || (repair.kind === 'open' && this.openings++ >= mostOpenings)) return;
    let index = this.repairs.length;
    while (index > 0 && (this.repairs[index - 1] as Repair).offset < repair.offset) index--;
    this.repairs.splice(index, 0, { kind: repair.kind, offset: Math.min(repair.offset, this.length), depth });
    this.setLimit();
  }

  /** Makes the repair that is due at the present place. Gives whether there was one. */
  applyRepair(): boolean {
    const repair = this.repairs[this.repairs.length - 1];
    if (!repair || repair.offset > this.at) return false;
    this.repairs.pop();
    this.text = this.whole;
    if (repair.offset === this.at) this.makeRepair(repair);
    this.setLimit();
    return true;
  }

  /**
   * The end of the run of path characters at `at`. Remembered, because the pieces of a long `a.b.c…` lie in the same run
   * and would each scan it again.
   */
  pathRunEnd(at: number): number {
    if (at < this.runEnd) return this.runEnd;
    const text = this.text;
    let end = at;
    let underscore = -1;
    for (;;) {
      const code = text.charCodeAt(end);
      if (((classOf[code] as number) & CharacterClass.Path) === 0) break;
      if (code === 0x5f) underscore = end;
      end++;
    }
    this.runEnd = end;
    this.runUnderscore = underscore;
    return end;
  }

  /** Whether the present path run (see `pathRunEnd`) has no underscore from `at` on, as the scheme of a URI demands. */
  runIsScheme(at: number): boolean {
    return this.runUnderscore < at;
  }

  finish(): Tokens {
    const { count } = this;
    const { kinds, starts } = copyTokens(this, count, count);
    starts[count] = this.length;
    return { count, kinds, starts };
  }

  private makeRepair(repair: PendingRepair): void {
    if (repair.kind === 'open') {
      if (this.mode !== Mode.Code) return;
      this.emit(TokenKind.StringOpen, this.at);
      this.enter(Mode.String);
      return;
    }
    while (repair.depth !== undefined && this.modes.length > repair.depth) this.closeMode();
    if (this.modes.length > 0 && (repair.kind === 'leave') === (this.mode === Mode.Code)) this.closeMode();
  }

  /** Ends the innermost string, brace or path with an empty token. */
  private closeMode(): void {
    if (this.mode === Mode.Code) {
      const span = { start: this.at, end: this.at };
      this.problems.push({ code: 'expected-token', message: 'Expected `}`', span, fix: { span, text: '}' } });
      this.emit(TokenKind.BraceClose, this.at);
    } else if (this.mode === Mode.String) this.emit(TokenKind.StringClose, this.at);
    else if (this.mode === Mode.Indented) this.emit(TokenKind.IndentClose, this.at);
    this.leave();
  }

  /** A missing opening quote also cuts the text, lest the word before it be read as a path with what follows. */
  private setLimit(): void {
    const next = this.repairs[this.repairs.length - 1];
    this.limit = next ? next.offset : this.length;
    if (next?.kind !== 'open') return;
    this.text = `${this.whole.slice(0, next.offset)}\0\0\0\0`;
    this.runEnd = 0;
  }

  private grow(): void {
    const { kinds, starts } = copyTokens(this, this.count, this.kinds.length * 2);
    this.kinds = kinds;
    this.starts = starts;
  }
}
