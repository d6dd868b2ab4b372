import type { Analysis, ResolvedProblem } from '../analysis.ts';
import { LineIndex } from '../base/lines.ts';
import type { Span } from '../base/span.ts';
import type { Severity } from '../impermanence/rules/rule.ts';
import type { FilePath } from '../nix/eval/value.ts';

/** The JSON of `check --format json`; docs/schemas/check.schema.json describes it. */
export interface Report {
  readonly version: 1;
  readonly problems: readonly ReportedProblem[];
}

export interface ReportedProblem extends Range {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hosts: readonly string[];
  readonly file: string;
  readonly related: readonly (Range & { readonly file: string; readonly message: string })[];
  readonly fixes: readonly ReportedFix[];
}

export interface ReportedFix {
  readonly title: string;
  readonly preferred: boolean;
  readonly edits: readonly (Range & { readonly file: string; readonly text: string })[];
}

/** Lines and columns count from 1, columns in UTF-16 units; the end is not included. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Turns problems into the report: positions from 1, paths by `shown`, sorted by file, place and rule. */
export function reportOf(
  problems: readonly ResolvedProblem[],
  analysis: Analysis,
  shown: (file: FilePath) => string,
): readonly ReportedProblem[] {
  const ranges = rangesOf(analysis);
  return problems.map((problem) => ({
    rule: problem.rule.id,
    severity: problem.severity,
    message: problem.message,
    hosts: problem.hosts,
    file: shown(problem.file),
    ...ranges(problem.file, problem.span),
    related: problem.related.map(({ file, span, message }) => ({ file: shown(file), ...ranges(file, span), message })),
    fixes: problem.fixes.flatMap((fix) => {
      const edits = fix.edits();
      if (edits === undefined) return [];
      return [
        {
          title: fix.title,
          preferred: fix.preferred ?? false,
          edits: edits.map((edit) => ({ file: shown(edit.file), ...ranges(edit.file, edit.span), text: edit.text })),
        },
      ];
    }),
  }));
}

/** Sorted by file, start and rule. What several PATHs report of one place stands once, with the hosts of all of them. */
export function mergeReports(problems: readonly ReportedProblem[]): readonly ReportedProblem[] {
  const unique = new Map<string, ReportedProblem>();
  for (const problem of problems) {
    const { rule, severity, message, file, start, end } = problem;
    const key = JSON.stringify([rule, severity, message, file, start, end]);
    const known = unique.get(key);
    unique.set(key, { ...(known ?? problem), hosts: sortedNames([...(known?.hosts ?? []), ...problem.hosts]) });
  }
  return [...unique.values()].sort(
    (a, b) =>
      compareText(a.file, b.file) ||
      a.start.line - b.start.line ||
      a.start.column - b.start.column ||
      compareText(a.rule, b.rule) ||
      compareText(a.message, b.message),
  );
}

function sortedNames(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort(compareText);
}

/** Line and column ranges of spans, with one line index a file. A file that does not exist yet has one empty line. */
export function rangesOf(analysis: Analysis): (file: FilePath, span: Span) => Range {
  const indexes = new Map<FilePath, LineIndex>();
  return (file, span) => {
    let index = indexes.get(file);
    if (index === undefined) {
      index = new LineIndex(analysis.source(file)?.text ?? '');
      indexes.set(file, index);
    }
    return { start: positionAt(index, span.start), end: positionAt(index, span.end) };
  };
}

function positionAt(index: LineIndex, offset: number): Position {
  const { line, character } = index.positionAt(offset);
  return { line: line + 1, column: character + 1 };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
