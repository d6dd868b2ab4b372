/**
 * What aspects of den are and which modules they hold: `node` makes one out of its definitions, `modules` lists what it and
 * all it includes say for a class (vic/den 927f4d8, nix/lib/aspects/types.nix, parametric.nix, forward.nix, can-take.nix).
 * An aspect that is included twice counts once.
 */
export const denAspects = `
{ lib, outside, isKnown }:
let
  structural = [ "name" "description" "meta" "includes" "excludes" "provides" "_" "into" "__functor" "__functionArgs" "_module" ];
  classes = [ "nixos" "darwin" "homeManager" "hjem" "maid" "os" "user" "wsl" "generic" "flake" ];
  entities = [ "host" "user" "home" ];

  written = value:
    if !(builtins.isAttrs value && value ? _type) then [ value ]
    else if value._type == "merge" then builtins.concatMap written value.contents
    else if value._type == "if" then (if value.condition then written value.content else [ ])
    else if value._type == "override" || value._type == "order" then written value.content
    else [ value ];
  under = name: sets: builtins.concatMap (set: if set ? \${name} then written set.\${name} else [ ]) sets;
  listed = name: sets: builtins.concatLists (under name sets);

  node = key: name: given:
    let
      values = builtins.concatMap (value: if builtins.isAttrs value && value ? _values then value._values else [ value ]) given;
      sets = builtins.filter (value: builtins.isAttrs value && !(value ? _mark)) values;
      marked = builtins.filter (value: builtins.isAttrs value && value ? _mark) values;
      functions = builtins.filter builtins.isFunction values;
      callable = builtins.filter (set: set ? __functor) sets;
      names = builtins.attrNames (builtins.removeAttrs (lib.foldl' (all: set: all // set) { } sets) structural);
      child = inner: {
        name = inner;
        value = if builtins.elem inner classes then { imports = under inner sets; } else node "\${key}.\${inner}" inner (under inner sets);
      };
      provides =
        let all = under "provides" sets ++ under "_" sets; in
        lib.mapAttrs (inner: _: node "\${key}.provides.\${inner}" inner (under inner all)) (lib.foldl' (one: set: one // set) { } all);
    in
    builtins.listToAttrs (map child names) // {
      inherit provides name;
      _ = provides;
      _key = key;
      _values = values;
      includes = listed "includes" sets ++ marked ++ builtins.filter (f: lib.functionArgs f != { }) functions;
    } // (
      if functions != [ ] then { __functor = _: lib.last functions; }
      else if callable != [ ] then { inherit (lib.last callable) __functor; }
      else { }
    );
  type = key: lib.mkOptionType {
    name = "aspect";
    check = _: true;
    merge = loc: defs: node "\${key}.\${lib.last loc}" (lib.last loc) (map (def: def.value) defs);
  };

  # The names of those entities that the arguments of a function ask for.
  marks = wanted: ctx: lib.concatMapStrings (kind: if wanted ? \${kind} && ctx ? \${kind} then "(\${ctx.\${kind}.name})" else "") entities;
  bound = ctx: module:
    let wanted = if builtins.isFunction module then builtins.intersectAttrs ctx (builtins.functionArgs module) else { }; in
    if wanted == { } then module
    else lib.setFunctionArgs (args: module (args // builtins.intersectAttrs wanted ctx))
      (builtins.removeAttrs (builtins.functionArgs module) (builtins.attrNames wanted));
  own = at: values:
    let
      given = map (bound (at.quirks // at.ctx)) (under at.class values);
      wanted = lib.foldl' (all: module: all // (if builtins.isFunction module then builtins.functionArgs module else { })) { } (under at.class values);
    in
    lib.optional (given != [ ]) { key = "den:\${at.class}:\${at.path}\${marks wanted at.ctx}"; imports = given; };

  included = at: list:
    builtins.concatLists (lib.imap0 (index: modules (at // { path = "\${at.path}/\${toString index}"; })) list);

  applied = at: f: wanted:
    let
      given = at.ctx // { inherit (at) class; aspect-chain = at.chain; };
      needed = builtins.filter (name: !wanted.\${name}) (builtins.attrNames wanted);
      fits = if at.exact then needed == builtins.attrNames at.ctx else builtins.all (name: given ? \${name}) needed;
      own = { inherit lib; config = outside; options = outside; };
      next = at // { exact = false; path = "\${at.path}\${marks wanted at.ctx}"; };
    in
    if wanted != { } && builtins.all (name: own ? \${name}) (builtins.attrNames wanted) then modules next (f own)
    else if !fits then [ ]
    # Whether an aspect that is included by others has such functions applied depends on the revision of den.
    else if !at.direct && (wanted ? class || wanted ? aspect-chain) then [ outside ]
    else modules next (f (if wanted == { } then at.ctx else builtins.intersectAttrs wanted given));

  # Aspects that functions of den.lib made.
  made = at: mark: {
    only = if builtins.attrNames at.ctx == mark.names then modules at mark.aspect else [ ];
    context = modules (at // { inherit (mark) ctx; } // lib.optionalAttrs (mark ? scope) { inherit (mark) scope; quirks = mark.quirks mark.ctx mark.scope; }) mark.aspect;
    more = modules (at // { ctx = at.ctx // mark.ctx; }) mark.aspect;
    take = modules (at // { inherit (mark) exact; }) mark.function;
    parametric = included (at // { inherit (mark) exact; }) (builtins.filter lib.isFunction (mark.aspect.includes or [ ]));
    forward = builtins.concatMap (forwarded at mark.rule) mark.rule.each;
    # What other entities send along such a route is not known.
    route = [ outside ] ++ lib.optionals (at.forwards == 0) (forwarded at {
      fromClass = _: mark.rule.fromClass;
      intoClass = _: mark.rule.intoClass;
      intoPath = _: mark.rule.intoPath or mark.rule.path or [ ];
      fromAspect = _: at.scope;
      guard = mark.rule.guard or null;
      adapterModule = mark.rule.adapterModule or null;
    } true);
    hostAspects =
      if at.ctx ? host && at.ctx ? user && builtins.elem at.class at.ctx.user.classes then modules at at.ctx.host.aspect else [ ];
  }.\${mark._mark};

  forwarded = at: rule: item:
    let
      path = rule.intoPath item;
      from = rule.fromClass item;
      source = { imports = modules (at // { class = from; forwards = at.forwards + 1; }) (if rule ? fromAspect then rule.fromAspect item else item.aspect or item); };
      put = place: if place == [ ] then source else lib.setAttrByPath place (_: { imports = [ source ]; });
      guard = rule.guard or null;
      guarded = args: content:
        let answer = guard args; in
        if guard == null then content else if lib.isFunction answer then answer item content else lib.optionalAttrs answer content;
      wanted = (if lib.isFunction path then lib.functionArgs path else { }) // (if guard == null then { } else lib.functionArgs guard);
      content = args: { config = guarded args (put (if lib.isFunction path then path args else path)); };
    in
    if rule.intoClass item != at.class then [ ]
    else if at.forwards > 2 then [ outside ]
    else if (rule.mapModule or null) != null || (rule.adapterModule or null) != null || (rule.evalConfig or false) then [ outside ]
    else if guard != null && path == [ ] then [ outside ]
    else if guard == null && !(lib.isFunction path) then [ { key = "den:\${from}:\${at.path}"; imports = [ (put path) ]; } ]
    else [ (lib.setFunctionArgs content wanted) ];

  modules = at: aspect:
    let
      key = aspect._key or null;
      values = aspect._values or [ aspect ];
      sets = builtins.filter (value: builtins.isAttrs value && !(value ? _mark)) values;
      meta = lib.foldl' (all: set: all // set) { } (under "meta" sets);
      without = at.without ++ map (each: each._key or "") (listed "excludes" sets ++ (meta.excludes or [ ]));
      here = at // { inherit without; depth = at.depth + 1; path = if key == null then at.path else key; direct = at.near == true || (key != null && builtins.elem key at.near); };
    in
    if !(isKnown aspect) then [ aspect ]
    else if at.depth > 60 then [ outside ]
    else if builtins.isList aspect then included at aspect
    else if builtins.isFunction aspect then applied at aspect (builtins.functionArgs aspect)
    else if !(builtins.isAttrs aspect) then [ outside ]
    else if aspect ? _mark then made at aspect
    else if key == null && aspect ? __functor then applied at aspect (lib.functionArgs aspect)
    else if key != null && builtins.elem key at.without then [ ]
    else if meta ? handleWith || meta ? adapter then [ outside ]
    else own here sets ++ included here (if key == null then listed "includes" sets else aspect.includes);
in {
  inherit node type modules;
}
`;
