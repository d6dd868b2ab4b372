import pc from 'picocolors';
import type { Severity } from '../../impermanence/rules/rule.ts';
import type { ReportedProblem } from '../report.ts';

type Colors = ReturnType<typeof pc.createColors>;

/**
 * For people: place, severity, message and rule, the line with the spot underlined, what belongs to it, the fix at
 * hand, and a count at the end. `lineOf` gives the text of a line (from 1) of a shown path.
 */
export function formatPretty(
  problems: readonly ReportedProblem[],
  lineOf: (file: string, line: number) => string | undefined,
  colors: Colors = pc,
): string {
  const blocks = problems.map((problem) => block(problem, lineOf, colors));
  return [...blocks, summary(problems, colors)].join('\n');
}

function block(
  problem: ReportedProblem,
  lineOf: (file: string, line: number) => string | undefined,
  colors: Colors,
): string {
  const place = `${problem.file}:${problem.start.line}:${problem.start.column}`;
  const hosts = problem.hosts.length > 0 ? colors.dim(` (${problem.hosts.join(', ')})`) : '';
  const lines = [
    `${colors.bold(place)} ${paint(problem.severity, colors)} ${problem.message} ${colors.dim(problem.rule)}${hosts}`,
    ...excerpt(problem, lineOf(problem.file, problem.start.line), colors),
    ...problem.related.map(
      (related) =>
        `  ${colors.cyan('see')} ${related.file}:${related.start.line}:${related.start.column} ${related.message}`,
    ),
  ];
  const fix = problem.fixes.find((candidate) => candidate.preferred) ?? problem.fixes[0];
  if (fix !== undefined) lines.push(`  ${colors.green('fix')} ${fix.title}`);
  return `${lines.join('\n')}\n`;
}

function excerpt(problem: ReportedProblem, line: string | undefined, colors: Colors): string[] {
  if (line === undefined || line.trim() === '') return [];
  const from = problem.start.column - 1;
  const to = problem.end.line === problem.start.line ? problem.end.column - 1 : line.length;
  const indent = line.slice(0, from).replace(/[^\t]/g, ' ');
  const number = String(problem.start.line);
  const gutter = ' '.repeat(number.length);
  return [
    `  ${colors.dim(`${number} |`)} ${line}`,
    `  ${colors.dim(`${gutter} |`)} ${indent}${paintAs(problem.severity, '^'.repeat(Math.max(1, to - from)), colors)}`,
  ];
}

function summary(problems: readonly ReportedProblem[], colors: Colors): string {
  if (problems.length === 0) return `${colors.green('No problems.')}\n`;
  const counts = (['error', 'warning', 'info', 'hint'] as const).flatMap((severity) => {
    const count = problems.filter((problem) => problem.severity === severity).length;
    return count === 0 ? [] : [`${count} ${plural(severity, count)}`];
  });
  const files = new Set(problems.map((problem) => problem.file)).size;
  const fixable = problems.filter((problem) => problem.fixes.length > 0).length;
  const tail = fixable > 0 ? `; ${fixable} with a fix` : '';
  return `${colors.bold(counts.join(', '))} in ${files} ${files === 1 ? 'file' : 'files'}${tail}\n`;
}

function plural(severity: Severity, count: number): string {
  if (severity === 'info') return count === 1 ? 'advice' : 'pieces of advice';
  return count === 1 ? severity : `${severity}s`;
}

function paint(severity: Severity, colors: Colors): string {
  return paintAs(severity, severity, colors);
}

function paintAs(severity: Severity, text: string, colors: Colors): string {
  switch (severity) {
    case 'error':
      return colors.red(text);
    case 'warning':
      return colors.yellow(text);
    case 'info':
      return colors.blue(text);
    case 'hint':
      return colors.dim(text);
  }
}
