import type { Report, ReportedProblem } from '../report.ts';

/** The report as JSON, ending in a line break. */
export function formatJson(problems: readonly ReportedProblem[]): string {
  const report: Report = { version: 1, problems };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
