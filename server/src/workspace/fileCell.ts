import { checkFile, type RawProblem } from '../impermanence/rules/check.ts';
import type { PathContent } from '../nix/eval/sources.ts';
import type { FilePath } from '../nix/eval/value.ts';
import { encryptedReason, excludedContent } from './contents.ts';
import type { Memory } from './memory.ts';
import { ReadLog } from './reads.ts';
import { ruleContext } from './ruleContext.ts';

/** What the rules about texts say of one file, kept while neither it nor what they looked at besides changes. */
export class FileCell {
  readonly path: FilePath;
  readonly #memory: Memory;
  #problems: readonly RawProblem[] = [];
  #log: ReadLog | undefined;
  #checkedAt = -1;

  constructor(path: FilePath, memory: Memory) {
    this.path = path;
    this.#memory = memory;
  }

  problems(): readonly RawProblem[] {
    if (this.#checkedAt !== this.#memory.generation && !this.#log?.holds(this.#memory.present.contents)) this.#renew();
    this.#checkedAt = this.#memory.generation;
    return this.#problems;
  }

  *logs(): Iterable<ReadLog> {
    if (this.#log) yield this.#log;
  }

  #renew(): void {
    const log = new ReadLog('text', this.#memory.present.contents);
    const context = ruleContext(this.#memory, log, new Map());
    const found = this.#memory.rules.flatMap(
      (rule) => this.#memory.safely(`rule ${rule.id}`, () => checkFile([rule], this.path, context)) ?? [],
    );
    this.#problems = [...this.#unreadable(context.sources.at(this.path)), ...found];
    context.seal();
    this.#log = log;
  }

  /** A Nix file without a text cannot be parsed either, by nobody. Other files need none. */
  #unreadable(content: PathContent | undefined): readonly RawProblem[] {
    const rule = this.#memory.rules.find(({ id }) => id === 'syntax-error');
    if (!rule || content?.kind !== 'unreadable' || content === excludedContent) return [];
    if (content.reason === encryptedReason || !this.path.endsWith('.nix')) return [];
    const at = { file: this.path, span: { start: 0, end: 0 } };
    return [{ rule, problem: { message: `This file ${content.reason}`, at }, host: undefined }];
  }
}
