import type { Model } from '../impermanence/model/model.ts';
import { checkHost, type RawProblem } from '../impermanence/rules/check.ts';
import type { Problem, Rule } from '../impermanence/rules/rule.ts';
import type { Sources } from '../nix/eval/sources.ts';
import type { FilePath } from '../nix/eval/value.ts';
import type { Host } from '../nix/modules/configuration.ts';
import { evaluate, evaluateChange } from './evaluate.ts';
import type { Memory } from './memory.ts';
import { ReadLog, recordingSources } from './reads.ts';
import { ruleContext } from './ruleContext.ts';
import type { EngineSettings } from './settings.ts';

/** One host as it is now: its model and what the rules say about it. */
export interface HostAnalysis {
  readonly host: Host;
  readonly model: Model;
  readonly problems: readonly RawProblem[];
}

/** A host's analysis, kept while nothing changes that it was made from. Lives as long as the host does. */
export class HostCell {
  readonly host: Host;
  readonly #memory: Memory;
  #evaluation: Evaluation | undefined;
  #checks = new Map<Rule, RuleCheck>();
  #result: HostAnalysis | undefined;
  #checkedAt = -1;

  constructor(host: Host, memory: Memory) {
    this.host = host;
    this.#memory = memory;
  }

  /** The analysis of the present contents; undefined where a bug prevents it (`memory.defects` says so then). */
  analysis(): HostAnalysis | undefined {
    if (this.#checkedAt !== this.#memory.generation) {
      this.#result = this.#renew();
      this.#checkedAt = this.#memory.generation;
    }
    return this.#result;
  }

  /** Whether nothing can be said of it yet, since not all its modules have been read. */
  get isWaiting(): boolean {
    return this.#evaluation !== undefined && this.#evaluation.model === undefined && this.#evaluation.log.hasPending;
  }

  /** What it was called when last looked at. */
  get lastName(): string {
    return (this.#result ?? this).host.name;
  }

  /** Files the host consisted of when last looked at, for guessing which host to look at first. */
  get lastFiles(): ReadonlySet<FilePath> | undefined {
    return this.#evaluation?.model?.files;
  }

  /** Everything read so far, for what is wanted next. */
  *logs(): Iterable<ReadLog> {
    if (this.#evaluation) yield this.#evaluation.log;
    for (const check of this.#checks.values()) yield check.log;
  }

  #renew(): HostAnalysis | undefined {
    const { present } = this.#memory;
    if (this.#evaluation?.settings !== this.#memory.settings.engine || !this.#evaluation.log.holds(present.contents)) {
      this.#evaluation = this.#evaluateChange() ?? this.#evaluate();
      this.#checks = new Map();
    }
    const { model } = this.#evaluation;
    if (!model) return undefined;
    let changed = this.#result?.model !== model;
    for (const rule of this.#memory.rules) {
      if (this.#checks.get(rule)?.log.holds(present.contents)) continue;
      this.#checks.set(rule, this.#check(rule, model));
      changed = true;
    }
    if (!changed) return this.#result;
    const problems = [...this.#checks].flatMap(([rule, { problems }]) =>
      problems.map((problem) => ({ rule, problem, host: model.host })),
    );
    return { host: model.host, model, problems };
  }

  #evaluate(): Evaluation {
    const log = new ReadLog('meaning', this.#memory.present.contents);
    const sources = recordingSources(this.#memory.present, log);
    this.#memory.evaluations++;
    const settings = this.#memory.settings.engine;
    // A first picture of half the modules is of no use to anybody; later, an import that is being typed takes nothing away.
    const isWorthwhile = () => this.#result !== undefined || !log.hasPending;
    const model = this.#memory.safely(`evaluation of ${this.host.name}`, () =>
      evaluate(this.host, sources, settings, isWorthwhile),
    );
    return { model, log, settings, sources };
  }

  /** Goes on with the last evaluation where the edit since then concerns one definition only. */
  #evaluateChange(): Evaluation | undefined {
    const before = this.#evaluation;
    const { settings, present } = this.#memory;
    if (!before?.model || before.settings !== settings.engine) return undefined;
    const { log, sources, model: last } = before;
    const edit = log.narrowEdit(present.contents);
    if (!edit) return undefined;
    log.noteEdit(edit, present.contents);
    const what = `change in ${this.host.name}`;
    const model = this.#memory.safely(what, () => evaluateChange(last, edit, sources, settings.engine));
    if (!model) return undefined;
    this.#memory.evaluations++;
    this.#memory.continued++;
    return { ...before, model };
  }

  #check(rule: Rule, model: Model): RuleCheck {
    const log = new ReadLog('text', this.#memory.present.contents);
    const context = ruleContext(this.#memory, log, model.configuration.inputs());
    const found = this.#memory.safely(`rule ${rule.id}`, () => checkHost([rule], model, context));
    context.seal();
    return { log, problems: found?.map(({ problem }) => problem) ?? [] };
  }
}

interface Evaluation {
  readonly model: Model | undefined;
  readonly log: ReadLog;
  readonly settings: EngineSettings;
  readonly sources: Sources;
}

interface RuleCheck {
  readonly log: ReadLog;
  readonly problems: readonly Problem[];
}
