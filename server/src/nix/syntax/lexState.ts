import { CharacterClass, classOf } from './characters.ts';
import type { StringRepair } from './lexText.ts';
import type { Tokens } from './tree.ts';

/** What the lexer is reading: code, a double-quoted string, an indented string, or the rest of a path. */
export const Mode = { Code: 0, String: 1, Indented: 2, Path: 3 } as const;
export type Mode = (typeof Mode)[keyof typeof Mode];

/** The state of one run of the lexer: the place in the text, the stack of modes, and the tokens so far. */
export class LexState {
  /** The text with NUL characters behind it, so that looking a few characters ahead needs no check of the length. */
  readonly text: string;
  readonly length: number;
  readonly repairs: readonly StringRepair[];
  /** Index of the first repair not yet passed. */
  nextRepair = 0;
  at = 0;
  mode: Mode = Mode.Code;
  /** Set once a search for the end of a block comment has failed: no later one can succeed. */
  noBlockEnd = false;
  private kinds: Uint8Array;
  private starts: Uint32Array;
  private count = 0;
  private modes = new Uint8Array(64);
  private depth = 0;
  private runEnd = 0;
  private runUnderscore = -1;

  constructor(text: string, repairs: readonly StringRepair[]) {
    this.text = `${text}\0\0\0\0`;
    this.length = text.length;
    this.repairs = repairs;
    const capacity = (text.length >> 1) + 64;
    this.kinds = new Uint8Array(capacity);
    this.starts = new Uint32Array(capacity);
  }

  /** Adds a token from the current place to `end` and moves there. */
  emit(kind: number, end: number): void {
    if (this.count >= this.kinds.length) this.grow();
    this.kinds[this.count] = kind;
    this.starts[this.count] = this.at;
    this.count++;
    this.at = end;
  }

  /** Goes into an inner mode; `leave` comes back to the present one. */
  enter(mode: Mode): void {
    if (this.depth >= this.modes.length) {
      const modes = new Uint8Array(this.modes.length * 2);
      modes.set(this.modes);
      this.modes = modes;
    }
    this.modes[this.depth++] = this.mode;
    this.mode = mode;
  }

  leave(): void {
    if (this.depth > 0) this.mode = this.modes[--this.depth] as Mode;
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
    const count = this.count;
    const starts = new Uint32Array(count + 1);
    starts.set(this.starts.subarray(0, count));
    starts[count] = this.length;
    return { count, kinds: this.kinds.slice(0, count), starts };
  }

  private grow(): void {
    const capacity = this.kinds.length * 2;
    const kinds = new Uint8Array(capacity);
    kinds.set(this.kinds);
    this.kinds = kinds;
    const starts = new Uint32Array(capacity);
    starts.set(this.starts);
    this.starts = starts;
  }
}
