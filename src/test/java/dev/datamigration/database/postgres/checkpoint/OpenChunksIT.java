package dev.datamigration.database.postgres.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.checkpoint.ChunkStore.HelpedTable;
import dev.datamigration.database.checkpoint.ChunkStore.TakenChunk;
import dev.datamigration.database.checkpoint.SharedRangeStore.RangeResult;
import dev.datamigration.database.checkpoint.SharedRangeStore.SharedRange;
import dev.datamigration.database.compare.KeyRange;
import dev.datamigration.database.load.Chunk;
import dev.datamigration.database.load.ChunkRange;
import dev.datamigration.database.load.Copied;
import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.database.table.TableName;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.Samples;
import dev.datamigration.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who has which chunk or range, between two sessions that take them. */
class OpenChunksIT {
    private static final String TASK = "task";
    private static final Set<TableName> NONE = Set.of();

    private final LoadTable table = new LoadTable(Samples.of(DataTable.class), List.of(), null);
    private final PostgresChunkStore chunks = new PostgresChunkStore(TASK);
    private final PostgresSharedRangeStore ranges = new PostgresSharedRangeStore(TASK);
    private final RunScope helper = new RunScope(TASK, 7, new RunScope.Helping(1, 1));
    private TestDatabase database;
    private Connection one;
    private Connection other;

    @BeforeEach
    void threeChunks() throws SQLException {
        database = PostgresServers.target().createDatabase("open_chunks");
        one = database.connect();
        other = database.connect();
        CheckpointSchema.install(one);
        CheckpointSchema.install(one);
        Fence.claim(one, TASK, 1);
        for (var number = 0; number < 3; number++) {
            chunks.add(one, chunk(number), number == 2);
        }
        one.setAutoCommit(false);
        other.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        one.close();
        other.close();
    }

    @Test
    void eachTakesTheNextThatNobodyHas() throws SQLException {
        assertThat(numberOf(chunks.take(one, 0, NONE))).isZero();
        var second = chunks.take(other, 0, NONE).orElseThrow();
        assertThat(second).isEqualTo(new TakenChunk(table.name(), 1, chunk(1).range(), second.place()));
        assertThat(numberOf(chunks.take(other, second.place(), NONE))).isEqualTo(2);
        assertThat(chunks.take(one, second.place(), NONE))
                .as("waits for nobody")
                .isEmpty();

        one.rollback();
        assertThat(numberOf(chunks.take(other, 0, NONE)))
                .as("left by who had it")
                .isZero();
        chunks.finish(other, chunk(0), new Copied(5, 50), helper);
        other.commit();
        assertThat(numberOf(chunks.take(one, 0, NONE)))
                .as("what is done is not taken")
                .isEqualTo(1);
        assertThat(chunks.helped(one)).containsOnly(Map.entry(table.name(), new HelpedTable(1, 5, 50)));
        assertThat(chunks.take(other, 0, Set.of(table.name()))).isEmpty();
        assertThat(new PostgresChunkStore("another").take(other, 0, NONE)).isEmpty();
    }

    /** As a table without a key has it, which is copied in many transactions. */
    @Test
    void aChunkThatIsHeldIsNobodyElsesWhileTheSessionLives() throws SQLException {
        chunks.take(one, 0, NONE);
        chunks.hold(one, chunk(0));
        one.commit();
        assertThat(numberOf(chunks.take(other, 0, NONE))).isEqualTo(1);
        other.commit();
        chunks.giveUp(one, chunk(0));
        one.commit();
        assertThat(numberOf(chunks.take(other, 0, NONE))).isZero();
        other.commit();
        chunks.hold(one, chunk(0));
        one.commit();
        one.close();
        await("its session is gone").until(() -> {
            other.rollback();
            return numberOf(chunks.take(other, 0, NONE)) == 0;
        });
    }

    @Test
    void aRangeIsComparedByOneWhoeverTookItFirst() throws SQLException {
        var first = new SharedRange(1, table.name(), new KeyRange(null, List.of("a\nb")));
        var second = new SharedRange(2, table.name(), new KeyRange(List.of("a\nb"), null));
        ranges.add(one, List.of(first, second));
        one.commit();
        assertThat(ranges.take(one)).contains(first);
        assertThat(ranges.takeBack(other)).contains(second);
        assertThat(ranges.takeBack(other)).isEmpty();
        one.commit();
        other.commit();
        assertThat(ranges.take(other)).as("who has it lives").isEmpty();
        var result = new RangeResult(1, 9, 7, List.of(List.of("x\n", "ü"), List.of("y", "")));
        ranges.finish(other, result);
        assertThat(ranges.collect(other))
                .as("only who has it says what is in it")
                .isEmpty();
        other.commit();
        ranges.finish(one, result);
        one.commit();
        assertThat(ranges.collect(other)).containsExactly(result);
        other.commit();
        assertThat(database.count("datamigration.shared_range")).isZero();
    }

    @Test
    void aRangeOfALostSessionIsTakenByOthers() throws SQLException {
        var range = new SharedRange(1, table.name(), KeyRange.ALL);
        ranges.add(one, List.of(range));
        ranges.take(one);
        one.commit();
        assertThat(ranges.takeBack(other)).isEmpty();
        one.close();
        await("its session is gone").until(() -> {
            other.rollback();
            return ranges.takeBack(other).equals(Optional.of(range));
        });
    }

    private Chunk chunk(int number) {
        return new Chunk(table, number, new ChunkRange(List.of("" + number), List.of("" + (number + 1))));
    }

    private static int numberOf(Optional<TakenChunk> chunk) {
        return chunk.orElseThrow().number();
    }
}
