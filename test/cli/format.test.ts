import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import { formatGithub } from '../../server/src/cli/format/github.ts';
import { formatPretty } from '../../server/src/cli/format/pretty.ts';
import { formatSarif } from '../../server/src/cli/format/sarif.ts';
import { type ReportedProblem, sortReport } from '../../server/src/cli/report.ts';
import type { Rule } from '../../server/src/impermanence/rules/rule.ts';

const plain = pc.createColors(false);

const duplicate: ReportedProblem = {
  rule: 'duplicate-entry',
  severity: 'error',
  message: '100% twice,\nreally: "/var/log"',
  hosts: ['box'],
  file: 'hosts/a:b/persist.nix',
  start: { line: 4, column: 7 },
  end: { line: 4, column: 17 },
  related: [{ file: 'other.nix', start: { line: 1, column: 1 }, end: { line: 1, column: 2 }, message: 'here first' }],
  fixes: [
    {
      title: 'Remove it',
      preferred: true,
      edits: [{ file: 'hosts/a:b/persist.nix', start: { line: 4, column: 1 }, end: { line: 5, column: 1 }, text: '' }],
    },
  ],
};
const advice: ReportedProblem = {
  ...duplicate,
  rule: 'tmpfs-size',
  severity: 'info',
  file: 'a.nix',
  related: [],
  fixes: [],
};
const rule: Rule = {
  id: 'duplicate-entry',
  severity: 'error',
  title: 'Two entries with one target',
  page: '# page',
  source: 'M',
  category: 'entries',
  repair: 'preferred',
};

describe('GitHub annotations', () => {
  it('escapes what the runner would read as syntax', () => {
    expect(formatGithub([duplicate])).toBe(
      '::error file=hosts/a%3Ab/persist.nix,line=4,col=7,endLine=4,endColumn=17,title=duplicate-entry::100%25 twice,%0Areally: "/var/log"\n',
    );
  });

  it('shows advice as notices', () => {
    expect(formatGithub([advice])).toMatch(/^::notice /);
  });
});

describe('SARIF', () => {
  it('holds rules, places, related places and fixes', () => {
    const [run] = JSON.parse(formatSarif([duplicate], [rule], '1.2.3')).runs;
    expect(run.tool.driver).toMatchObject({ version: '1.2.3', rules: [{ id: 'duplicate-entry' }] });
    expect(run.columnKind).toBe('utf16CodeUnits');
    expect(run.results[0]).toMatchObject({
      ruleId: 'duplicate-entry',
      ruleIndex: 0,
      level: 'error',
      locations: [{ physicalLocation: { region: { startLine: 4, startColumn: 7, endLine: 4, endColumn: 17 } } }],
      relatedLocations: [{ message: { text: 'here first' } }],
      fixes: [{ artifactChanges: [{ replacements: [{ deletedRegion: { startLine: 4, endLine: 5 } }] }] }],
    });
  });
});

describe('the output for people', () => {
  it('underlines the spot, keeping tabs aligned, and names the fix', () => {
    const output = formatPretty([duplicate], () => '\tx = [ "/var/log" ];', plain);
    expect(output).toContain('hosts/a:b/persist.nix:4:7 error 100% twice');
    expect(output).toContain('  4 | \tx = [ "/var/log" ];\n    | \t     ^^^^^^^^^^\n');
    expect(output).toContain('  fix Remove it');
    expect(output).toContain('1 error in 1 file; 1 with a fix');
  });

  it('counts by severity', () => {
    expect(formatPretty([duplicate, advice, advice], () => undefined, plain)).toContain(
      '1 error, 2 pieces of advice in 2 files',
    );
  });

  it('says so when there is nothing', () => {
    expect(formatPretty([], () => undefined, plain)).toBe('No problems.\n');
  });
});

describe('the order of the report', () => {
  it('is by file, place and rule, each problem once', () => {
    expect(sortReport([duplicate, advice, duplicate])).toEqual([advice, duplicate]);
  });
});
