import pc from 'picocolors';
import type { Severity } from '../../impermanence/rules/rule.ts';
import type { ReportedProblem } from '../report.ts';
import { excerptOf } from './excerpt.ts';
import { printable, printableLine } from './terminal.ts';

type Colors = ReturnType<typeof pc.createColors>;

/** What people are shown besides the report. */
export interface Surroundings {
  /** The text of a line (from 1) of a shown path. */
  lineOf(file: string, line: number): string | undefined;
  /** The names of all hosts that consist of a shown path. */
  hostsOf(file: string): ReadonlySet<string>;
}

/**
 * For people: place, severity, message and rule, the hosts where not all that share the file have the problem, the line with
 * the spot underlined, what belongs to it, the fix at hand, and a count at the end.
 */
export function formatPretty(
  problems: readonly ReportedProblem[],
  surroundings: Surroundings,
  colors: Colors = pc,
): string {
  const blocks = problems.map((problem) => block(problem, surroundings, colors));
  return [...blocks, summary(problems, colors)].join('\n');
}

function block(problem: ReportedProblem, { lineOf, hostsOf }: Surroundings, colors: Colors): string {
  const { severity, message, rule } = problem;
  const hosts = [...hostsOf(problem.file)].every((host) => problem.hosts.includes(host)) ? [] : problem.hosts;
  const owners = hosts.length > 0 ? colors.dim(` (${printable(hosts.join(', '))})`) : '';
  const lines = [
    `${colors.bold(placeOf(problem))} ${paintAs(severity, severity, colors)} ${printable(message)} ${colors.dim(rule)}${owners}`,
    ...excerpt(problem, lineOf(problem.file, problem.start.line), colors),
    ...relatedTo(problem, colors),
  ];
  const fix = problem.fixes.find((candidate) => candidate.preferred) ?? problem.fixes[0];
  if (fix !== undefined) lines.push(`  ${colors.green('fix')} ${printable(fix.title)}`);
  return `${lines.join('\n')}\n`;
}

/** So many places that belong to a problem are shown; there may be one for each entry. */
const mostRelated = 5;

function relatedTo({ related }: ReportedProblem, colors: Colors): readonly string[] {
  const see = colors.cyan('see');
  const shown = related.length > mostRelated ? related.slice(0, mostRelated - 1) : related;
  const lines = shown.map((each) => `  ${see} ${placeOf(each)} ${printable(each.message)}`);
  return shown.length === related.length ? lines : [...lines, `  ${see} ${related.length - shown.length} more places`];
}

function placeOf({ file, start }: Pick<ReportedProblem, 'file' | 'start'>): string {
  return `${printableLine(file)}:${start.line}:${start.column}`;
}

function excerpt(problem: ReportedProblem, line: string | undefined, colors: Colors): string[] {
  const shown = line === undefined ? undefined : excerptOf(line, problem);
  if (shown === undefined) return [];
  const number = String(problem.start.line);
  const gutter = ' '.repeat(number.length);
  return [
    `  ${colors.dim(`${number} |`)} ${shown.text}`,
    `  ${colors.dim(`${gutter} |`)} ${shown.indent}${paintAs(problem.severity, shown.marks, colors)}`,
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
  if (severity === 'info') return count === 1 ? 'piece of advice' : 'pieces of advice';
  return count === 1 ? severity : `${severity}s`;
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
