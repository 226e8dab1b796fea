package dev.datamigration.database.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.database.table.TableName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObjectFilterTest {
    private static final ObjectFilter RENAMING = new ObjectFilter(new ObjectSelection(
            List.of("a.*", "b.orders", "c.*"),
            List.of("a.secret*"),
            Map.of("a", "x", "b", "x"),
            Map.of("a.old", "y.new", "c.moved", "x.moved")));

    @Test
    void eachNameLeadsBackToTheOneItCameFrom() {
        var back = RENAMING.inverted(List.of());
        for (var name : List.of(table("a", "t"), table("b", "orders"), table("a", "old"), table("c", "moved"))) {
            var there = RENAMING.targetOf(name);
            assertThat(back.includes(there)).as(there.toString()).isTrue();
            // of two schemas that became one, the first selected is meant unless the tables are known
            assertThat(RENAMING.inverted(List.of(name)).targetOf(there)).isEqualTo(name);
        }
        assertThat(back.targetOf(table("x", "t"))).isEqualTo(table("a", "t"));
        assertThat(back.targetOf(table("y", "new"))).isEqualTo(table("a", "old"));
        assertThat(back.targetOf(table("c", "same"))).isEqualTo(table("c", "same"));
    }

    @Test
    void knownTablesDecideWhereSchemasBecameOne() {
        assertThat(RENAMING.inverted(List.of(table("b", "orders"))).targetOf(table("x", "orders")))
                .isEqualTo(table("b", "orders"));
        assertThat(RENAMING.inverted(List.of()).targetOf(table("x", "orders"))).isEqualTo(table("a", "orders"));
    }

    @Test
    void whatNoSelectedTableIsCalledIsNotMeant() {
        var back = RENAMING.inverted(List.of());
        assertThat(back.includes(table("x", "secrets"))).isFalse();
        assertThat(back.includes(table("a", "t")))
                .as("schema a is called x there")
                .isFalse();
        assertThat(back.includes(table("x", "old")))
                .as("a.old is called y.new there")
                .isFalse();
        assertThat(back.includes(table("elsewhere", "t"))).isFalse();
        assertThat(ObjectFilter.EVERYTHING.inverted(List.of()).includes(table("datamigration", "applied")))
                .isFalse();
    }

    @Test
    void aPartitionThatIsNotSelectedByNameIsRenamedAsItsSchemaIs() {
        var filter = new ObjectFilter(new ObjectSelection(List.of("a.parts"), null, Map.of("a", "x"), null));
        assertThat(filter.inverted(List.of()).targetOf(table("x", "parts_2027")))
                .isEqualTo(table("a", "parts_2027"));
    }

    private static TableName table(String schema, String name) {
        return new TableName(schema, name);
    }
}
