// Parses with the packaged tree-sitter grammar. Standard input: the rounds, the number of texts and of states on a line, then
// each of them behind its length in bytes on a line of its own. Standard output: a line of seconds, a line with the number
// of texts that have errors, then for each state a line of the paths of its strings, each behind a tab.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <tree_sitter/api.h>

const TSLanguage *tree_sitter_nix(void);

typedef struct {
  char *text;
  uint32_t length;
} Text;

static Text *read_texts(size_t count) {
  Text *texts = calloc(count + 1, sizeof(Text));
  for (size_t i = 0; i < count; i++) {
    if (scanf("%u", &texts[i].length) != 1 || getchar() != '\n') exit(2);
    texts[i].text = malloc(texts[i].length + 1);
    if (fread(texts[i].text, 1, texts[i].length, stdin) != texts[i].length) exit(2);
  }
  return texts;
}

static size_t parse_all(TSParser *parser, const Text *texts, size_t count) {
  size_t errors = 0;
  for (size_t i = 0; i < count; i++) {
    TSTree *tree = ts_parser_parse_string(parser, NULL, texts[i].text, texts[i].length);
    errors += ts_node_has_error(ts_tree_root_node(tree));
    ts_tree_delete(tree);
  }
  return errors;
}

// The path with the names of a binding behind it.
static void add_names(char *path, size_t room, TSNode names, const char *text) {
  for (uint32_t i = 0; i < ts_node_named_child_count(names); i++) {
    TSNode name = ts_node_named_child(names, i);
    size_t end = strlen(path);
    if (end + 2 < room) path[end++] = '/';
    for (uint32_t at = ts_node_start_byte(name); at < ts_node_end_byte(name) && end + 1 < room; at++) {
      if (text[at] != '"') path[end++] = text[at];
    }
    path[end] = 0;
  }
}

static void print_strings(TSNode node, const char *path, const char *text) {
  const char *type = ts_node_type(node);
  if (strcmp(type, "string_expression") == 0 || strcmp(type, "indented_string_expression") == 0) {
    printf("\t%s", path);
    return;
  }
  TSNode names = ts_node_child_by_field_name(node, "attrpath", 8);
  TSNode value = ts_node_child_by_field_name(node, "expression", 10);
  if (strcmp(type, "binding") == 0 && !ts_node_is_null(names) && !ts_node_is_null(value)) {
    char inner[4096];
    snprintf(inner, sizeof inner, "%s", path);
    add_names(inner, sizeof inner, names, text);
    print_strings(value, inner, text);
    return;
  }
  for (uint32_t i = 0; i < ts_node_child_count(node); i++) print_strings(ts_node_child(node, i), path, text);
}

int main(void) {
  int rounds;
  size_t count, states;
  if (scanf("%d %zu %zu", &rounds, &count, &states) != 3) return 2;
  Text *texts = read_texts(count);
  Text *broken = read_texts(states);
  TSParser *parser = ts_parser_new();
  if (!ts_parser_set_language(parser, tree_sitter_nix())) return 3;
  size_t errors = 0;
  for (int round = 0; round < rounds; round++) {
    clock_t start = clock();
    errors = parse_all(parser, texts, count);
    printf("%f ", (double)(clock() - start) / CLOCKS_PER_SEC);
  }
  printf("\n%zu\n", errors);
  for (size_t i = 0; i < states; i++) {
    TSTree *tree = ts_parser_parse_string(parser, NULL, broken[i].text, broken[i].length);
    print_strings(ts_tree_root_node(tree), "", broken[i].text);
    printf("\n");
    ts_tree_delete(tree);
  }
  return 0;
}
