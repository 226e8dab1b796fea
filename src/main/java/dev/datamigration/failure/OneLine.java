package dev.datamigration.failure;

import java.util.regex.Pattern;

/**
 * Text for people in which names may stand that anybody chose: of tables, columns, functions. A name may hold line breaks
 * that forge a line of a log, sequences that move a terminal's cursor, and marks that turn what follows around.
 */
public final class OneLine {
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
    private static final Pattern INVISIBLE_IN_LINES = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\n\t]]");
    private static final String IN_ITS_PLACE = "\uFFFD";

    private OneLine() {}

    /** The text with each character that cannot be seen replaced by U+FFFD; null for null. Not for SQL that is to be run. */
    public static String of(String text) {
        return text == null ? null : INVISIBLE.matcher(text).replaceAll(IN_ITS_PLACE);
    }

    /** The same for a text of several lines: its line breaks and tabs stay. */
    public static String each(String text) {
        return INVISIBLE_IN_LINES.matcher(text).replaceAll(IN_ITS_PLACE);
    }
}
