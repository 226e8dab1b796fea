package dev.datamigration.database.postgres.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.database.table.Column;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.ReplicaIdentity;
import dev.datamigration.database.table.TableName;
import dev.datamigration.plan.Direction;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaDifferenceTest {
    @Test
    void typesThatPrintAlikeMayDiffer() {
        assertThat(SchemaDifference.between(
                        Direction.Forward,
                        table(column("a", "integer", false), column("b", "character varying", false)),
                        table(column("b", "text", false), column("a", "bigint", false))))
                .isEmpty();
        assertThat(SchemaDifference.between(
                        Direction.Forward,
                        table(column("m", "\"old.shop\".mood[]", false)),
                        table(column("m", "shop2.mood[]", false))))
                .isEmpty();
    }

    @Test
    void othersAreNamed() {
        assertThat(SchemaDifference.between(
                        Direction.Forward,
                        table(column("a", "integer", false), column("b", "text", false), column("c", "text", false)),
                        table(column("a", "numeric", false), column("c", "text", true), column("d", "text", false))))
                .hasValue("column a is integer on the source and numeric on the target;"
                        + " column b is missing or generated on the target;"
                        + " column c is missing or generated on the target; column d is on the target only");
    }

    @Test
    void generatedColumnsOfBothSidesDoNotCount() {
        assertThat(SchemaDifference.between(Direction.Forward, table(column("g", "integer", true)), table()))
                .isEmpty();
    }

    private static DataTable table(Column... columns) {
        var name = new TableName("public", "t");
        return new DataTable(
                1,
                name,
                name,
                null,
                List.of(),
                false,
                ReplicaIdentity.Default,
                List.of(columns),
                List.of(),
                false,
                false,
                0,
                0,
                0,
                null);
    }

    private static Column column(String name, String type, boolean generated) {
        return new Column(name, type, type, false, generated, false, false, true);
    }
}
