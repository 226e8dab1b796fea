package dev.datamigration.database.postgres.structure.difference;

import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.structure.StructurePart;
import dev.datamigration.database.table.TableName;
import java.util.List;
import java.util.stream.Collectors;

/** The DDL that makes a sequence of the target like one of the source; its position is not meant. */
final class SequenceSql {
    private final StructureNames names;
    private final StructurePart source;
    private final String sequence;

    SequenceSql(StructureNames names, StructurePart source, TableName there) {
        this.names = names;
        this.source = source;
        this.sequence = "ALTER SEQUENCE " + Sql.quoted(there);
    }

    List<String> change(List<String> attributes) {
        return List.of(sequence + attributes.stream().map(this::clause).collect(Collectors.joining()));
    }

    private String clause(String attribute) {
        var value = source.value(attribute);
        return switch (attribute) {
            case "type" -> " AS " + value;
            case "start" -> " START " + value;
            case "increment" -> " INCREMENT " + value;
            case "minimum" -> " MINVALUE " + value;
            case "maximum" -> " MAXVALUE " + value;
            case "cache" -> " CACHE " + value;
            case "cycle" -> value.equals("true") ? " CYCLE" : " NO CYCLE";
            default ->
                value == null
                        ? " OWNED BY NONE"
                        : " OWNED BY " + Sql.quoted(names.table(value)) + "."
                                + Sql.identifier(StructureNames.column(value));
        };
    }
}
