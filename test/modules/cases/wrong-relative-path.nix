lib: [
  {
    options.relative = lib.mkOption { type = lib.types.pathWith { absolute = false; }; };
    config.relative = "/var/lib/x";
  }
]
