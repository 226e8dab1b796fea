package dev.datamigration.transfer.full.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.task.DmlType;
import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.log.LogMessage;
import dev.datamigration.database.log.LogMessage.Begin;
import dev.datamigration.database.log.LogMessage.Delete;
import dev.datamigration.database.log.LogMessage.Insert;
import dev.datamigration.database.log.LogMessage.Relation;
import dev.datamigration.database.log.LogMessage.TooWide;
import dev.datamigration.database.log.LogMessage.Truncate;
import dev.datamigration.database.log.LogMessage.Update;
import dev.datamigration.database.postgres.position.CommitRecord;
import dev.datamigration.database.postgres.position.Lsn;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.ReplicaIdentity;
import dev.datamigration.database.table.TableName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TruncationsTest {
    private static final int CART = 1;
    private static final int ENTRY = 2;
    private static final LoadTable CART_TABLE = table("cart");
    private static final LoadTable ENTRY_TABLE = table("entry");

    private final Truncations truncations =
            new Truncations(Map.of(CART_TABLE, new Lsn(100), ENTRY_TABLE, new Lsn(200)));

    TruncationsTest() {
        show(relation(CART, "cart"), relation(ENTRY, "entry"), relation(3, "other"));
    }

    @Test
    void theLastOneOfEachTableCounts() {
        show(begin(200), truncate(3, CART, ENTRY), begin(300), new Insert(ENTRY, null), truncate(CART));
        assertThat(truncations.found()).isEqualTo(Map.of(CART_TABLE, new Lsn(300), ENTRY_TABLE, new Lsn(200)));
    }

    @Test
    void oneFromBeforeWhatIsLoadedDoesNot() {
        show(begin(99), truncate(CART, ENTRY), begin(100), truncate(CART, ENTRY));
        assertThat(truncations.found()).isEqualTo(Map.of(CART_TABLE, new Lsn(100)));
    }

    static Stream<LogMessage> needsARow() {
        return Stream.of(
                new Update(CART, null, null), new Delete(CART, null), new TooWide(DmlType.Update, CART, 1, null));
    }

    @ParameterizedTest
    @MethodSource("needsARow")
    void norOneWhoseTransactionNeedsRowsOfBefore(LogMessage change) {
        show(begin(300), truncate(CART), begin(400), change, truncate(CART, ENTRY), begin(500), truncate(3));
        assertThat(truncations.found()).isEqualTo(Map.of(CART_TABLE, new Lsn(300), ENTRY_TABLE, new Lsn(400)));
    }

    @Test
    void whatComesAfterItInItsTransactionIsItsOwn() {
        show(begin(300), truncate(CART), new Insert(CART, null), new Delete(CART, null), truncate(CART));
        assertThat(truncations.found()).isEqualTo(Map.of(CART_TABLE, new Lsn(300)));
    }

    @Test
    void aRelationThatIsAnotherTableNowIsForgotten() {
        show(relation(CART, "renamed"), begin(300), truncate(CART));
        assertThat(truncations.found()).isEmpty();
    }

    private void show(LogMessage... messages) {
        List.of(messages).forEach(truncations);
    }

    private static Begin begin(long commitRecord) {
        return new Begin(new CommitRecord(new Lsn(commitRecord)), new Lsn(commitRecord), Instant.EPOCH);
    }

    private static Truncate truncate(Integer... relations) {
        return new Truncate(List.of(relations), false, List.of());
    }

    private static Relation relation(int oid, String name) {
        return new Relation(oid, new TableName("public", name), ReplicaIdentity.Default, List.of());
    }

    private static LoadTable table(String name) {
        var table = new TableName("public", name);
        return new LoadTable(
                new DataTable(
                        1,
                        table,
                        table,
                        null,
                        List.of(),
                        false,
                        ReplicaIdentity.Default,
                        List.of(),
                        List.of(),
                        false,
                        false,
                        0,
                        0,
                        0,
                        null),
                List.of(),
                null);
    }
}
