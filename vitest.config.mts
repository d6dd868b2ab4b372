import { defineConfig } from 'vitest/config';

/** Tests that replace a module for themselves, and so need one of their own. */
const mocking = ['test/protocol/robustness.test.ts'];

export default defineConfig({
  plugins: [
    {
      // The bundle takes Markdown as text (see esbuild.mjs); tests see the same.
      name: 'markdown-as-text',
      enforce: 'pre',
      transform(source: string, id: string) {
        return id.endsWith('.md') ? { code: `export default ${JSON.stringify(source)};`, map: null } : undefined;
      },
    },
  ],
  test: {
    testTimeout: 60_000,
    pool: 'threads',
    projects: [
      {
        // The engine has no state of its own between tests, so files share one loaded engine: half the time goes otherwise
        // into loading it.
        extends: true,
        test: {
          name: 'shared',
          isolate: false,
          include: ['server/src/**/*.test.ts', 'client/src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: ['test/vscode/**', '**/node_modules/**', ...mocking],
        },
      },
      { extends: true, test: { name: 'mocking', isolate: true, include: mocking } },
    ],
  },
});
