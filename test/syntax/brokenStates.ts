/** The characters whose loss is measured. */
const punctuation = '"=;.{}[]';

/** A text with each of its punctuation characters deleted in turn. */
export function deletions(text: string): readonly string[] {
  const states: string[] = [];
  for (let at = 0; at < text.length; at++) {
    if (punctuation.includes(text[at] as string)) states.push(text.slice(0, at) + text.slice(at + 1));
  }
  return states;
}

/** A text with each of some half-typed lines put before each of its lines in turn. */
export function halfTyped(text: string, inserts: readonly string[]): readonly string[] {
  const lines = text.trimEnd().split('\n');
  return inserts.flatMap((insert) =>
    lines.map((_, index) => [...lines.slice(0, index), insert, ...lines.slice(index)].join('\n')),
  );
}
