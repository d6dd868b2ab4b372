// Rule pages are bundled as text: `import page from './some-rule.md'` gives the page's source.
declare module '*.md' {
  const text: string;
  export default text;
}
