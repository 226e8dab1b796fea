package dev.datamigration.database.postgres.schema.plan;

import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds names in SQL text that a renaming makes wrong. It may find too many, never too few of those written out. */
public final class RenamedMentions {
    /** Never goes back over what it has matched, so that a long literal costs neither time nor stack. */
    private static final Pattern LITERAL = Pattern.compile("'[^']*+(?:''[^']*+)*+'(?!::\"?reg)");

    private final Collection<String> schemas;
    private final Collection<String> tables;

    /**
     * @param schemas renamed ones
     * @param tables names, without schema, of tables with a renaming of their own
     */
    public RenamedMentions(Collection<String> schemas, Collection<String> tables) {
        this.schemas = schemas;
        this.tables = tables;
    }

    /** The first such name in a definition that the server printed; what stands in string literals is data. */
    Optional<String> inPrinted(String sql) {
        var withoutData = LITERAL.matcher(sql).replaceAll("''");
        return schemas.stream()
                .filter(schema -> mentions(withoutData, schema, "\\s*\\."))
                .findFirst();
    }

    /** The first such name in source text of a function, literals included: they may be dynamic SQL. */
    public Optional<String> inSource(String text) {
        return schemas.stream()
                .filter(schema -> mentions(text, schema, "\\s*\\.") || isInSearchPath(text, schema))
                .findFirst()
                .or(() -> tables.stream()
                        .filter(table -> mentions(text, table, "(?![\\w$])"))
                        .findFirst());
    }

    private static boolean isInSearchPath(String text, String schema) {
        return text.lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).contains("search_path"))
                .anyMatch(line -> mentions(line, schema, "(?![\\w$])"));
    }

    private static boolean mentions(String text, String name, String following) {
        return Pattern.compile("(?<![\\w$])\"?" + Pattern.quote(name) + "\"?" + following, Pattern.CASE_INSENSITIVE)
                .matcher(text)
                .find();
    }
}
