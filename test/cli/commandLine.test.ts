import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Ajv from 'ajv';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import checkSchema from '../../docs/schemas/check.schema.json' with { type: 'json' };
import showSchema from '../../docs/schemas/show.schema.json' with { type: 'json' };
import { rules } from '../../server/src/impermanence/rules/index.ts';

const repository = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'command-line-'));
const cli = path.join(folder, 'bundle/cli.js');

beforeAll(async () => {
  await build({
    entryPoints: [path.join(repository, 'server/src/cli/main.node.ts')],
    outfile: cli,
    bundle: true,
    platform: 'node',
    mainFields: ['module', 'main'],
    format: 'cjs',
    target: 'node20',
    loader: { '.md': 'text' },
    logLevel: 'error',
  });
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(args: readonly string[], options: { readonly cwd?: string; readonly input?: string } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd: options.cwd ?? folder,
    input: options.input ?? '',
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

/** A folder with these files; the name keeps tests apart. */
function project(name: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = path.join(folder, name);
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), content);
  }
  return root;
}

const twice = `{
  environment.persistence."/persist".directories = [
    "/var/log"
    "/var/log/" # again
  ];
}
`;

describe('check', () => {
  it('reports the example with exit code 1, by a schema, with paths relative to the working folder', () => {
    cpSync(path.join(repository, 'examples'), path.join(folder, 'examples'), { recursive: true });
    const { status, stdout } = run(['check', 'examples/tmpfs-root', '--format', 'json']);
    expect(status).toBe(1);
    const report = JSON.parse(stdout);
    expect(new Ajv().validate(checkSchema, report)).toBe(true);
    expect([...new Set(report.problems.map(({ file }: { file: string }) => file))].sort()).toEqual([
      'examples/tmpfs-root/configuration.nix',
      'examples/tmpfs-root/hardware-configuration.nix',
      'examples/tmpfs-root/home.nix',
    ]);
    expect(run(['check', 'examples/tmpfs-root', '--format', 'json']).stdout).toBe(stdout);
  });

  it('takes severities, --only and --fail-on', () => {
    const root = project('severities', { 'configuration.nix': twice });
    expect(run(['check', root, '--only', 'duplicate-entry']).status).toBe(1);
    expect(run(['check', root, '--fail-on', 'never']).status).toBe(0);
    expect(run(['check', root, '--only', 'duplicate-entry', '--rule', 'duplicate-entry=off']).stdout).toContain(
      'No problems.',
    );
    expect(run(['check', root, '--only', 'duplicate-entry', '--rule', 'duplicate-entry=hint']).status).toBe(0);
    expect(
      run(['check', root, '--only', 'duplicate-entry', '--rule', 'duplicate-entry=hint', '--fail-on', 'hint']).status,
    ).toBe(1);
  });

  it('gives SARIF and annotations', () => {
    const root = project('formats', { 'configuration.nix': twice });
    const sarif = JSON.parse(run(['check', root, '--format', 'sarif']).stdout);
    expect(sarif.runs[0].results.map(({ ruleId }: { ruleId: string }) => ruleId)).toContain('duplicate-entry');
    expect(run(['check', root, '--format', 'github']).stdout).toContain(
      '::error file=formats/configuration.nix,line=4',
    );
  });

  it('takes a file alone, or within a project', () => {
    const root = project('within', {
      'configuration.nix': '{ imports = [ ./a.nix ./b.nix ]; }',
      'a.nix': '{ environment.persistence."/persist".directories = [ "/var/log" ]; }',
      'b.nix': '{ environment.persistence."/persist".directories = [ "/var/log" ]; }',
    });
    const only = ['--only', 'duplicate-entry', '--format', 'json'];
    expect(JSON.parse(run(['check', path.join(root, 'b.nix'), ...only]).stdout).problems).toEqual([]);
    const both = ['a.nix', 'b.nix'].map((file) => path.join(root, file));
    expect(JSON.parse(run(['check', ...both, '--project', root, ...only]).stdout).problems).toHaveLength(1);
  });

  it('takes all of a project, or its folders', () => {
    const root = project('parts', {
      'configuration.nix': '{ imports = [ ./a/x.nix ./b/x.nix ]; }',
      'a/x.nix': '{ environment.persistence."/persist".directories = [ "/x" "/x" ]; }',
      'b/x.nix': '{ environment.persistence."/persist".directories = [ "/y" "/y" ]; }',
    });
    const files = (...args: readonly string[]) =>
      JSON.parse(run(['check', ...args, '--only', 'duplicate-entry', '--format', 'json']).stdout).problems.map(
        ({ file }: { file: string }) => file,
      );
    expect(files('--project', root)).toEqual(['parts/a/x.nix', 'parts/b/x.nix']);
    expect(files('parts/b', '--project', root)).toEqual(['parts/b/x.nix']);
  });

  it('reports a problem that several PATHs have once, with the hosts of all', () => {
    const root = project('overlap', {
      'configuration.nix': `{ networking.hostName = "box"; ${twice.slice(1)}`,
    });
    const args = ['check', root, path.join(root, 'configuration.nix'), '--only', 'duplicate-entry', '--format', 'json'];
    const { problems } = JSON.parse(run(args).stdout);
    expect(problems.map(({ hosts }: { hosts: string[] }) => hosts)).toEqual([['box', 'configuration.nix']]);
  });

  it('excludes what globs name, counted from the project or from where somebody stands', () => {
    const root = project('globs', { 'configuration.nix': '{ }', 'old/x.nix': '{ a = ; }' });
    expect(run(['check', root]).status).toBe(1);
    for (const glob of [
      '**/old',
      'old',
      'old/',
      './old',
      'old/**',
      'globs/old',
      './globs/old/',
      path.join(root, 'old'),
    ])
      expect({ glob, status: run(['check', 'globs', '--exclude', glob]).status }).toEqual({ glob, status: 0 });
  });

  it('names hosts in the order of their names', () => {
    const root = project('flake', {
      'flake.nix': `{
        outputs = { nixpkgs, ... }: { nixosConfigurations = {
          zeta = nixpkgs.lib.nixosSystem { modules = [ ./shared.nix ]; };
          alpha = nixpkgs.lib.nixosSystem { modules = [ ./shared.nix ]; };
        }; };
      }`,
      'shared.nix': twice,
    });
    const { problems } = JSON.parse(run(['check', root, '--only', 'duplicate-entry', '--format', 'json']).stdout);
    expect(problems[0].hosts).toEqual(['alpha', 'zeta']);
    const { hosts } = JSON.parse(run(['show', root, '--json']).stdout);
    expect(hosts.map(({ name }: { name: string }) => name)).toEqual(['alpha', 'zeta']);
  });
});

describe('bad input gets one line and exit code 2', () => {
  const refused = (args: readonly string[], line: RegExp) => {
    const { status, stdout, stderr } = run(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(line);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  };

  it('no such file', () => refused(['check', 'nowhere'], /nowhere: no such file or folder/));
  it('a folder without Nix', () => refused(['check', project('empty', { 'readme.txt': '' })], /holds no Nix files/));
  it('a binary file', () =>
    refused(['check', path.join(project('binary', { 'x.nix': new Uint8Array([123, 0, 125]) }), 'x.nix')], /binary/));
  it('text that is not UTF-8', () =>
    refused(['check', path.join(project('latin', { 'x.nix': new Uint8Array([34, 228, 34]) }), 'x.nix')], /UTF-8/));
  it('a link that leads to itself', () => {
    const root = project('circle', { 'a.txt': '' });
    symlinkSync('loop.nix', path.join(root, 'loop.nix'));
    refused(['check', path.join(root, 'loop.nix')], /circle/);
  });
  it('an unknown rule, with the nearest', () =>
    refused(['check', '--only', 'duplicate-entri'], /did you mean duplicate-entry\?/));
  it('a severity that is none', () =>
    refused(['check', '--rule', 'duplicate-entry=loud'], /off, hint, info, warning or error/));
  it('an unknown format', () => refused(['check', '--format', 'xml'], /xml/));
  it('an unknown command', () => refused(['chekc'], /did you mean check/i));
  it('no command', () => refused([], /^nixos-impermanence: no command given; --help lists them$/m));
  it('help of no command', () => refused(['help', 'chekc'], /^nixos-impermanence: no command chekc; /));
  it('an empty PATH', () => refused(['check', ''], /no file or folder/));
  it('more than a severity', () => refused(['check', '--rule', 'duplicate-entry=off=on'], /write ID=SEVERITY/));
  it('a rule that is like no other', () => refused(['explain', 'zzz'], /no rule zzz; “nixos-impermanence rules”/));
  it('the beginning of a rule', () => refused(['explain', 'dup'], /did you mean duplicate-entry\?/));
  it('a file outside of the project', () => {
    project('outside', { 'x.nix': '{ a = ; }', 'in/configuration.nix': '{ }' });
    refused(['check', 'outside/x.nix', '--project', 'outside/in'], /outside\/x.nix is not in the folder outside\/in/);
  });
  it('a file of a project that is no Nix', () => {
    project('text', { 'readme.md': 'x', 'configuration.nix': '{ }' });
    refused(['check', 'text/readme.md', '--project', 'text'], /readme.md is not a Nix file/);
  });
  it('an unknown host', () =>
    refused(
      ['check', project('hosts', { 'configuration.nix': '{ networking.hostName = "box"; }' }), '--host', 'bx'],
      /no host bx; there is box/,
    ));
  it('an error nobody knows', () => refused(['explain', '-'], /nothing to explain/));
});

describe('a broken flake.lock', () => {
  it('is a problem at its place', () => {
    const root = project('lock', {
      'flake.nix': '{ inputs.nixpkgs.url = "github:NixOS/nixpkgs"; outputs = { nixpkgs, ... }: { }; }',
      'flake.lock': '{ "version": 7, "nodes": {',
    });
    const { problems } = JSON.parse(run(['check', root, '--format', 'json']).stdout);
    expect(problems).toEqual([
      expect.objectContaining({ rule: 'invalid-lock', severity: 'warning', file: 'lock/flake.lock' }),
    ]);
  });
});

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

describe('explain and rules', () => {
  it('shows a page', () => expect(run(['explain', 'duplicate-entry']).stdout).toMatch(/^# /));
  it('reads an error message', () => {
    const { status, stdout } = run(['explain', '-'], { input: 'fuse: mountpoint is not empty\n' });
    expect(status).toBe(0);
    expect(stdout).toContain('home-tmpfs-not-separate');
  });
  it.skipIf(process.platform === 'win32')(
    'waits for an error message that comes late, from a pipe that does not block',
    () => {
      const pipe = path.join(folder, 'late.pipe');
      spawnSync('mkfifo', [pipe]);
      // The writer is there before the reader, else the reader finds the end at once.
      const script = `
      const { closeSync, constants, openSync, writeSync } = require('node:fs');
      const [pipe, cli] = process.argv.slice(1);
      const writer = openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK);
      const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
      const stdio = [reader, 'inherit', 'inherit'];
      const child = require('node:child_process').spawn(process.execPath, [cli, 'explain', '-'], { stdio });
      setTimeout(() => { writeSync(writer, 'fuse: mountpoint is not empty'); closeSync(writer); }, 1000);
      child.on('exit', (code) => { process.exitCode = code; });`;
      const { status, stdout } = spawnSync(process.execPath, ['-e', script, pipe, cli], { encoding: 'utf8' });
      expect(stdout).toContain('home-tmpfs-not-separate');
      expect(status).toBe(0);
    },
  );
  it('lists all rules', () => {
    const listed = JSON.parse(run(['rules', '--json']).stdout);
    expect(listed.rules.map(({ id }: { id: string }) => id)).toEqual(rules.map(({ id }) => id));
    expect(run(['rules']).stdout.split('\n')).toHaveLength(rules.length + 1);
  });
});

describe('lsp', () => {
  it('answers an editor', async () => {
    const server = spawn(process.execPath, [cli, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const body = JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: { processId: null, rootUri: null, capabilities: {} },
    });
    server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    let answer = '';
    // A pipe may give the header and the body apart.
    for await (const chunk of server.stdout) {
      answer += chunk;
      if (answer.endsWith('}')) break;
    }
    server.kill();
    expect(answer).toContain('"hoverProvider":true');
  });
});
