package dev.datamigration.transfer.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.database.checkpoint.SchemaObjectStateStore;
import dev.datamigration.database.schema.CreationResult;
import dev.datamigration.database.schema.ObjectKind;
import dev.datamigration.database.schema.SchemaCreation;
import dev.datamigration.database.schema.SchemaItem;
import dev.datamigration.database.schema.SchemaPlan;
import dev.datamigration.failure.FailureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchedCreationTest {
    private static final List<SchemaItem> ITEMS =
            IntStream.range(0, 10).mapToObj(BatchedCreationTest::item).toList();

    @Test
    void transactionsGrowAsLongAsNothingIsRefused() throws SQLException {
        assertThat(transactions(new Target(8, null))).containsExactly(1, 2, 4, 3);
        assertThat(transactions(new Target(2, null))).containsExactly(1, 2, 2, 2, 2, 1);
    }

    @Test
    void thoseOfATransactionInWhichOneIsRefusedAreMadeOneByOne() throws SQLException {
        assertThat(transactions(new Target(8, ITEMS.get(4)))).containsExactly(1, 2, 1, 1, 1, 2, 1);
    }

    @Test
    void whereEachStatementIsATransactionOneIsMadeAfterTheOther() throws SQLException {
        assertThat(transactions(new Target(1, null))).containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    }

    private static List<Integer> transactions(Target target) throws SQLException {
        var store = SchemaObjectStore.read(null, new NoStates());
        var plan = new SchemaPlan(ITEMS, List.of(), List.of(), List.of(), List.of());
        store.adopt(null, plan, plan);
        var told = new ArrayList<SchemaItem>();
        new BatchedCreation(new ItemCreator(target, store), (item, result) -> told.add(item))
                .drain(new ArrayDeque<>(ITEMS));
        assertThat(told).containsExactlyElementsOf(ITEMS);
        return target.transactions;
    }

    private static SchemaItem item(int number) {
        return SchemaItem.optional(
                null,
                new SchemaItem.Key(ObjectKind.View, "view_" + number),
                List.of("a statement"),
                "",
                SchemaItem.NEVER_THERE);
    }

    /** Notes how many objects each transaction makes that commits. */
    private static final class Target implements SchemaCreation {
        private final int mostTogether;
        private final SchemaItem refused;
        private final List<Integer> transactions = new ArrayList<>();

        Target(int mostTogether, SchemaItem refused) {
            this.mostTogether = mostTogether;
            this.refused = refused;
        }

        @Override
        public int mostTogether() {
            return mostTogether;
        }

        @Override
        public CreationResult create(SchemaItem item) {
            if (item.equals(refused)) {
                return new CreationResult.Refused(new SQLException(), false, "");
            }
            transactions.add(1);
            return new CreationResult.Created();
        }

        @Override
        public List<SchemaItem> createTogether(Supplier<SchemaItem> next) {
            var made = new ArrayList<SchemaItem>();
            for (var item = next.get(); item != null; item = next.get()) {
                made.add(item);
            }
            if (made.contains(refused)) {
                return List.of();
            }
            transactions.add(made.size());
            return made;
        }

        @Override
        public void write(String doing, Write write) {
            throw new AssertionError(doing);
        }

        @Override
        public FailureException failure(SchemaItem item, SQLException error) {
            throw new AssertionError(error);
        }

        @Override
        public void close() {}
    }

    private static final class NoStates implements SchemaObjectStateStore {
        @Override
        public List<ObjectState> list(Connection connection) {
            return List.of();
        }

        @Override
        public void add(Connection connection, List<PlannedObject> objects) {}

        @Override
        public void remove(Connection connection, int number) {}

        @Override
        public void done(Connection connection, Collection<Integer> numbers) {}

        @Override
        public void refused(Connection connection, int number, String reason) {}
    }
}
