import { report } from './report.ts';
import { serverStarted } from './serverStarted.ts';

/** VS Code calls it in the extension host: on the desktop, in the server, under @vscode/test-electron. */
export async function run(): Promise<void> {
  await serverStarted();
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({ ui: 'tdd', timeout: 60_000, reporter: Mocha.reporters.Base });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await import('./all.ts');
  await import('./neighbour.node.ts');
  await import('./quiet.ts');
  await import('./crash.node.ts');
  await report((done) => mocha.run(done));
}
