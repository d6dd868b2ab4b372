import { defineConfig } from 'vitest/config';

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
    include: ['server/src/**/*.test.ts', 'client/src/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['test/vscode/**', '**/node_modules/**'],
    testTimeout: 60_000,
    // The engine has no state of its own between tests, so files share one loaded engine: half the time goes otherwise into loading it.
    pool: 'threads',
    isolate: false,
  },
});
