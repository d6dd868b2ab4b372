import manifest from '../../../package.json' with { type: 'json' };

/** Where the page of a rule can be read. */
export function rulePageUrl(rule: string): string {
  const repository = manifest.repository.url.replace(/^git\+/, '').replace(/\.git$/, '');
  return `${repository}/blob/main/docs/rules/${rule}.md`;
}
