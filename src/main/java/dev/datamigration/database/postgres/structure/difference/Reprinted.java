package dev.datamigration.database.postgres.structure.difference;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says what a server prints otherwise of an expression once it has read what it printed of it, though both mean the same; pure. {@code x
 * IN ('a', 'b')} of a varchar is printed as a cast of the array, and comes back as casts of its elements; a column of NULLs
 * without a name comes back with one.
 */
final class Reprinted {
    private static final String LITERAL = "'(?:[^']|'')*'::[a-z][\\w ]*(?:\\(\\d+(?:,\\d+)?\\))?";
    private static final Pattern CAST_ARRAY =
            Pattern.compile("\\(ARRAY\\[(" + LITERAL + "(?:, " + LITERAL + ")*)\\]\\)::([a-z][\\w ]*)\\[\\]");
    private static final Pattern ELEMENT = Pattern.compile(LITERAL);
    private static final Pattern NAMED_NULL = Pattern.compile("(\\bNULL::[a-z][\\w ]*?) AS (?:\"[^\"]*\"|\\w+)");

    private Reprinted() {}

    /** The same text for what means the same. */
    static String canonical(String text) {
        var elements = CAST_ARRAY.matcher(text).replaceAll(Reprinted::castElements);
        return NAMED_NULL.matcher(elements).replaceAll("$1");
    }

    private static String castElements(MatchResult cast) {
        var each = ELEMENT.matcher(cast.group(1))
                .replaceAll(element -> Matcher.quoteReplacement("(" + element.group() + ")::" + cast.group(2)));
        return Matcher.quoteReplacement("ARRAY[" + each + "]");
    }
}
