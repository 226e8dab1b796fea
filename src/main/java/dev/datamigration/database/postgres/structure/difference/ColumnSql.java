package dev.datamigration.database.postgres.structure.difference;

import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.structure.StructurePart;
import dev.datamigration.database.table.TableName;
import java.util.List;
import java.util.stream.Stream;

/** The DDL that makes a column of the target like one of the source. */
final class ColumnSql {
    private final String table;
    private final StructurePart source;

    ColumnSql(TableName table, StructurePart source) {
        this.table = "ALTER TABLE " + Sql.quoted(table) + " ";
        this.source = source;
    }

    String add() {
        var clause = new StringBuilder(name()).append(' ').append(source.value("type"));
        if (source.value("collation") != null) {
            clause.append(" COLLATE ").append(source.value("collation"));
        }
        if (source.value("generation") != null) {
            clause.append(generated());
        } else if (source.value("identity") != null) {
            clause.append(" GENERATED ").append(source.value("identity")).append(" AS IDENTITY");
        } else if (source.value("default") != null) {
            clause.append(" DEFAULT ").append(source.value("default"));
        }
        return table + "ADD COLUMN " + clause + (isNotNull() ? " NOT NULL" : "");
    }

    private String generated() {
        var expression = source.value("generation");
        var at = expression.lastIndexOf(' ');
        return " GENERATED ALWAYS AS (" + expression.substring(0, at) + ")" + expression.substring(at);
    }

    private boolean isNotNull() {
        return "NOT NULL".equals(source.value("not null"));
    }

    /** Empty for what no ALTER TABLE can do. */
    List<String> change(List<String> attributes, StructurePart target) {
        return attributes.stream()
                .flatMap(attribute -> change(attribute, target))
                .distinct()
                .toList();
    }

    private Stream<String> change(String attribute, StructurePart target) {
        var value = source.value(attribute);
        return switch (attribute) {
            case "type", "collation" ->
                alter("TYPE " + source.value("type")
                        + (source.value("collation") == null ? "" : " COLLATE " + source.value("collation")));
            case "not null" ->
                value == null ? alter("DROP NOT NULL") : isNotNull() ? alter("SET NOT NULL") : Stream.empty();
            case "default" -> alter(value == null ? "DROP DEFAULT" : "SET DEFAULT " + value);
            case "generation" -> value == null ? alter("DROP EXPRESSION") : Stream.empty();
            case "identity" -> identity(value, target.value("identity"));
            case "storage" -> alter("SET STORAGE " + storage(value));
            case "compression" -> alter("SET COMPRESSION " + compression(value));
            case "statistics target" -> alter("SET STATISTICS " + (value == null ? "-1" : value));
            case "options" -> Parameters.change(value, target.value("options")).map(this::altered);
            default -> Stream.empty();
        };
    }

    private Stream<String> identity(String wanted, String there) {
        if (wanted == null) {
            return alter("DROP IDENTITY IF EXISTS");
        }
        return alter(there == null ? "ADD GENERATED " + wanted + " AS IDENTITY" : "SET GENERATED " + wanted);
    }

    private static String storage(String code) {
        return switch (code) {
            case "p" -> "PLAIN";
            case "e" -> "EXTERNAL";
            case "m" -> "MAIN";
            default -> "EXTENDED";
        };
    }

    private static String compression(String code) {
        return code == null ? "default" : code.equals("l") ? "lz4" : "pglz";
    }

    private Stream<String> alter(String action) {
        return Stream.of(altered(action));
    }

    private String altered(String action) {
        return table + "ALTER COLUMN " + name() + " " + action;
    }

    private String name() {
        return Sql.identifier(source.key().part());
    }
}
