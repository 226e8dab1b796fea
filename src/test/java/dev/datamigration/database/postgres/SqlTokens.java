package dev.datamigration.database.postgres;

import java.util.ArrayList;
import java.util.List;

/** Cuts SQL into tokens by PostgreSQL's rules for names, texts and words; enough to see what a server would take for what. */
final class SqlTokens {
    private final String sql;
    private final List<String> tokens = new ArrayList<>();
    private int at;

    private SqlTokens(String sql) {
        this.sql = sql;
    }

    /** Each as {@code name …}, {@code text …}, {@code word …} or a sign. Comments are an error: none is ever written. */
    static List<String> of(String sql) {
        var reading = new SqlTokens(sql);
        while (reading.at < sql.length()) {
            reading.next();
        }
        return reading.tokens;
    }

    private void next() {
        var c = sql.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (c == '"') {
            tokens.add("name " + quoted('"', false));
        } else if (c == '\'') {
            tokens.add("text " + quoted('\'', false));
        } else if (c == 'E' && at + 1 < sql.length() && sql.charAt(at + 1) == '\'') {
            at++;
            tokens.add("text " + quoted('\'', true));
        } else if (Character.isLetter(c) || c == '_') {
            var from = at;
            while (at < sql.length() && (Character.isLetterOrDigit(sql.charAt(at)) || sql.charAt(at) == '_')) {
                at++;
            }
            tokens.add("word " + sql.substring(from, at));
        } else if (sql.startsWith("--", at) || sql.startsWith("/*", at) || c == '$' || c == '\\') {
            throw new IllegalArgumentException("at " + at + " of " + sql);
        } else {
            tokens.add(String.valueOf(c));
            at++;
        }
    }

    private String quoted(char quote, boolean escapes) {
        var text = new StringBuilder();
        for (at++; ; at++) {
            var c = sql.charAt(at);
            if (escapes && c == '\\') {
                text.append(escaped(sql.charAt(++at)));
            } else if (c != quote) {
                text.append(c);
            } else if (at + 1 < sql.length() && sql.charAt(at + 1) == quote) {
                text.append(quote);
                at++;
            } else {
                at++;
                return text.toString();
            }
        }
    }

    private static char escaped(char c) {
        if (c != '\\') {
            throw new IllegalArgumentException("an escape other than of a backslash: " + c);
        }
        return c;
    }
}
