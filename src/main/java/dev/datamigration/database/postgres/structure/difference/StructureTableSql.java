package dev.datamigration.database.postgres.structure.difference;

import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.structure.StructurePart;
import dev.datamigration.database.table.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The DDL that makes a table of the target like one of the source, as far as its columns and the like are not meant. */
final class StructureTableSql {
    private final StructureNames names;
    private final TableName name;
    private final String table;
    private final StructurePart source;
    private final StructurePart target;

    StructureTableSql(StructureNames names, StructurePart source, StructurePart target) {
        this.names = names;
        this.name = target.key().object();
        this.table = "ALTER TABLE " + Sql.quoted(name) + " ";
        this.source = source;
        this.target = target;
    }

    List<String> change(List<String> attributes) {
        var statements = new ArrayList<String>();
        if (attributes.contains("parents") || attributes.contains("partition bound")) {
            statements.addAll(places());
        }
        attributes.stream().flatMap(this::change).forEach(statements::add);
        return statements;
    }

    private Stream<String> change(String attribute) {
        var value = source.value(attribute);
        return switch (attribute) {
            case "persistence" -> Stream.of(table + ("u".equals(value) ? "SET UNLOGGED" : "SET LOGGED"));
            case "storage parameters" ->
                Parameters.change(value, target.value(attribute)).map(table::concat);
            case "TOAST parameters" ->
                Parameters.change(value, target.value(attribute), "toast.").map(table::concat);
            case "replica identity" ->
                switch (value) {
                    case "f" -> Stream.of(table + "REPLICA IDENTITY FULL");
                    case "n" -> Stream.of(table + "REPLICA IDENTITY NOTHING");
                    case "d" -> Stream.of(table + "REPLICA IDENTITY DEFAULT");
                    default -> Stream.empty(); // told by the index
                };
            case "row security" ->
                Stream.of(table + (value.equals("true") ? "ENABLE" : "DISABLE") + " ROW LEVEL SECURITY");
            case "forced row security" ->
                Stream.of(table + (value.equals("true") ? "FORCE" : "NO FORCE") + " ROW LEVEL SECURITY");
            default -> Stream.empty();
        };
    }

    private List<String> places() {
        var statements = new ArrayList<String>();
        var wanted = source.value("partition bound");
        var there = target.value("partition bound");
        var wantedParents = names.tables(source.value("parents"));
        var parents = StructureNames.plain(target.value("parents"));
        if (there != null && !(Objects.equals(wanted, there) && wantedParents.equals(parents))) {
            statements.add("ALTER TABLE " + Sql.quoted(parents.get(0)) + " DETACH PARTITION " + Sql.quoted(name));
            parents = List.of();
        }
        for (var parent : parents) {
            if (!wantedParents.contains(parent)) {
                statements.add(table + "NO INHERIT " + Sql.quoted(parent));
            }
        }
        for (var parent : wantedParents) {
            if (!parents.contains(parent)) {
                statements.add(
                        wanted == null
                                ? table + "INHERIT " + Sql.quoted(parent)
                                : "ALTER TABLE " + Sql.quoted(parent) + " ATTACH PARTITION " + Sql.quoted(name) + " "
                                        + wanted);
            }
        }
        return statements;
    }
}
