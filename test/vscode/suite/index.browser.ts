import { report } from './report.ts';
import { serverStarted } from './serverStarted.ts';

/** VS Code calls it in the extension host that is a web worker. */
export async function run(): Promise<void> {
  // mocha reads the page's address; a worker of VS Code has none.
  if (!('location' in globalThis)) Object.defineProperty(globalThis, 'location', { value: { search: '', href: '' } });
  await serverStarted();
  await import('./mocha.browser.ts');
  mocha.setup({ ui: 'tdd', timeout: 60_000, reporter: Mocha.reporters.Base });
  await import('./all.ts');
  await import('./quiet.ts');
  await import('./crash.browser.ts');
  await report((done) => mocha.run(done));
}
