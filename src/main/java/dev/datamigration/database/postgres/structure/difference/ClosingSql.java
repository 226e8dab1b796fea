package dev.datamigration.database.postgres.structure.difference;

import dev.datamigration.database.postgres.schema.definition.ObjectId;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.structure.StructureKind;
import dev.datamigration.database.postgres.structure.StructurePart;
import dev.datamigration.database.table.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The DDL that makes the target like the source in one deviation. */
final class ClosingSql {
    private final StructureNames names;
    private final Planned planned;

    ClosingSql(StructureNames names, Planned planned) {
        this.names = names;
        this.planned = planned;
    }

    /** Empty where there is none to be printed, since it goes with another part or needs a decision. */
    List<String> of(Deviation deviation) {
        return switch (deviation.kind()) {
            case Missing -> create(deviation.source());
            case Superfluous -> List.of(drop(deviation.target().key()));
            case Renamed -> rename(deviation.source(), deviation.target().key());
            case Different -> change(deviation);
        };
    }

    private List<String> create(StructurePart source) {
        if (source.key().kind() == StructureKind.Column) {
            return List.of(new ColumnSql(names.object(source), source).add());
        }
        return planned.of(id(source));
    }

    static ObjectId id(StructurePart part) {
        return new ObjectId(part.key().kind().catalog(), part.oid());
    }

    private static String drop(StructurePart.Key key) {
        var object = key.object();
        return switch (key.kind()) {
            case Type -> "DROP TYPE IF EXISTS " + Sql.quoted(object);
            case Sequence -> "DROP SEQUENCE IF EXISTS " + Sql.quoted(object);
            case Function -> "DROP ROUTINE IF EXISTS " + Sql.quoted(object) + "(" + key.part() + ")";
            case Table -> "DROP TABLE IF EXISTS " + Sql.quoted(object);
            case View -> "DROP VIEW IF EXISTS " + Sql.quoted(object);
            case MaterializedView -> "DROP MATERIALIZED VIEW IF EXISTS " + Sql.quoted(object);
            case Column -> "ALTER TABLE " + Sql.quoted(object) + " DROP COLUMN IF EXISTS " + Sql.identifier(key.part());
            case Constraint ->
                "ALTER TABLE " + Sql.quoted(object) + " DROP CONSTRAINT IF EXISTS " + Sql.identifier(key.part());
            case Index -> "DROP INDEX IF EXISTS " + inSchemaOf(object, key.part());
            case Statistics -> "DROP STATISTICS IF EXISTS " + inSchemaOf(object, key.part());
            case Trigger -> "DROP TRIGGER IF EXISTS " + Sql.identifier(key.part()) + " ON " + Sql.quoted(object);
            case Rule -> "DROP RULE IF EXISTS " + Sql.identifier(key.part()) + " ON " + Sql.quoted(object);
            case Policy -> "DROP POLICY IF EXISTS " + Sql.identifier(key.part()) + " ON " + Sql.quoted(object);
        };
    }

    private static String inSchemaOf(TableName table, String name) {
        return Sql.quoted(new TableName(table.schema(), name));
    }

    private List<String> rename(StructurePart source, StructurePart.Key there) {
        var table = Sql.quoted(names.object(source));
        var to = Sql.identifier(source.key().part());
        return switch (source.key().kind()) {
            case Column ->
                List.of("ALTER TABLE %s RENAME COLUMN %s TO %s".formatted(table, Sql.identifier(there.part()), to));
            case Constraint ->
                List.of("ALTER TABLE %s RENAME CONSTRAINT %s TO %s".formatted(table, Sql.identifier(there.part()), to));
            case Index ->
                List.of("ALTER INDEX %s RENAME TO %s".formatted(inSchemaOf(there.object(), there.part()), to));
            case Table -> moved("TABLE", there.object(), names.object(source));
            case View -> moved("VIEW", there.object(), names.object(source));
            case MaterializedView -> moved("MATERIALIZED VIEW", there.object(), names.object(source));
            case Sequence -> moved("SEQUENCE", there.object(), names.object(source));
            case Type -> moved("TYPE", there.object(), names.object(source));
            case Function, Statistics, Trigger, Rule, Policy ->
                Stream.concat(Stream.of(drop(there)), planned.of(id(source)).stream())
                        .toList();
        };
    }

    private static List<String> moved(String kind, TableName from, TableName to) {
        var statements = new ArrayList<String>();
        if (!from.schema().equals(to.schema())) {
            statements.add("ALTER %s %s SET SCHEMA %s".formatted(kind, Sql.quoted(from), Sql.identifier(to.schema())));
        }
        if (!from.table().equals(to.table())) {
            statements.add("ALTER %s %s RENAME TO %s"
                    .formatted(kind, Sql.quoted(new TableName(to.schema(), from.table())), Sql.identifier(to.table())));
        }
        return statements;
    }

    private List<String> change(Deviation deviation) {
        var source = deviation.source();
        var target = deviation.target();
        return switch (source.key().kind()) {
            case Column -> new ColumnSql(target.key().object(), source).change(deviation.attributes(), target);
            case Table -> new StructureTableSql(names, source, target).change(deviation.attributes());
            case Sequence -> new SequenceSql(names, source, target.key().object()).change(deviation.attributes());
            case Type -> enumLabels(source, target);
            case Constraint -> constraint(deviation.attributes(), source, target.key());
            case Index -> index(deviation);
            case Function, Statistics, View, MaterializedView, Trigger, Rule, Policy -> anew(source, target.key());
        };
    }

    private List<String> constraint(List<String> attributes, StructurePart source, StructurePart.Key there) {
        if (attributes.equals(List.of("validated"))) {
            return validated(source, there);
        }
        if (attributes.equals(List.of("inheritance"))) {
            // one that is inherited cannot be dropped, and becomes the table's own where it is made once more
            return source.value("inheritance").equals("inherited") ? List.of() : planned.of(id(source));
        }
        return anew(source, there);
    }

    private static List<String> validated(StructurePart source, StructurePart.Key there) {
        return source.value("validated").equals("true")
                ? List.of("ALTER TABLE " + Sql.quoted(there.object()) + " VALIDATE CONSTRAINT "
                        + Sql.identifier(there.part()))
                : List.of();
    }

    private List<String> index(Deviation deviation) {
        var there = deviation.target().key();
        var statements = new ArrayList<String>();
        if (deviation.attributes().contains("definition")
                || deviation.attributes().contains("uniqueness")) {
            return anew(deviation.source(), there);
        }
        if (deviation.attributes().contains("clustered")) {
            statements.add("ALTER TABLE " + Sql.quoted(there.object())
                    + (deviation.source().value("clustered").equals("true")
                            ? " CLUSTER ON " + Sql.identifier(there.part())
                            : " SET WITHOUT CLUSTER"));
        }
        if (deviation.attributes().contains("replica identity")
                && deviation.source().value("replica identity").equals("true")) {
            statements.add("ALTER TABLE " + Sql.quoted(there.object()) + " REPLICA IDENTITY USING INDEX "
                    + Sql.identifier(there.part()));
        }
        return statements;
    }

    /** What it is dropped for must be made again, or it would be lost. */
    private List<String> anew(StructurePart source, StructurePart.Key there) {
        var create = planned.of(id(source));
        return create.isEmpty()
                ? List.of()
                : Stream.concat(Stream.of(drop(there)), create.stream()).toList();
    }

    /** Labels can only be added, and with statements that do so wherever the new ones stand. */
    private List<String> enumLabels(StructurePart source, StructurePart target) {
        var labels = source.value("enum labels");
        var there = target.value("enum labels");
        if (labels == null || there == null) {
            return List.of();
        }
        var known = List.of(there.split(", "));
        var statements = new ArrayList<String>();
        String before = null;
        for (var label : labels.split(", ")) {
            if (!known.contains(label)) {
                statements.add("ALTER TYPE " + Sql.quoted(target.key().object()) + " ADD VALUE IF NOT EXISTS " + label
                        + (before == null ? " BEFORE " + known.get(0) : " AFTER " + before));
            }
            before = label;
        }
        return statements;
    }
}
