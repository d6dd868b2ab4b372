import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../../server/src/impermanence/rules/index.ts';
import { commandLine } from '../support/commandLine.ts';

const { cli, folder, run } = commandLine();

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
