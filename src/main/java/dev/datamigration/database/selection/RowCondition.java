package dev.datamigration.database.selection;

import java.util.Optional;

/**
 * A condition on the rows of a table, as a person wrote it. It is put between parentheses and shown to a server only where
 * {@link #defect} finds nothing: then it cannot leave them, and can name nothing but columns and what the server itself brings. Whether it
 * is a condition, and gives the same for ever, is for the server to say.
 */
public record RowCondition(String text) {

    /** Returns why no server may see it; empty where one may. */
    public Optional<String> defect() {
        return Optional.ofNullable(new Reader(text).defect());
    }

    /** Goes through it once. Names and quoted texts are passed over whole. */
    private static final class Reader {
        private final String text;
        private int at;
        private int depth;

        Reader(String text) {
            this.text = text;
        }

        String defect() {
            while (at < text.length()) {
                var found = isQuote(text.charAt(at))
                        ? quoted(text.charAt(at))
                        : isNameStart(text.charAt(at)) ? name() : sign();
                if (found != null) {
                    return found;
                }
            }
            return depth > 0 ? "has a parenthesis that is not closed" : text.isBlank() ? "is empty" : null;
        }

        /** What stands between quotation marks; one that is doubled begins the next such text. */
        private String quoted(char mark) {
            var end = text.indexOf(mark, at + 1);
            if (end < 0) {
                return "has a quotation mark that is not closed";
            }
            if (text.substring(at, end).indexOf('\\') >= 0) {
                return "has a backslash, which means different things by the server's settings; write chr(92)";
            }
            if (text.substring(at, end).indexOf('\0') >= 0) {
                return "has a character that no database can hold";
            }
            at = end + 1;
            return mark == '"' ? afterName() : null;
        }

        private String name() {
            while (at < text.length() && (isNameStart(text.charAt(at)) || Character.isDigit(text.charAt(at)))) {
                at++;
            }
            return afterName();
        }

        /** A function of a schema could be anybody's. */
        private String afterName() {
            var next = at;
            while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
                next++;
            }
            return next < text.length() && text.charAt(next) == '.' ? QUALIFIED : null;
        }

        private static final String QUALIFIED =
                "names something with a schema or a table before it; write columns by their name"
                        + " alone, and use no functions, operators and types but the server's own";

        private String sign() {
            var sign = text.charAt(at++);
            var next = at < text.length() ? text.charAt(at) : ' ';
            if (sign == ';'
                    || sign == '$'
                    || sign == '?'
                    || sign == '\\'
                    || (sign < ' ' && !Character.isWhitespace(sign))) {
                return "has the character %s outside of quotation marks"
                        .formatted(sign < ' ' ? "U+%04X".formatted((int) sign) : sign);
            }
            if (sign == '-' && next == '-' || sign == '/' && next == '*') {
                return "has a comment";
            }
            if (sign == '.' && !Character.isDigit(next) && !digitBefore()) {
                return QUALIFIED;
            }
            depth += sign == '(' ? 1 : sign == ')' ? -1 : 0;
            return depth < 0 ? "closes a parenthesis that it has not opened" : null;
        }

        private boolean digitBefore() {
            return at > 1
                    && Character.isDigit(text.charAt(at - 2))
                    && !(at < text.length() && isNameStart(text.charAt(at)));
        }

        private static boolean isQuote(char character) {
            return character == '\'' || character == '"';
        }

        private static boolean isNameStart(char character) {
            return character == '_' || Character.isLetter(character) || character > 127;
        }
    }
}
