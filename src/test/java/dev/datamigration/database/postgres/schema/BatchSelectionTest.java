package dev.datamigration.database.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.database.postgres.schema.definition.CatalogObject;
import dev.datamigration.database.postgres.schema.definition.Dependency;
import dev.datamigration.database.postgres.schema.definition.ObjectId;
import dev.datamigration.database.schema.ObjectKind;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.TableName;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchSelectionTest {
    private final CatalogObject table = relation(1, ObjectKind.Table, "public", "t", null, null);
    private final CatalogObject other = relation(2, ObjectKind.Table, "public", "other", null, null);
    private final CatalogObject owned = relation(3, ObjectKind.Sequence, "lib", "seq", null, 1L);
    private final CatalogObject partition =
            relation(4, ObjectKind.Table, "parts", "t_1", new TableName("public", "t"), null);
    private final CatalogObject type = new CatalogObject(
            new ObjectId("pg_type", 5), ObjectKind.Type, new TableName("lib", "e"), null, null, null, null);
    private final CatalogObject function = new CatalogObject(
            new ObjectId("pg_proc", 6), ObjectKind.Function, new TableName("lib", "f"), "integer", null, null, null);
    private final CatalogObject ofExtension = new CatalogObject(
            new ObjectId("pg_type", 7),
            ObjectKind.BaseType,
            new TableName("public", "citext"),
            null,
            "citext",
            null,
            null);

    @Test
    void whatIsNeededComesAlongAndExtensionsAreLeftToThemselves() {
        var selection = Selection.of(
                List.of(table, other, owned, partition, type, function, ofExtension),
                List.of(
                        new Dependency(table.id(), type.id(), false),
                        new Dependency(type.id(), function.id(), false),
                        new Dependency(table.id(), other.id(), true),
                        new Dependency(partition.id(), ofExtension.id(), false)),
                new ObjectFilter(new ObjectSelection(List.of("public.t", "public.citext"), null, null, null)));
        assertThat(selection.objects()).containsExactly(table, owned, partition, type, function);
        assertThat(selection.extensions()).containsExactly("citext");
        assertThat(selection.oids(ObjectKind.Table)).containsExactly(1L, 4L);
        assertThat(selection.directNeeds(table.id())).containsExactly(type.id());
        assertThat(function.display()).isEqualTo("lib.f(integer)");
    }

    private static CatalogObject relation(
            long oid, ObjectKind kind, String schema, String name, TableName root, Long owner) {
        return new CatalogObject(ObjectId.relation(oid), kind, new TableName(schema, name), null, null, root, owner);
    }
}
