import type { Severity } from '../../impermanence/rules/rule.ts';
import type { ReportedProblem } from '../report.ts';

/** Workflow commands of GitHub Actions, one a line, which show as annotations in a pull request. */
export function formatGithub(problems: readonly ReportedProblem[]): string {
  return problems.map((problem) => `${command(problem)}\n`).join('');
}

function command(problem: ReportedProblem): string {
  const properties = [
    ['file', problem.file],
    ['line', problem.start.line],
    ['col', problem.start.column],
    ['endLine', problem.end.line],
    ['endColumn', problem.end.column],
    ['title', problem.rule],
  ];
  const list = properties.map(([key, value]) => `${key}=${escapeProperty(String(value))}`).join(',');
  return `::${levels[problem.severity]} ${list}::${escapeData(problem.message)}`;
}

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

/** The escapes that the runner undoes: github.com/actions/toolkit, packages/core/src/command.ts. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
