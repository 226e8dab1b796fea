package dev.datamigration.testing;

import java.util.List;
import java.util.regex.Pattern;

/** The edits of the spec that a message tells a person to make. */
public final class DictatedEdits {
    private static final Pattern SET =
            Pattern.compile("set(?:ting)? spec\\.([A-Za-z.]+) to (\\{[^}]*\\}|[A-Za-z0-9]+)");

    private DictatedEdits() {}

    /**
     * One edit.
     *
     * @param field dotted, below the spec
     * @param patch what {@code kubectl patch --type merge} is given for it
     */
    public record Edit(String field, String value, String patch) {}

    /** All of them, in the order of the text; alternatives are edits of their own. */
    public static List<Edit> in(String message) {
        return SET.matcher(message)
                .results()
                .map(found -> new Edit(found.group(1), found.group(2), patch(found.group(1), found.group(2))))
                .toList();
    }

    private static String patch(String field, String value) {
        var names = ("spec." + field).split("\\.");
        var word = value.matches("[A-Za-z]+") && !value.equals("true") && !value.equals("false");
        return "{\"" + String.join("\": {\"", names) + "\": " + (word ? '"' + value + '"' : value)
                + "}".repeat(names.length);
    }
}
