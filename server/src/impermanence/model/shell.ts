/** Loops over more text than this are left as they are. */
const maxLength = 100_000;

/**
 * A shell script with its loops over plain words (`for name in root home; do … done`) written out, and variables that are set
 * once to a plain text filled in; calls of its own functions likewise. What is not plain stays; `$name` becomes `${name}`.
 */
export function unrolled(script: string): string {
  // Behind a command a comment with quotes in it may be the end of a text.
  const spoken = script.replace(/^\s*#.*$/gm, '').replace(/[ \t]#[^"'\n]*$/gm, '');
  const bare = spoken.replace(/\$([A-Za-z_]\w*)/g, '$${$1}');
  let text = filledIn(bare);
  // From the inside out: what a pass leaves of a loop has no `do` any more.
  for (let pass = 0; pass < 8; pass++) {
    const next = text.replace(loop, (all: string, name?: string, words?: string, body?: string) => {
      const values = name === undefined ? undefined : plainWords(words ?? '');
      if (values === undefined || body === undefined || body.length * values.length > maxLength) {
        return all.replace(/\bdo(ne)?\b/g, ';');
      }
      return values.map((value) => replaceVariable(body, name ?? '', value)).join('\n');
    });
    if (next === text || next.length > maxLength) break;
    text = next;
  }
  return withCalls(withCalls(text));
}

const definition = /(?:^|[;\n])\s*(?:function\s+)?([A-Za-z_]\w*)\s*\(\)\s*\{([\s\S]*?)\n\s*\}/g;

/** Calls of the script's own functions with plain words written out. */
function withCalls(text: string): string {
  let result = text;
  for (const [, name = '', body = ''] of text.matchAll(definition)) {
    const call = new RegExp(`((?:^|[;\\n&|])\\s*)${name}((?:[ \\t]+[^\\s;&|()]+)+)`, 'g');
    const next = result.replace(call, (all: string, before: string, words: string) => {
      const values = plainWords(words);
      if (values === undefined) return all;
      return before + body.replace(/\$\{?([1-9])\}?/g, (written, index) => values[Number(index) - 1] ?? written);
    });
    if (next.length <= maxLength) result = next;
  }
  return result;
}

const loop =
  /\b(?:for\s+([A-Za-z_]\w*)\s+in[ \t]([^;\n]*)|for\b[^;\n]*|(?:while|until)\b[^;\n]*)[;\s]\s*do\b((?:(?!\b(?:do|done)\b)[\s\S])*)\bdone\b/g;

const assignment =
  /(?:^|[;\n])\s*(?:(?:local|export|readonly)\s+)?([A-Za-z_]\w*)=(?:"([^"$`\n]*)"|'([^'\n]*)'|([^\s"'$`;()]+))(?=\s*(?:[;\n]|$))/g;

function filledIn(text: string): string {
  const values = new Map<string, string | undefined>();
  for (const [, name = '', ...forms] of text.matchAll(assignment)) {
    values.set(name, values.has(name) ? undefined : forms.find((form) => form !== undefined));
  }
  let result = text;
  for (const [name, value] of values) {
    const isSetOnce = text.match(
      new RegExp(`(?:^|[\\s;])${name}\\+?=|\\bfor\\s+${name}\\b|\\bread\\b[^\\n]*\\b${name}\\b`, 'g'),
    );
    if (value !== undefined && isSetOnce?.length === 1) result = replaceVariable(result, name, value);
  }
  return result.length > maxLength ? text : result;
}

/** Words without anything that a shell would expand; undefined where there is something. */
function plainWords(text: string): readonly string[] | undefined {
  if (/[$`*?[\]{}()<>|&\\]/.test(text)) return undefined;
  return text
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/^["']|["']$/g, ''));
}

/** In a Nix string with two quotes a `${` of the shell has them before it. */
function replaceVariable(text: string, name: string, value: string): string {
  return text.replace(new RegExp(`(?:'')?\\$\\{${name}\\}`, 'g'), () => value);
}
