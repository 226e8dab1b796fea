package dev.datamigration.database.postgres.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.database.postgres.schema.definition.CatalogObject;
import dev.datamigration.database.postgres.schema.definition.ObjectId;
import dev.datamigration.database.schema.ObjectKind;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.table.TableName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetObjectNamesTest {
    private final TargetObjectNames names = new TargetObjectNames(new ObjectFilter(new ObjectSelection(
            List.of("*"), null, Map.of("a", "x", "b", "x"), Map.of("a.moved", "y.there", "b.t", "x.t2"))));

    @Test
    void aSequenceFollowsItsTableIntoAnotherSchema() {
        var table = relation(1, ObjectKind.Table, "a", "moved");
        assertThat(names.add(table)).isTrue();
        names.addSequence(relation(2, ObjectKind.Sequence, "a", "moved_id_seq"), names.relation(1));
        names.addSequence(relation(3, ObjectKind.Sequence, "a", "free"), null);
        assertThat(names.relation(1)).isEqualTo(new TableName("y", "there"));
        assertThat(names.relation(2)).isEqualTo(new TableName("y", "moved_id_seq"));
        assertThat(names.relation(3)).isEqualTo(new TableName("x", "free"));
        assertThat(names.isMoved(table)).isTrue();
        assertThat(names.isMoved(relation(3, ObjectKind.Sequence, "a", "free"))).isFalse();
    }

    @Test
    void namesThatClashGetTheirTablesName() {
        names.add(relation(1, ObjectKind.Table, "a", "t"));
        names.add(relation(2, ObjectKind.Table, "b", "t"));
        assertThat(names.addIndex(10, "t_pkey", names.relation(1)).table()).isEqualTo("t_pkey");
        assertThat(names.addIndex(11, "t_pkey", names.relation(2)).table()).isEqualTo("t2_t_pkey");
        assertThat(names.addIndex(12, "t_pkey", names.relation(2)).table()).isEqualTo("t2_t_pkey_2");
        var longest = "ä".repeat(31);
        names.addIndex(13, longest, names.relation(1));
        assertThat(names.addIndex(14, longest, names.relation(1))
                        .table()
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .hasSizeBetween(60, 63);
        assertThat(names.add(relation(20, ObjectKind.View, "a", "t2"))).isFalse();
    }

    private static CatalogObject relation(long oid, ObjectKind kind, String schema, String name) {
        return new CatalogObject(ObjectId.relation(oid), kind, new TableName(schema, name), null, null, null, null);
    }
}
