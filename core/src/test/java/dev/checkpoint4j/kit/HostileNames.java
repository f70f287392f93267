package dev.checkpoint4j.kit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Names that try to leave the store, to confuse it, or to become a command. */
final class HostileNames {
  private HostileNames() {}

  /** All of them, at least 150. */
  static Set<String> all() {
    Set<String> names = new LinkedHashSet<>(List.of("", ".", "..", "/", "//", "///", "\\", "~"));
    names.addAll(traversals());
    names.addAll(absolutes());
    names.addAll(characters());
    names.addAll(lengths());
    names.addAll(devices());
    names.addAll(List.of(OWN_PATTERNS));
    names.addAll(List.of(INJECTIONS));
    names.addAll(List.of(TWINS));
    return names;
  }

  private static List<String> traversals() {
    List<String> names = new ArrayList<>();
    for (String up : List.of("..", "%2e%2e", "..%00", "..;", "…", "．．", "%c0%ae%c0%ae", ". .")) {
      for (String rest : List.of("/canary.txt", "/../canary.txt", "\\canary.txt")) {
        names.add(up + rest);
      }
    }
    names.addAll(
        List.of(
            "a/..",
            "a/../b",
            "a/../../b",
            "a/../../canary.txt",
            "a/./b",
            "./a",
            "a/.",
            "a//b",
            "a/",
            "/a",
            "..a/../..",
            "....//canary.txt",
            "..\\..\\canary.txt",
            "a\\..\\..\\canary.txt",
            "../checkpoints/items",
            "../canary.txt",
            "../../canary.txt",
            "..jsonl",
            "../.jsonl",
            "...",
            "....",
            "..jsonl/..",
            "%2e%2e%2fcanary.txt",
            "..%2fcanary.txt",
            "..%5ccanary.txt",
            "%252e%252e%252fcanary.txt"));
    return names;
  }

  private static List<String> absolutes() {
    return List.of(
        "/etc/passwd",
        "/tmp/canary.txt",
        "//host/share",
        "\\\\host\\share",
        "\\\\?\\C:\\x",
        "\\\\.\\pipe\\x",
        "C:\\x",
        "C:/x",
        "C:x",
        "D:x",
        "c:",
        "file:///etc/passwd",
        "file:x",
        "http://127.0.0.1/x",
        "jar:file:x!/y",
        "~/x",
        "~root/x",
        "$HOME/x",
        "%TEMP%\\x",
        "/dev/null",
        "/proc/self/mem");
  }

  private static List<String> characters() {
    List<String> names = new ArrayList<>();
    for (int c = 0; c < 0x20; c++) {
      names.add("a" + (char) c + "b");
    }
    for (int c :
        " \"#$%&'()*+,:;<=>?@[\\]^`{|}~\u007f\u0085\u00a0\u202e\u2028\ufeff".chars().toArray()) {
      names.add("a" + (char) c + "b");
    }
    names.addAll(
        List.of(
            "\ud800",
            "a\udc00",
            "\udc00\ud800x",
            "e\u0301t\u0301",
            "\u00e9",
            "\u212a",
            "\u0131",
            "a\u200bb",
            "\u202egnp.exe",
            "日本",
            "😀",
            "a b",
            " a",
            "a ",
            "a.",
            "a..",
            "a/b.",
            "-",
            "-rf",
            "--help",
            "a/-rf",
            ".hidden",
            "a/.hidden",
            "\t",
            "\n",
            "a\u0000.jsonl"));
    return names;
  }

  private static List<String> lengths() {
    return List.of(
        "é".repeat(128),
        "a".repeat(101),
        "a".repeat(256),
        "a".repeat(4_097),
        "a".repeat(100_000),
        "a/".repeat(2_000) + "a",
        "a/".repeat(8) + "a",
        "1/2/3/4/5/6/7/8/9",
        "/".repeat(5_000));
  }

  private static List<String> devices() {
    return List.of(
        "con",
        "CON",
        "prn",
        "aux",
        "nul",
        "NUL",
        "com1",
        "COM9",
        "lpt1",
        "LPT9",
        "nul.jsonl",
        "con.txt",
        "a/aux",
        "a/nul.x/b",
        "aux.jsonl.gz",
        "CONIN$",
        "clock$");
  }

  /** Ours: manifests, locks and temporary files must never be named by a caller. */
  private static final String[] OWN_PATTERNS = {
    ".checkpoint4j",
    ".checkpoint4j/x",
    ".checkpoint4j/lock",
    "a/.checkpoint4j/b",
    ".lock",
    ".tmp",
    ".items.jsonl.tmp",
    ".jsonl",
    "a/.jsonl",
    ".jsonl.gz",
    ".parquet",
    "state.json",
    "x.jsonl.tmp",
    "items.jsonl.jsonl",
    "items.lock",
    "items.tmp",
    "items.jsonl~",
    "manifest",
    "items.manifest"
  };

  private static final String[] INJECTIONS = {
    "${jndi:ldap://127.0.0.1/x}",
    "{}",
    "%s%n",
    "'; DROP TABLE items; --",
    "\" OR 1=1",
    "a' OR 'a'='a",
    "`id`",
    "$(id)",
    "a|id",
    "a;id",
    "a&&id",
    "<script>",
    "a\r\nSet-Cookie: b",
    "#{1+1}",
    "*",
    "?",
    "a*",
    "[a]",
    "{a,b}",
    "a,b",
    "a=b",
    "@x",
    "!x",
    "^x"
  };

  /** Legal, but easily mistaken for each other. */
  private static final String[] TWINS = {
    "Items", "ITEMS", "items_", "items-1", "items.1", "items.jsonl", "items.parquet",
    "items.jsonl.gz", "items.jsonl.zst", "items.JSONL", "a.b.c", "_", "0", "a/b/c/d/e/f/g/h"
  };
}
