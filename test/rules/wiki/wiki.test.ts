import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ResolvedProblem } from '../../../server/src/analysis.ts';
import { analysisOf, type Files, root } from '../../support/folder.ts';
import { applied } from '../repair.ts';

const read = (name: string) => readFileSync(path.join(import.meta.dirname, `${name}.nix`), 'utf8');

/** Three blocks of the shape that the wiki page has: file systems, the system, the home. The first is no file by itself. */
const layout = `{\n${read('layout')}}\n`;
const system = read('system');
const home = read('home');

/** A name for the placeholder, and the user that it names. */
const named = (text: string) => text.replaceAll('<username>', 'mira').replaceAll('/home/username', '/home/mira');
const withUser = (text: string) =>
  text.replace('  # perhaps', '  users.users.mira.isNormalUser = true;\n\n  # perhaps');

const apart: Files = { 'layout.nix': layout, 'system.nix': system, 'home.nix': home };
const together: Files = {
  'configuration.nix': system.replace('imports = [', 'imports = [ ./hardware-configuration.nix ./home.nix'),
  'hardware-configuration.nix': layout,
  'home.nix': home,
};
const single: Files = { 'configuration.nix': inOneFile() };

function inOneFile(): string {
  const persisted = system.slice(system.indexOf('  # everything'), system.lastIndexOf('}'));
  return home
    .replace('imports = [', 'imports = [\n    "${impermanence}/nixos.nix"')
    .replace('  # perhaps', `${read('layout')}\n${persisted}  # perhaps`);
}

function mapped(files: Files, change: (text: string) => string): Files {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name, change(text)]));
}

const named3 = mapped(together, (text) => withUser(named(text)));

/** The rules that speak, with their severities, each line once. */
function spoken(files: Files): readonly string[] {
  return [...new Set(problemsOf(files).map(({ rule, severity }) => `${severity} ${rule.id}`))].sort();
}

function problemsOf(files: Files): readonly ResolvedProblem[] {
  const analysis = analysisOf(files);
  expect(analysis.defects).toEqual([]);
  return analysis.problems();
}

function only(files: Files, rule: string): ResolvedProblem {
  const found = problemsOf(files).filter((problem) => problem.rule.id === rule);
  expect(found.map(({ message }) => message)).toHaveLength(1);
  return found[0] as ResolvedProblem;
}

/** What is wrong with the page's text wherever it stands. */
const always = [
  'error placeholder-device',
  'error prefix-directory',
  'error removed-option',
  'info private-directory-mode',
  'info replaced-by-rename',
  'info unpinned-tarball',
  'warning home-module-imported',
  'warning home-tmpfs-world-writable',
];
const asPrinted = ['error placeholder-user', 'error syntax-error'];
/** What can only be said of a whole system. */
const ofSystem = ['warning machine-id-not-stable'];

describe('the blocks of the page', () => {
  test('as three files that know nothing of each other', () => {
    expect(spoken(apart)).toEqual([...always, ...asPrinted].sort());
    expect(spoken(mapped(apart, named))).toEqual(always);
  });

  test('as three files that import each other', () => {
    expect(spoken(together)).toEqual([...always, ...asPrinted, ...ofSystem, 'error mount-not-needed-for-boot'].sort());
    expect(spoken(named3)).toEqual(
      [...always, ...ofSystem, 'error mount-not-needed-for-boot', 'warning password-lost'].sort(),
    );
  });

  test('as one file', () => {
    expect(spoken(single)).toEqual([...always, ...asPrinted, ...ofSystem, 'error mount-not-needed-for-boot'].sort());
    expect(spoken(mapped(single, (text) => withUser(named(text))))).toEqual(spoken(named3));
  });

  test('mark the placeholder where it stands, once for each place', () => {
    const found = problemsOf(together).filter(({ rule }) => rule.id === 'placeholder-user');
    const marked = found.map(
      ({ file, span }) =>
        `${file.slice(root.length + 1)} ${together[file.slice(root.length + 1)]?.slice(span.start, span.end)}`,
    );
    expect(marked).toEqual([
      'hardware-configuration.nix "/home/username"',
      'home.nix <username>',
      'home.nix <username>',
    ]);
  });
});

describe('a home that is no file system of its own', () => {
  const without: Files = {
    ...named3,
    'hardware-configuration.nix': (named3['hardware-configuration.nix'] ?? '').replace(
      / {2}fileSystems\."\/home\/mira" =[\s\S]*?\};\n/,
      '',
    ),
  };

  test('is reported where the home is persisted, with the root beside', () => {
    const problem = only(without, 'home-tmpfs-not-separate');
    expect(problem.severity).toBe('warning');
    expect(problem.file).toBe(`${root}/home.nix`);
    expect(problem.related.map(({ file }) => file)).toEqual([`${root}/hardware-configuration.nix`]);
  });

  test('gets one from the preferred fix, beside the root, and then is silent', () => {
    const [fix] = only(without, 'home-tmpfs-not-separate').fixes;
    const repaired = fix && applied(without, fix);
    expect(fix?.preferred).toBe(true);
    expect(repaired?.['hardware-configuration.nix']).toContain(`# nobody but root writes to the root itself
    };
  fileSystems."/home/mira" = {
    device = "none";
    fsType = "tmpfs";
    options = [ "size=25%" "mode=755" ];
    neededForBoot = true;
  };
  fileSystems."/nix" =`);
    expect(repaired?.['home.nix']).toBe(without['home.nix']);
    expect(spoken(repaired ?? {})).not.toContain('warning home-tmpfs-not-separate');
    expect(spoken(repaired ?? {})).not.toContain('error mount-not-needed-for-boot');
  });
});

describe('Home Manager 21.11 with NixOS 22.05 (issue 95)', () => {
  test('is seen by the state version, and repaired by the same release', () => {
    const stated = '  system.stateVersion = "22.05";\n\n  # perhaps';
    const files = { ...named3, 'home.nix': (named3['home.nix'] ?? '').replace('  # perhaps', stated) };
    const problem = only(files, 'home-manager-unit-build-failure');
    expect(problem.severity).toBe('error');
    expect(problem.message).toContain("failed to produce output path for output 'out'");
    expect(problem.message).toContain('https://github.com/nix-community/impermanence/issues/95');
    expect(files['home.nix']?.slice(problem.span.start, problem.span.end)).toContain('release-21.11');
    const [fix] = problem.fixes;
    const repaired = fix && applied(files, fix);
    expect(repaired?.['home.nix']).toContain('home-manager/archive/release-22.05.tar.gz"');
    const after = problemsOf(repaired ?? {}).map(({ rule }) => rule.id);
    expect(after).not.toContain('home-manager-unit-build-failure');
    expect(after).not.toContain('release-mismatch');
  });
});
