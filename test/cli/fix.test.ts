import { chmodSync, cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandLine, repository, twice } from '../support/commandLine.ts';

const { folder, project, run } = commandLine();

describe('fix', () => {
  it('writes what the preferred fixes say, once, and shows the diff', () => {
    const root = project('fixed', { 'configuration.nix': twice });
    const dry = run(['fix', root, '--only', 'duplicate-entry', '--dry-run']).stdout;
    expect(readFileSync(path.join(root, 'configuration.nix'), 'utf8')).toBe(twice);
    expect(run(['fix', root, '--only', 'duplicate-entry']).stdout).toBe(dry);
    expect(dry).toContain('-    "/var/log/" # again\n');
    // Comments survive, also that of an entry which goes.
    const fixed = twice.replace('    "/var/log/" # again', '    # again');
    expect(readFileSync(path.join(root, 'configuration.nix'), 'utf8')).toBe(fixed);
    expect(run(['fix', root, '--only', 'duplicate-entry']).stdout).toBe('Nothing to fix.\n');
  });

  // Root may write everything.
  it.skipIf(process.getuid?.() === 0)('writes none of the files of a PATH where it may not write one', () => {
    const root = project('locked', {
      'configuration.nix': '{ imports = [ ./b.nix ]; }',
      'a.nix': twice,
      'b.nix': twice,
    });
    chmodSync(path.join(root, 'b.nix'), 0o444);
    const { status, stderr } = run(['fix', root, '--only', 'duplicate-entry']);
    expect({ status, stderr }).toEqual({ status: 2, stderr: 'nixos-impermanence: locked/b.nix may not be written\n' });
    expect(readFileSync(path.join(root, 'a.nix'), 'utf8')).toBe(twice);
  });

  it('leaves nothing in the example that it could fix', () => {
    const root = path.join(folder, 'mended');
    cpSync(path.join(repository, 'examples/tmpfs-root'), root, { recursive: true });
    run(['fix', root]);
    const { problems } = JSON.parse(run(['check', root, '--format', 'json']).stdout);
    const preferred = problems.filter(({ fixes }: { fixes: { preferred: boolean }[] }) =>
      fixes.some((fix) => fix.preferred),
    );
    expect(preferred).toEqual([]);
    expect(
      problems
        .filter(({ severity }: { severity: string }) => severity === 'error')
        .map(({ rule }: { rule: string }) => rule),
    ).toEqual(['placeholder-device']);
  });
});
