import { LineIndex } from '../base/lines.ts';
import { rules } from '../impermanence/rules/index.ts';
import type { Severity } from '../impermanence/rules/rule.ts';
import { formatGithub } from './format/github.ts';
import { formatJson } from './format/json.ts';
import { formatPretty } from './format/pretty.ts';
import { formatSarif } from './format/sarif.ts';
import { openFilesInProject, openProject, type Project, shownPath } from './project.node.ts';
import { type ReportedProblem, reportOf, sortReport } from './report.ts';
import { type CheckSettings, workspaceSettings } from './settings.ts';
import { UsageError } from './usageError.ts';

export interface CheckOptions extends CheckSettings {
  readonly format: 'pretty' | 'json' | 'sarif' | 'github';
  readonly failOn: Severity | 'never';
  readonly host?: string | undefined;
  readonly project?: string | undefined;
}

/** Checks the PATHs and gives the text to print and the exit code: 1 where a problem is at or above `failOn`, else 0. */
export function check(
  paths: readonly string[],
  options: CheckOptions,
  version: string,
): { readonly output: string; readonly exitCode: number } {
  const projects = openAll(paths, options);
  if (options.host !== undefined) requireHost(projects, options.host);
  const problems = sortReport(projects.flatMap((project) => problemsOf(project, options)));
  return {
    output: format(problems, projects, options.format, version),
    exitCode: failed(problems, options.failOn) ? 1 : 0,
  };
}

function openAll(paths: readonly string[], options: CheckOptions): readonly Project[] {
  const settings = workspaceSettings(options);
  if (options.project !== undefined) return openFilesInProject(paths, options.project, settings);
  return paths.map((given) => openProject(given, settings));
}

function requireHost(projects: readonly Project[], name: string): void {
  const names = [...new Set(projects.flatMap(({ analysis }) => analysis.hosts.map(({ host }) => host.name)))].sort();
  if (!names.includes(name))
    throw new UsageError(`no host ${name}; there ${names.length === 1 ? 'is' : 'are'} ${names.join(', ') || 'none'}`);
}

function problemsOf({ analysis, scope }: Project, { only, host }: CheckOptions): readonly ReportedProblem[] {
  const problems = scope.kind === 'fileInProject' ? analysis.problemsOf(scope.path) : analysis.problems();
  const chosen = problems.filter(
    (problem) =>
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
      return formatPretty(problems, lineReader(projects));
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

function failed(problems: readonly ReportedProblem[], failOn: CheckOptions['failOn']): boolean {
  if (failOn === 'never') return false;
  const order: readonly Severity[] = ['hint', 'info', 'warning', 'error'];
  return problems.some((problem) => order.indexOf(problem.severity) >= order.indexOf(failOn));
}
