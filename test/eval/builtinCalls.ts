import type { Choice, Kind, Make, Scope } from './expressionGenerator.ts';
import { generate } from './generateExpression.ts';

/** A call whose arguments are generated: `call('substring', 'int', 'int', 'string')`. */
function call(name: string, ...kinds: readonly Kind[]): Make {
  return (c, s) => `(${name} ${kinds.map((kind) => generate(c, kind, s)).join(' ')})`;
}

function made(build: (kind: (kind: Kind) => string, choice: Choice, scope: Scope) => string): Make {
  return (c, s) => build((kind) => generate(c, kind, s), c, s);
}

const b = (name: string) => `builtins.${name}`;
const patterns = [
  '"a"',
  '"(a|b)+"',
  '"([a-z]*)(.*)"',
  '"[^/]*"',
  '"(.*)-([0-9]+)"',
  '"x?(y*)"',
  '"()"',
  '"(/)?([a-z]+)"',
  '".*"',
  '" +"',
  '"[[:alpha:]]+"',
  '"\\\\."',
  '"(a)|(b)"',
  '"a{1,2}"',
  '"(ab?)*c?"',
];

/** Calls of builtins by the kind of their value. */
export const builtinCalls: Readonly<Record<Kind, readonly Make[]>> = {
  int: [
    call(b('add'), 'int', 'int'),
    call(b('sub'), 'int', 'int'),
    call(b('mul'), 'int', 'int'),
    call(b('div'), 'int', 'int'),
    call(b('bitAnd'), 'int', 'int'),
    call(b('bitOr'), 'int', 'int'),
    call(b('bitXor'), 'int', 'int'),
    call(b('length'), 'ints'),
    call(b('length'), 'mixed'),
    call(b('stringLength'), 'string'),
    call(b('head'), 'ints'),
    call(b('ceil'), 'float'),
    call(b('floor'), 'float'),
    call(b('compareVersions'), 'string', 'string'),
    made((k) => `(builtins.foldl' (a: b: a + b) ${k('int')} ${k('ints')})`),
    made((k) => `(builtins.foldl' (a: b: a * 2 - b) 1 ${k('ints')})`),
    made((k) => `(builtins.elemAt ${k('ints')} ${k('int')})`),
    made((k) => `(builtins.fromJSON "\${toString ${k('int')}}")`),
  ],
  bool: [
    call(b('elem'), 'int', 'ints'),
    call(b('elem'), 'any', 'mixed'),
    call(b('hasAttr'), 'string', 'set'),
    call(b('lessThan'), 'int', 'int'),
    ...['isAttrs', 'isBool', 'isFloat', 'isFunction', 'isInt', 'isList', 'isNull', 'isString', 'isPath'].map((name) =>
      call(b(name), 'any'),
    ),
    made((k) => `(builtins.any (x: x > ${k('int')}) ${k('ints')})`),
    made((k) => `(builtins.all (x: x != ${k('string')}) ${k('strings')})`),
    made((k, c) => `(builtins.match ${c.one(patterns)} ${k('string')} == null)`),
    made((k) => `(builtins.tryEval ${k('any')}).success`),
    made((k) => `(builtins.hasContext ${k('string')})`),
  ],
  string: [
    call(b('typeOf'), 'any'),
    call('toString', 'any'),
    call(b('toJSON'), 'any'),
    call(b('baseNameOf'), 'string'),
    call(b('dirOf'), 'string'),
    call(b('concatStringsSep'), 'string', 'strings'),
    call(b('head'), 'strings'),
    made((k, c) => `(builtins.substring ${c.one(['0', '1', '3'])} ${c.one(['0', '2', '(-1)', '50'])} ${k('string')})`),
    made(
      (k, c) =>
        `(builtins.replaceStrings ${c.one(['[ "a" ]', '[ "a" "b" ]', '[ "" ]', '[ "/" "" ]', '[ "aa" "a" ]'])} ${c.one(['[ "x" ]', '[ "x" "y" ]', '[ "" "zz" ]'])} ${k('string')})`,
    ),
    made((k, c) => `(builtins.hashString ${c.one(['"md5"', '"sha1"', '"sha256"', '"sha512"'])} ${k('string')})`),
    made((k, c) => `(builtins.parseDrvName ${k('string')}).${c.one(['name', 'version'])}`),
    made((k) => `(builtins.concatStringsSep "," (map toString ${k('ints')}))`),
    made((k) => `(builtins.unsafeDiscardStringContext ${k('string')})`),
  ],
  float: [made((k) => `(builtins.fromJSON "1.5" + ${k('float')})`), call(b('add'), 'float', 'int')],
  ints: [
    call(b('tail'), 'ints'),
    made((k) => `(map (x: x + ${k('int')}) ${k('ints')})`),
    made((k) => `(builtins.filter (x: x != ${k('int')}) ${k('ints')})`),
    made((k) => `(builtins.genList (n: n * ${k('int')}) ${k('int')})`),
    made((k) => `(builtins.genList (n: n) 4)`.replace('n) 4', `n + ${k('int')}) 3`)),
    made((k) => `(builtins.sort (a: b: a < b) ${k('ints')})`),
    made((k) => `(builtins.sort builtins.lessThan ${k('ints')})`),
    made((k) => `(builtins.concatLists [ ${k('ints')} ${k('ints')} ])`),
    made((k) => `(builtins.concatMap (x: [ x ${k('int')} ]) ${k('ints')})`),
    made((k) => `(builtins.partition (x: x > ${k('int')}) ${k('ints')}).right`),
    made((k) => `(map builtins.stringLength ${k('strings')})`),
    made(
      (k) =>
        `(map (x: x.key) (builtins.genericClosure { startSet = map (key: { inherit key; }) ${k('ints')}; operator = x: if x.key > 0 && x.key < 9 then [ { key = x.key / 2; } ] else [ ]; }))`,
    ),
  ],
  strings: [
    call(b('attrNames'), 'set'),
    call(b('tail'), 'strings'),
    call(b('splitVersion'), 'string'),
    made((k) => `(map (x: "\${x}-" + ${k('string')}) ${k('strings')})`),
    made((k) => `(builtins.sort (a: b: a < b) ${k('strings')})`),
    made((k, c) => `(builtins.filter builtins.isString (builtins.split ${c.one(patterns)} ${k('string')}))`),
    made((k) => `(builtins.catAttrs "b" [ { b = ${k('string')}; } { } { b = "q"; } ])`),
    made((k) => `(builtins.attrNames (builtins.groupBy (x: x) ${k('strings')}))`),
    made((k) => `(map (x: toString x) ${k('mixed')})`),
  ],
  set: [
    call(b('intersectAttrs'), 'set', 'set'),
    made((k) => `(builtins.mapAttrs (n: v: [ n v ]) ${k('set')})`),
    made((k) => `(removeAttrs ${k('set')} ${k('strings')})`),
    made((k) => `(builtins.listToAttrs (map (name: { inherit name; value = ${k('any')}; }) ${k('strings')}))`),
    made((k) => `(builtins.groupBy (x: if x > 1 then "big" else "small") ${k('ints')})`),
    made((k) => `(builtins.zipAttrsWith (n: vs: vs) [ ${k('set')} ${k('set')} ])`),
    made((k) => `(builtins.partition (x: x > ${k('int')}) ${k('ints')})`),
    made((k) => `(builtins.functionArgs ({ a, b ? ${k('int')}, ... }: a))`),
    made((k) => `(builtins.parseDrvName ${k('string')})`),
    made((k) => `(builtins.tryEval ${k('any')})`),
    made((k) => `(builtins.fromJSON (builtins.toJSON ${k('set')}))`),
    made(() => `(builtins.fromTOML "a = 1\\n[b]\\nc = [ \\"x\\", \\"y\\" ]\\nd.e = true\\n")`),
    made(() => `(builtins.fromJSON "{\\"a\\": [1, 2.5, null, true, {\\"b\\": \\"\\\\u00e9\\"}], \\"c\\": -7}")`),
  ],
  mixed: [
    call(b('attrValues'), 'set'),
    made((k, c) => `(builtins.match ${c.one(patterns)} ${k('string')})`),
    made((k, c) => `(builtins.split ${c.one(patterns)} ${k('string')})`),
    made((k) => `(builtins.getAttr ${k('string')} ${k('set')})`),
    made((k) => `(map (x: [ x x ]) ${k('mixed')})`),
    made((k) => `(builtins.fromJSON (builtins.toJSON ${k('mixed')}))`),
    made((k) => `(builtins.sort (a: b: builtins.stringLength a < builtins.stringLength b) ${k('strings')})`),
    made((k) => `(builtins.foldl' (acc: x: [ x ] ++ acc) [ ] ${k('mixed')})`),
    made((k) => `(builtins.addErrorContext "c" ${k('mixed')})`),
  ],
  any: [],
};
