import type { Log, ReportingDescriptor, Result } from 'sarif';
import type { Rule, Severity } from '../../impermanence/rules/rule.ts';
import type { Range, ReportedProblem } from '../report.ts';

/** A SARIF 2.1.0 log (OASIS standard, sarif-v2.1.0-os) with all rules and the problems as results. Columns are UTF-16 units. */
export function formatSarif(problems: readonly ReportedProblem[], rules: readonly Rule[], version: string): string {
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'nixos-impermanence', version, rules: rules.map(descriptor) } },
        columnKind: 'utf16CodeUnits',
        results: problems.map((problem) => result(problem, rules)),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function descriptor(rule: Rule): ReportingDescriptor {
  return {
    id: rule.id,
    shortDescription: { text: rule.title },
    help: { text: rule.page, markdown: rule.page },
    defaultConfiguration: { level: levels[rule.severity] },
  };
}

function result(problem: ReportedProblem, rules: readonly Rule[]): Result {
  return {
    ruleId: problem.rule,
    ruleIndex: rules.findIndex((rule) => rule.id === problem.rule),
    level: levels[problem.severity],
    message: { text: problem.message },
    locations: [{ physicalLocation: location(problem.file, problem) }],
    relatedLocations: problem.related.map((related) => ({
      physicalLocation: location(related.file, related),
      message: { text: related.message },
    })),
    fixes: problem.fixes.map((fix) => ({
      description: { text: fix.title },
      artifactChanges: [...new Set(fix.edits.map((edit) => edit.file))].map((file) => ({
        artifactLocation: { uri: uriOf(file) },
        replacements: fix.edits
          .filter((edit) => edit.file === file)
          .map((edit) => ({ deletedRegion: region(edit), insertedContent: { text: edit.text } })),
      })),
    })),
  };
}

function location(
  file: string,
  range: Range,
): { artifactLocation: { uri: string }; region: ReturnType<typeof region> } {
  return { artifactLocation: { uri: uriOf(file) }, region: region(range) };
}

/** A relative reference (RFC 3986): `#`, `?` and the like in names are no syntax of it. */
function uriOf(file: string): string {
  return file.split('/').map(encodeURIComponent).join('/');
}

function region({ start, end }: Range) {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
};
