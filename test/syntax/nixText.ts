/** A string as Nix 2.8.0 prints it (src/libexpr/nixexpr.cc, `showString`). */
export function stringText(value: string): string {
  const escaped = value
    .replace(/["\\$]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
  return `"${escaped}"`;
}

/** A name as Nix 2.8.0 prints it (src/libexpr/nixexpr.cc, `showId`): of the keywords only `if` is quoted. */
export function identifierText(name: string): string {
  if (name === '') return '""';
  if (name === 'if') return '"if"';
  return /^[a-zA-Z_][a-zA-Z0-9_'-]*$/.test(name) ? name : stringText(name);
}

/** A float as a C++ stream prints it: six significant digits. */
export function floatText(value: number): string {
  if (value === 0) return '0';
  const exponent = Number(value.toExponential(5).split('e')[1]);
  if (exponent < -5 || exponent >= 6) {
    const [digits, power] = value.toExponential(5).split('e') as [string, string];
    const sign = power.startsWith('-') ? '-' : '+';
    return `${trimZeros(digits)}e${sign}${power.slice(1).padStart(2, '0')}`;
  }
  return trimZeros(value.toFixed(Math.max(0, 5 - exponent)));
}

function trimZeros(digits: string): string {
  return digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
}

/** The first piece of a path as Nix prints it: absolute, without dots, with its last slash. */
export function pathText(path: string, directory: string, home: string): string {
  if (path.startsWith('~')) return home + path.slice(1);
  const segments: string[] = [];
  for (const segment of (path.startsWith('/') ? path : `${directory}/${path}`).split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..') segments.pop();
    else segments.push(segment);
  }
  const whole = `/${segments.join('/')}`;
  return path.endsWith('/') && path.length > 1 ? `${whole}/` : whole;
}

/**
 * What two prints of the same tree have in common: names of `let` and formals sorted, because Nix orders them by where
 * they lie in memory, and neighbouring strings joined, because Nix keeps one for each token.
 */
export function canonical(text: string): string {
  const reader = { text, at: 0 };
  return joinStrings(readGroup(reader, ''));
}

interface Reader {
  readonly text: string;
  at: number;
}

const closings: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '"${': '}"' };

/** Reads up to a closing bracket, which is passed. */
function readGroup(reader: Reader, closing: string): string {
  let result = '';
  while (reader.at < reader.text.length) {
    if (closing !== '' && reader.text.startsWith(closing, reader.at)) {
      reader.at += closing.length;
      return result;
    }
    const open = reader.text.startsWith('"${', reader.at) ? '"${' : (reader.text[reader.at] as string);
    if (open === '"') result += readString(reader);
    else if (closings[open] !== undefined) {
      reader.at += open.length;
      const inner = readGroup(reader, closings[open]);
      result += open + sorted(open, inner, reader) + closings[open];
    } else {
      result += open;
      reader.at++;
    }
  }
  return result;
}

function readString(reader: Reader): string {
  const start = reader.at;
  reader.at++;
  while (reader.text[reader.at] !== '"') reader.at += reader.text[reader.at] === '\\' ? 2 : 1;
  reader.at++;
  return reader.text.slice(start, reader.at);
}

function sorted(open: string, inner: string, reader: Reader): string {
  if (open === '(' && inner.startsWith('let ')) {
    const pieces = splitOutside(inner.slice(4), '; ');
    const body = pieces.pop() as string;
    return `let ${pieces.sort().join('; ')}; ${body}`;
  }
  const isFormals = open === '{' && /^(?::| @ )/.test(reader.text.slice(reader.at, reader.at + 3));
  return isFormals ? ` ${splitOutside(inner.trim(), ', ').sort().join(', ')} ` : inner;
}

/** Splits where a separator stands outside all brackets and strings. */
function splitOutside(text: string, separator: string): string[] {
  const pieces: string[] = [];
  const reader = { text, at: 0 };
  let from = 0;
  while (reader.at < text.length) {
    const open = text.startsWith('"${', reader.at) ? '"${' : (text[reader.at] as string);
    if (open === '"') readString(reader);
    else if (closings[open] !== undefined) {
      reader.at += open.length;
      readGroup(reader, closings[open]);
    } else if (text.startsWith(separator, reader.at)) {
      pieces.push(text.slice(from, reader.at));
      reader.at += separator.length;
      from = reader.at;
    } else {
      reader.at++;
    }
  }
  pieces.push(text.slice(from));
  return pieces;
}

function joinStrings(text: string): string {
  let result = text;
  for (let before = ''; before !== result; ) {
    before = result;
    result = result
      .replace(/"((?:[^"\\$]|\\.)*)" \+ "(?!\$\{)((?:[^"\\$]|\\.)*)"/g, '"$1$2"')
      .replace(/\("" \+ /g, '(')
      .replace(/ \+ ""(?=[ )])/g, '')
      .replace(/\(("(?!\$\{)(?:[^"\\$]|\\.)*")\)/g, '$1');
  }
  return result;
}
