import type { Category, Rule } from '../server/src/impermanence/rules/rule.ts';

/** The pages of docs/rules, file name → text, made from the rules: one page each, and README.md that lists them. */
export function ruleDocs(rules: readonly Rule[]): ReadonlyMap<string, string> {
  return new Map([['README.md', list(rules)], ...rules.map((rule) => [`${rule.id}.md`, page(rule)] as const)]);
}

const categories: Readonly<Record<Category, string>> = {
  layout: 'Layout: the file systems under it',
  wiring: 'Wiring: modules, inputs, releases',
  options: 'Options: what the module accepts',
  entries: 'Entries',
  loss: 'Loss and boot order',
  text: 'The text itself',
};

const repairs: Readonly<Record<Rule['repair'], string>> = {
  preferred: 'a fix is offered, and applied by *fix all*',
  offered: 'fixes are offered to choose from',
  none: 'there is no automatic fix',
};

function page(rule: Rule): string {
  const facts = `*${rule.title}.* Severity **${rule.severity}** unless the page says otherwise; ${repairs[rule.repair]}.`;
  const [heading = '', ...rest] = rule.page.split('\n');
  return `${[heading, '', facts, ...rest].join('\n').trimEnd()}\n\n---\n\n[All rules](README.md)\n`;
}

function list(rules: readonly Rule[]): string {
  const sections = Object.entries(categories).map(([category, title]) => {
    const members = rules.filter((rule) => rule.category === category);
    const rows = members.map(({ id, severity, title: what, repair }) => {
      return `| [${id}](${id}.md) | ${severity} | ${what.replaceAll('|', '\\|')} | ${repair === 'none' ? '' : 'yes'} |`;
    });
    return members.length === 0
      ? []
      : [`## ${title}`, '', '| rule | severity | reported | fix |', '| --- | --- | --- | --- |', ...rows, ''];
  });
  const about = [
    '# Rules',
    '',
    'The setting `impermanence.rules` gives a rule another severity or switches it `off`; a comment `# impermanence: ignore RULE -- why`',
    'silences it on the next line. A value that is not known never makes a problem.',
    '',
  ];
  return [...about, ...sections.flat()].join('\n');
}
