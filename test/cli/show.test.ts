import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import showSchema from '../../docs/schemas/show.schema.json' with { type: 'json' };
import { commandLine, twice } from '../support/commandLine.ts';

const { project, run } = commandLine();

describe('show', () => {
  it('gives JSON by its schema, and a table for people', () => {
    const root = project('shown', { 'configuration.nix': twice });
    const shown = JSON.parse(run(['show', root, '--json']).stdout);
    expect(new Ajv().validate(showSchema, shown)).toBe(true);
    expect(shown.hosts[0].entries).toHaveLength(2);
    expect(run(['show', root]).stdout).toContain('kept below /persist');
  });

  it('is sorted, and relative to where somebody stands', () => {
    const root = project('order', {
      'configuration.nix': `{ pkgs, ... }: {
        imports = [ ./gone.nix ];
        environment.persistence."/z".directories = [ "/b" ];
        environment.persistence."/a".directories = [ "/c" ] ++ pkgs.more;
      }`,
    });
    const [host] = JSON.parse(run(['show', root, '--json']).stdout).hosts;
    expect(host.stores.map(({ name }: { name: string }) => name)).toEqual(['/a', '/z']);
    expect(host.unknowns.map(({ path: option, reason }: { path: string; reason: string }) => [option, reason])).toEqual(
      [
        ['environment.persistence."/a".directories', 'pkgs.more is not known'],
        ['imports', 'there is no file order/gone.nix'],
      ],
    );
  });

  it('names the hosts there are', () => {
    const root = project('named', { 'configuration.nix': '{ networking.hostName = "box"; }' });
    expect(run(['show', root, '--host', 'bx']).stderr).toMatch(/no host bx; there is box/);
  });
});

describe('mounts', () => {
  it('are shown with the options as merged', () => {
    const root = project('mounts', {
      'configuration.nix': '{ fileSystems."/" = { fsType = "tmpfs"; options = [ "size=2G,mode=755" "noatime" ]; }; }',
    });
    const [host] = JSON.parse(run(['show', root, '--json']).stdout).hosts;
    expect(host.mounts[0].options).toEqual(['size=2G,mode=755', 'noatime']);
  });
});
