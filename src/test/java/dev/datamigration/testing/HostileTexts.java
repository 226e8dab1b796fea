package dev.datamigration.testing;

import java.util.List;
import java.util.Random;

/**
 * Texts put together from what means something to SQL, JSON, YAML, Markdown, Lua, a terminal or the eye. The same seed gives
 * the same texts.
 */
public final class HostileTexts {
    /** Stands in every text; where it must not be run, read or told, it is looked for. */
    public static final String CANARY = "4111111111111111";

    private static final List<String> PARTS = List.of(
            "\"",
            "'",
            "''",
            "\"\"",
            "`",
            "```",
            "\\",
            "\\'",
            "\\\"",
            "$$",
            "$do$",
            "$1",
            "?",
            ";",
            "--",
            "/*",
            "*/",
            "%",
            "%s",
            "%1$s",
            "%n",
            "\n",
            "\r\n",
            "\t",
            "\u0001",
            "\u001b[2J",
            "\u001b]0;x\u0007",
            "\u009b31m",
            "\u202e",
            "\u2066",
            "\u2069",
            "\u200f",
            "\u200b",
            "\ufeff",
            "\u2028",
            "\u2029",
            "\u0085",
            "{",
            "}",
            "[",
            "]",
            "{{x}}",
            "${x}",
            "#{x}",
            "]]",
            "]==]",
            "]](",
            "](http://x)",
            "![x](http://x)",
            "<at id=all></at>",
            "<at user_id=\"all\">",
            "<font color=\"red\">",
            "<b>",
            "&amp;",
            "&",
            "@all",
            "@13800000000",
            "**",
            "__",
            "~~",
            "# ",
            "> ",
            "- ",
            "\n- ",
            "\n---\n",
            "|",
            ":",
            ": ",
            "&a",
            "*a",
            "!!x",
            "null",
            "true",
            "0x1",
            "\\u0000",
            "\\n",
            ".",
            "..",
            "/",
            " ",
            "  ",
            "_",
            "*",
            "?*",
            "é",
            "e\u0301",
            "ß",
            "İ",
            "😀",
            "\ud83d\udc69\u200d\ud83d\udcbb",
            "中文",
            "\nstate: Completed",
            "'; DROP TABLE public.canary; --",
            "\"; DROP TABLE public.canary; --",
            "SELECT",
            "public");

    private final Random random;

    public HostileTexts(long seed) {
        this.random = new Random(seed);
    }

    /** Of a few parts. */
    public String text() {
        var text = new StringBuilder();
        var canary = random.nextInt(5);
        for (var part = 0; part < 5; part++) {
            text.append(part == canary ? CANARY : PARTS.get(random.nextInt(PARTS.size())));
        }
        return text.toString();
    }

    /** A name as PostgreSQL takes it: not empty, without NUL, at most so many bytes of UTF-8. */
    public String name(int bytes) {
        var name = text();
        while (name.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > bytes) {
            name = name.substring(0, name.offsetByCodePoints(name.length(), -1));
        }
        return name;
    }
}
