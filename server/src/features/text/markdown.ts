/**
 * Text of the workspace as Markdown shows it literally. Names and paths come from files anybody may have written, so
 * nothing in them may become a link, an image or HTML.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_{}[\]()<>#+\-.!|~&$:@/"']/g, (character) =>
      /[<>&]/.test(character) ? `&#${character.charCodeAt(0)};` : `\\${character}`,
    )
    .replace(/\r\n|\r|\n/g, ' ');
}

/** Text as a code span, with as many backticks around it as it needs. Empty text gives nothing. */
export function code(text: string): string {
  const line = text.replace(/\r\n|\r|\n/g, ' ');
  if (line === '') return '';
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const padding = longest > 0 || line.trim() !== line ? ' ' : '';
  return `${fence}${padding}${line}${padding}${fence}`;
}

/** Nix source as a block of code. */
export function nixBlock(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}nix\n${text}\n${fence}`;
}

/** Markdown made of these pieces as a text without marks, for who cannot show it. */
export function plainText(markdown: string): string {
  return markdown.replace(/^```+\w*\n?/gm, '').replace(marks, (mark, _, inCode, escaped, entity, label, address) => {
    if (inCode !== undefined) return inCode;
    if (escaped !== undefined) return escaped;
    if (entity !== undefined) return String.fromCharCode(Number(entity));
    return label === undefined ? mark.replace('**', '') : `${label}: ${address}`;
  });
}

/** Code spans, escapes, entities, links and what makes text bold. */
const marks = /(`+) ?(.+?) ?\1(?!`)|\\([^\w\s])|&#(\d+);|\[([^\]\\]*)\]\((\S+?)\)|\*\*/g;

/** A list of labelled facts; those without a text are left out. Texts are Markdown already. */
export function factList(facts: readonly (readonly [label: string, text: string | undefined])[]): string {
  return facts
    .filter(([, text]) => text !== undefined && text !== '')
    .map(([label, text]) => `- ${label}: ${text}`)
    .join('\n');
}
