import type { Span } from '../../base/span.ts';
import type { FilePath } from '../../nix/eval/value.ts';
import type { Host } from '../../nix/modules/configuration.ts';
import type { FixContext } from '../fixes/fileEdit.ts';
import type { Model } from '../model/model.ts';
import type { RawProblem } from './check.ts';
import { type Told, withoutEchoes } from './echoes.ts';
import type { Fix, Place, Problem, Rule, Severity } from './rule.ts';
import { sharedFixes } from './sharedFixes.ts';
import { type Suppressions, suppressionsOf } from './suppression.ts';
import { areUnanimous } from './unanimity.ts';

/** A problem as people see it: at its place in the present text, with its final severity, once for all hosts. */
export interface ResolvedProblem {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly message: string;
  readonly file: FilePath;
  /** UTF-16 code units of the file's present text. */
  readonly span: Span;
  readonly related: readonly ResolvedNote[];
  readonly fixes: readonly Fix[];
  /** Names of the hosts that have it, in their order; empty where no host reaches the file. */
  readonly hosts: readonly string[];
  /** Whether every host that consists of this file has it. */
  readonly allHosts: boolean;
  readonly tags: readonly ('unnecessary' | 'deprecated')[];
}

export interface ResolvedNote {
  readonly file: FilePath;
  readonly span: Span;
  readonly message: string;
}

/** A host with what is known of it. */
export interface ReportedHost {
  readonly host: Host;
  readonly model: Model;
}

/** Severities by rule id, as the setting `impermanence.rules` gives them; what is neither is left out of account. */
export type RuleSettings = Readonly<Record<string, string>>;

/**
 * Raw problems made ready to show: severities by setting, suppression comments, one problem for what several hosts
 * share, sorted by file, position and rule. Problems whose place has gone from the text are dropped.
 */
export function reportProblems(
  raw: readonly RawProblem[],
  hosts: readonly ReportedHost[],
  settings: RuleSettings,
  context: FixContext,
): readonly ResolvedProblem[] {
  const suppressed = suppressionLookup(context);
  const merged = new Map<string, Found>();
  for (const { rule, problem, host } of raw) {
    const severity = severityOf(rule, problem, settings);
    const place = resolve(problem.at, context);
    if (severity === 'off' || !place || suppressed(place.file).silences(rule.id, place.span)) continue;
    const key = JSON.stringify([rule.id, severity, place.file, place.span.start, place.span.end, problem.message]);
    const known = merged.get(key);
    if (known) {
      known.hosts.add(host);
      known.problems.push(problem);
    } else merged.set(key, { rule, problems: [problem], severity, place, hosts: new Set([host]) });
  }
  return atOnePlaces([...merged.values()])
    .flatMap((atOnePlace) => withoutEchoes(atOnePlace, hosts))
    .filter(({ rule, place, hosts: having }) => !rule.unanimous || areUnanimous(place, having, hosts, context))
    .map((found) => finish(found, hosts, context))
    .sort(byPlace);
}

interface Found extends Told {
  readonly rule: Rule;
  /** What the hosts say of it, each with its own fixes. */
  readonly problems: [Problem, ...Problem[]];
  readonly severity: Severity;
  readonly place: { readonly file: FilePath; readonly span: Span };
}

/** What one rule found at one place, in different words or of different severity. */
function atOnePlaces(found: readonly Found[]): readonly (readonly Found[])[] {
  const byPlace = new Map<string, Found[]>();
  for (const each of found) {
    const { rule, place } = each;
    const key = `${rule.id} ${place.span.start} ${place.span.end} ${place.file}`;
    const list = byPlace.get(key);
    if (list === undefined) byPlace.set(key, [each]);
    else list.push(each);
  }
  return [...byPlace.values()];
}

function severityOf(rule: Rule, problem: Problem, settings: RuleSettings): Severity | 'off' {
  const set = Object.hasOwn(settings, rule.id) ? settings[rule.id] : undefined;
  return isSetting(set) ? set : (problem.severity ?? rule.severity);
}

function isSetting(value: unknown): value is Severity | 'off' {
  return value === 'off' || value === 'hint' || value === 'info' || value === 'warning' || value === 'error';
}

function resolve(place: Place, context: FixContext): { readonly file: FilePath; readonly span: Span } | undefined {
  return 'site' in place ? context.spanOf(place.site) : place;
}

function suppressionLookup(context: FixContext): (file: FilePath) => Suppressions {
  const known = new Map<FilePath, Suppressions>();
  return (file) => {
    const cached = known.get(file);
    if (cached) return cached;
    const content = context.sources.at(file);
    const made = suppressionsOf(content?.kind === 'file' ? content.file : undefined);
    known.set(file, made);
    return made;
  };
}

function finish(
  { rule, problems, severity, place, hosts: having }: Found,
  hosts: readonly ReportedHost[],
  context: FixContext,
): ResolvedProblem {
  const [problem] = problems;
  const reaching = hosts.filter(({ model }) => model.files.has(place.file)).map(({ host }) => host);
  const others = hosts.filter(({ host }) => !having.has(host)).map(({ model }) => model);
  const named = having.has(undefined) ? reaching : hosts.map(({ host }) => host).filter((host) => having.has(host));
  return {
    rule,
    severity,
    message: problem.message,
    file: place.file,
    span: place.span,
    related: (problem.related ?? []).flatMap(({ at, message }) => {
      const note = resolve(at, context);
      return note ? [{ ...note, message }] : [];
    }),
    fixes: sharedFixes(problems, others),
    hosts: [...new Set(named.map((host) => host.name))],
    allHosts: reaching.every((host) => named.includes(host)),
    tags: problem.tags ?? [],
  };
}

function byPlace(a: ResolvedProblem, b: ResolvedProblem): number {
  return (
    compare(a.file, b.file) ||
    a.span.start - b.span.start ||
    a.span.end - b.span.end ||
    compare(a.rule.id, b.rule.id) ||
    compare(a.message, b.message)
  );
}

/** By code unit: the same order on every machine, whatever its language. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
