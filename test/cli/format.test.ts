import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import { formatGithub } from '../../server/src/cli/format/github.ts';
import { formatPatch } from '../../server/src/cli/format/patch.ts';
import { formatPretty } from '../../server/src/cli/format/pretty.ts';
import { formatSarif } from '../../server/src/cli/format/sarif.ts';
import { formatShown } from '../../server/src/cli/format/shown.ts';
import { mergeReports, type ReportedProblem } from '../../server/src/cli/report.ts';
import type { ShownHost } from '../../server/src/impermanence/model/show.ts';
import type { Rule } from '../../server/src/impermanence/rules/rule.ts';

const plain = pc.createColors(false);

/** Files of which every line is this one, and which these hosts consist of. */
function around(line: string | undefined, ...hosts: readonly string[]) {
  return { lineOf: () => line, hostsOf: () => new Set(hosts) };
}

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

  it('names files by relative references, whatever they are called', () => {
    const [run] = JSON.parse(formatSarif([{ ...advice, file: 'a:b/c #1?%.nix' }], [rule], '1.2.3')).runs;
    const { uri } = run.results[0].locations[0].physicalLocation.artifactLocation;
    expect(uri).toBe('a%3Ab/c%20%231%3F%25.nix');
    expect(new URL(uri, 'file:///root/').pathname).toBe('/root/a%3Ab/c%20%231%3F%25.nix');
  });
});

describe('the output for people', () => {
  it('underlines the spot, keeping tabs aligned, and names the fix', () => {
    const output = formatPretty([duplicate], around('\tx = [ "/var/log" ];'), plain);
    expect(output).toContain('hosts/a:b/persist.nix:4:7 error 100% twice');
    expect(output).toContain('  4 | \tx = [ "/var/log" ];\n    | \t     ^^^^^^^^^^\n');
    expect(output).toContain('  fix Remove it');
    expect(output).toContain('1 error in 1 file; 1 with a fix');
  });

  const underlined = (line: string, spot: string) => {
    const column = line.indexOf(spot) + 1;
    const at = { start: { line: 4, column }, end: { line: 4, column: column + spot.length } };
    const [, text = '', marks = ''] = formatPretty([{ ...advice, ...at, message: 'x' }], around(line), plain).split(
      '\n',
    );
    return [text, marks];
  };

  it('underlines by what a terminal shows: wide characters, marks, a byte order mark', () => {
    expect(underlined('"/日本" "/x"', '"/x"')).toEqual(['  4 | "/日本" "/x"', '    |         ^^^^']);
    expect(underlined('"/日本" "/x"', '"/日本"')).toEqual(['  4 | "/日本" "/x"', '    | ^^^^^^^']);
    expect(underlined('"/😀" "/x"', '"/x"')[1]).toBe('    |       ^^^^');
    expect(underlined('"/a\u0308" "/x"', '"/x"')[1]).toBe('    |      ^^^^');
    expect(underlined('\uFEFF"/x"', '"/x"')[1]).toBe('    | ^^^^');
  });

  it('cuts a long line around the spot', () => {
    const [text = '', marks = ''] = underlined(`${'a '.repeat(500)}"/x" ${'b '.repeat(500)}`, '"/x"');
    expect(text).toMatch(/^ {2}4 \| ….*…$/);
    expect(text.length).toBeLessThan(220);
    expect(text.slice(marks.indexOf('^'), marks.length)).toBe('"/x"');
  });

  it('shows what a terminal would obey', () => {
    const red = '\u001b[31m';
    const nasty = { ...duplicate, message: `a ${red}`, file: `${red}.nix`, fixes: [] };
    const output = formatPretty([nasty], around(`${red} \u202e "/var/log"`), plain);
    for (const obeyed of ['\u001b', '\u202e']) expect(output).not.toContain(obeyed);
    expect(output).toContain('a \uFFFD[31m');
  });

  it('names the hosts where not all that share the file have the problem', () => {
    expect(formatPretty([duplicate], around(undefined, 'box', 'den'), plain)).toContain('duplicate-entry (box)');
    expect(formatPretty([duplicate], around(undefined, 'box'), plain)).not.toContain('(box)');
  });

  it('shows a few of many places that belong to a problem', () => {
    const [place] = duplicate.related;
    const seen = (count: number) => {
      const output = formatPretty([{ ...duplicate, related: Array(count).fill(place) }], around(undefined), plain);
      return output.split('\n').filter((line) => line.startsWith('  see'));
    };
    const line = '  see other.nix:1:1 here first';
    expect(seen(5)).toEqual([line, line, line, line, line]);
    expect(seen(48)).toEqual([line, line, line, line, '  see 44 more places']);
  });

  it('counts by severity', () => {
    expect(formatPretty([duplicate, advice, advice], around(undefined), plain)).toContain(
      '1 error, 2 pieces of advice in 2 files',
    );
    expect(formatPretty([advice], around(undefined), plain)).toContain('1 piece of advice in 1 file');
  });

  it('says so when there is nothing', () => {
    expect(formatPretty([], around(undefined), plain)).toBe('No problems.\n');
  });
});

describe('the diff', () => {
  it('is what “patch” reads, names with blanks included, and coloured for people', () => {
    expect(formatPatch('a b.nix', '1\n', '2\n', plain)).toBe(
      '--- a/a b.nix\t\n+++ b/a b.nix\t\n@@ -1,1 +1,1 @@\n-1\n+2\n',
    );
    expect(formatPatch('a.nix', '1\n', '2\n', pc.createColors(true))).toContain('\u001b[31m-1\u001b[39m\n');
  });
});

describe('what is persisted, for people', () => {
  const place = null;
  const host = {
    name: 'box',
    root: 'configuration.nix',
    open: false,
    releases: { nixpkgs: '25.11', homeManager: null, impermanence: { rev: null, date: null, era: 'v2' } },
    wipe: { kind: 'tmpfs', at: place },
    mounts: [mount('/', 'tmpfs', true), mount('/persist', 'ext4', false)],
    stores: [store('/persist'), store('/off', false), store('old', true, '/persist/old')],
    entries: [
      {
        kind: 'directory',
        path: '/日本',
        source: '/persist',
        store: '/persist',
        origin: 'system',
        user: 'root',
        group: 'root',
        mode: '0755',
        method: null,
        condition: 'yes',
        at: place,
      },
    ],
    users: [],
    unknowns: [],
  } satisfies ShownHost;

  function mount(mountPoint: string, fsType: string, wiped: boolean) {
    return { mountPoint, fsType, device: 'none', options: [], neededForBoot: !wiped, wiped, at: place };
  }

  function store(name: string, enable = true, at = name) {
    return { name, path: at, enable, scope: 'system', at: place };
  }

  it('says on which mount, and what is switched off or empty', () => {
    expect(formatShown({ version: 1, hosts: [host] })).toBe(`box  (configuration.nix)
  nixpkgs 25.11, impermanence v2
  the root is wiped at every boot (tmpfs)
  mounts
    /         tmpfs  none  wiped    early
    /persist  ext4   none  lasting  early
  kept below /persist, on the mount /persist (ext4, lasting, early)
    /日本/  root:root 0755  system
  storage /off: switched off
  storage old: nothing is kept there
`);
  });

  it('names no mount where another may lie between, and does not say “nothing” of what is not known', () => {
    const unknowns = ['fileSystems.<name>', 'environment.persistence.<name>'].map((path) => ({
      path,
      reason: 'x',
      at: place,
    }));
    const output = formatShown({ version: 1, hosts: [{ ...host, mounts: [mount('/', 'tmpfs', true)], unknowns }] });
    expect(output).toContain('  kept below /persist\n');
    expect(formatShown({ version: 1, hosts: [{ ...host, stores: [] }] })).toContain('nothing is persisted here');
    expect(formatShown({ version: 1, hosts: [{ ...host, stores: [], unknowns }] })).not.toContain(
      'nothing is persisted',
    );
  });
});

describe('the order of the report', () => {
  it('is by file, place and rule, each problem once', () => {
    expect(mergeReports([duplicate, advice, duplicate])).toEqual([advice, duplicate]);
  });
});
