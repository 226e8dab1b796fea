package dev.datamigration.testing;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a person takes from a text that the product printed, and puts in where the text leaves that to them. */
public final class Printed {
    private static final Pattern BLANK = Pattern.compile("…|<[^>]*>");

    private Printed() {}

    /**
     * One statement of a text.
     *
     * @param beginning of the statement, as it stands in the text
     * @return up to its semicolon, to the bracket that closes around it, or to the end of the text
     * @throws AssertionError if the text has none that begins so
     */
    public static String statement(String text, String beginning) {
        var begin = text.indexOf(beginning);
        if (begin < 0) {
            throw new AssertionError("no " + beginning + " in: " + text);
        }
        var depth = 0;
        for (var at = begin; at < text.length(); at++) {
            depth += text.charAt(at) == '(' ? 1 : text.charAt(at) == ')' ? -1 : 0;
            if (depth < 0 || text.charAt(at) == ';') {
                return text.substring(begin, at);
            }
        }
        return text.substring(begin);
    }

    /**
     * A statement with what the person has to say in it.
     *
     * @param values one for each … or &lt;…&gt; of the statement, in their order
     * @throws AssertionError if it has fewer such places, or more
     */
    public static String filled(String statement, String... values) {
        var filled = statement;
        for (var value : values) {
            if (!BLANK.matcher(filled).find()) {
                throw new AssertionError("nowhere to put " + value + ": " + statement);
            }
            filled = BLANK.matcher(filled).replaceFirst(Matcher.quoteReplacement(value));
        }
        if (BLANK.matcher(filled).find()) {
            throw new AssertionError("more to put in: " + filled);
        }
        return filled;
    }
}
