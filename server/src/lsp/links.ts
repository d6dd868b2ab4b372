import { repository } from '../../../package.json';

/** Where the page of a rule can be read. */
export function rulePageUrl(rule: string): string {
  const address = repository.url.replace(/^git\+/, '').replace(/\.git$/, '');
  return `${address}/blob/main/docs/rules/${rule}.md`;
}
