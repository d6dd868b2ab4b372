import { LineIndex } from '../base/lines.ts';
import { rules } from '../impermanence/rules/index.ts';
import type { Severity } from '../impermanence/rules/rule.ts';
import { formatGithub } from './format/github.ts';
import { formatJson } from './format/json.ts';
import { formatPretty } from './format/pretty.ts';
import { formatSarif } from './format/sarif.ts';
import { requireHost } from './hosts.ts';
import { openPartOfProject, openProject, type PartOfProject, type Project, shownPath } from './project.node.ts';
import { mergeReports, type ReportedProblem, reportOf } from './report.ts';
import { type CheckSettings, workspaceSettings } from './settings.ts';

export interface CheckOptions extends CheckSettings {
  readonly format: 'pretty' | 'json' | 'sarif' | 'github';
  readonly failOn: Severity | 'never';
  readonly host?: string | undefined;
  readonly project?: string | undefined;
}

export interface CheckResult {
  readonly output: string;
  /** 1 where a problem is at or above `failOn`, else 0. */
  readonly exitCode: number;
  /** Bugs met on the way, one line each: rules that gave up, whose problems are not in the output. */
  readonly defects: readonly string[];
}

/** Checks the PATHs. */
export function check(paths: readonly string[], options: CheckOptions, version: string): CheckResult {
  const projects = openAll(paths, options);
  if (options.host !== undefined)
    requireHost(
      projects.map(({ analysis }) => analysis),
      options.host,
    );
  const problems = mergeReports(projects.flatMap((project) => problemsOf(project, options)));
  return {
    output: format(problems, projects, options.format, version),
    exitCode: failed(problems, options.failOn) ? 1 : 0,
    defects: projects.flatMap(({ analysis }) => analysis.defects),
  };
}

function openAll(paths: readonly string[], options: CheckOptions): readonly PartOfProject[] {
  const settings = workspaceSettings(options);
  if (options.project !== undefined) return [openPartOfProject(paths, options.project, settings)];
  const given = paths.length === 0 ? ['.'] : paths;
  return given.map((each) => ({ ...openProject(each, settings), includes: () => true }));
}

function problemsOf({ analysis, includes }: PartOfProject, { only, host }: CheckOptions): readonly ReportedProblem[] {
  const chosen = analysis
    .problems()
    .filter(
      (problem) =>
        includes(problem.file) &&
        (only.length === 0 || only.includes(problem.rule.id)) &&
        (host === undefined || problem.hosts.length === 0 || problem.hosts.includes(host)),
    );
  return reportOf(chosen, analysis, shownPath);
}

function format(
  problems: readonly ReportedProblem[],
  projects: readonly Project[],
  as: CheckOptions['format'],
  version: string,
): string {
  switch (as) {
    case 'json':
      return formatJson(problems);
    case 'sarif':
      return formatSarif(problems, rules, version);
    case 'github':
      return formatGithub(problems);
    case 'pretty':
      return formatPretty(problems, { lineOf: lineReader(projects), hostsOf: hostReader(projects) });
  }
}

function lineReader(projects: readonly Project[]): (file: string, line: number) => string | undefined {
  const indexes = new Map<string, LineIndex>();
  for (const { analysis } of projects) {
    for (const file of analysis.files()) indexes.set(shownPath(file), new LineIndex(analysis.source(file)?.text ?? ''));
  }
  return (file, line) => {
    const index = indexes.get(file);
    return index === undefined || line > index.count
      ? undefined
      : index.text.slice(index.startOf(line - 1), index.endOf(line - 1));
  };
}

function hostReader(projects: readonly Project[]): (file: string) => ReadonlySet<string> {
  const names = new Map<string, Set<string>>();
  for (const { host, model } of projects.flatMap(({ analysis }) => analysis.hosts)) {
    for (const file of model.files) {
      const shown = shownPath(file);
      names.set(shown, (names.get(shown) ?? new Set()).add(host.name));
    }
  }
  return (file) => names.get(file) ?? new Set();
}

function failed(problems: readonly ReportedProblem[], failOn: CheckOptions['failOn']): boolean {
  if (failOn === 'never') return false;
  const order: readonly Severity[] = ['hint', 'info', 'warning', 'error'];
  return problems.some((problem) => order.indexOf(problem.severity) >= order.indexOf(failOn));
}
