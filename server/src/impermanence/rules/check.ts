import type { FilePath } from '../../nix/eval/value.ts';
import type { Host } from '../../nix/modules/configuration.ts';
import type { Model } from '../model/model.ts';
import type { Problem, Rule, RuleContext } from './rule.ts';

/** A problem as its rule gave it, before severities, suppression and merging. */
export interface RawProblem {
  readonly rule: Rule;
  readonly problem: Problem;
  /** The host it was found for; undefined for rules about a file's text. */
  readonly host: Host | undefined;
}

/** What all rules about hosts find for one host. */
export function checkHost(rules: readonly Rule[], model: Model, context: RuleContext): readonly RawProblem[] {
  return rules.flatMap((rule) =>
    rule.checkHost
      ? Array.from(rule.checkHost(model, context), (problem) => ({ rule, problem, host: model.host }))
      : [],
  );
}

/** What all rules about texts find in one file; `path` may be any file that was read, `flake.lock` among them. */
export function checkFile(rules: readonly Rule[], path: FilePath, context: RuleContext): readonly RawProblem[] {
  return rules.flatMap((rule) =>
    rule.checkFile ? Array.from(rule.checkFile(path, context), (problem) => ({ rule, problem, host: undefined })) : [],
  );
}
