package dev.datamigration.database.postgres.catalog;

import dev.datamigration.api.ObjectSelection;
import dev.datamigration.database.postgres.TableName;
import java.util.List;
import java.util.regex.Pattern;

/** Which objects are meant by a selection, and what they are called on the target. */
public final class ObjectFilter {
    private final ObjectSelection selection;
    private final List<Pattern> include;
    private final List<Pattern> exclude;

    public ObjectFilter(ObjectSelection selection) {
        this.selection = selection;
        this.include = selection.include().stream().map(ObjectFilter::pattern).toList();
        this.exclude = selection.exclude().stream().map(ObjectFilter::pattern).toList();
    }

    /** System schemas and our own checkpoints are never meant, whatever the patterns say. */
    public boolean includes(TableName name) {
        var text = name.toString();
        return !isSystemSchema(name.schema())
                && include.stream().anyMatch(pattern -> pattern.matcher(text).matches())
                && exclude.stream().noneMatch(pattern -> pattern.matcher(text).matches());
    }

    /** The name on the target of a table on the source. */
    public TableName targetOf(TableName name) {
        var renamed = selection.renameTables().get(name.toString());
        if (renamed != null) {
            var dot = renamed.indexOf('.');
            return dot < 0
                    ? new TableName(targetSchemaOf(name.schema()), renamed)
                    : new TableName(renamed.substring(0, dot), renamed.substring(dot + 1));
        }
        return new TableName(targetSchemaOf(name.schema()), name.table());
    }

    public String targetSchemaOf(String schema) {
        return selection.renameSchemas().getOrDefault(schema, schema);
    }

    private static boolean isSystemSchema(String schema) {
        return schema.startsWith("pg_") || schema.equals("information_schema") || schema.equals("datamigration");
    }

    private static Pattern pattern(String glob) {
        var regex = new StringBuilder();
        for (var c : glob.toCharArray()) {
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
