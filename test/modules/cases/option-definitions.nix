lib:
[
  { options.a = lib.mkOption { type = lib.types.listOf lib.types.int; default = [ ]; description = "of a"; }; options.seen = lib.mkOption { type = lib.types.anything; }; }
  { a = lib.mkAfter [ 1 ]; }
  { a = [ 2 ]; }
  ({ options, ... }: { seen = { values = map (each: each.value) options.a.definitionsWithLocations; files = map (each: each.file) options.a.definitionsWithLocations; inherit (options.a) description; }; })
]
