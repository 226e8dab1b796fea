package dev.datamigration.transfer.full.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.checkpoint.TableCheckpoint;
import dev.datamigration.database.load.LoadTable;
import dev.datamigration.database.table.DataTable;
import dev.datamigration.testing.Patience;
import dev.datamigration.testing.Samples;
import dev.datamigration.transfer.full.table.LoadProgress;
import dev.datamigration.transfer.full.table.RewrittenTables;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoadShareTest {
    private final RunScope scope = new RunScope("task", 1);
    private final LoadTable table = new LoadTable(Samples.of(DataTable.class), List.of(), null);
    private final LoadProgress progress = new LoadProgress();
    private final RewrittenTables rewritten = new RewrittenTables();

    /** One that was planned meanwhile is looked for at once; without any, others may have left one behind. */
    @Test
    void whoFindsNoneLooksAgain() {
        var share = share(0, 0);
        var seen = share.plannedSoFar();
        share.planned();
        assertThat(share.awaitChunk(seen)).isTrue();
        assertThat(share.awaitChunk(share.plannedSoFar())).as("after a while").isTrue();
        assertThat(share.isOver()).isFalse();
    }

    /** Who has nothing to copy stays until the last table is complete, since a helper may leave a chunk behind. */
    @Test
    void isNotOverBeforeAllIsPlannedAndThere() throws Exception {
        var share = share(1, 0);
        share.allPlanned();
        assertThat(share.isOver()).isFalse();
        var waiting = CompletableFuture.supplyAsync(() -> {
            var looks = 0;
            while (share.awaitChunk(0)) {
                looks++;
            }
            return looks;
        });
        assertThat(progress.table(table.name()).chunksDone(1, 5)).isTrue();
        progress.table(table.name()).tableComplete();
        share.moved(1);
        assertThat(waiting.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)).isNotNegative();
        assertThat(share.isOver()).isTrue();
    }

    @Test
    void aTableThatWasRewrittenIsNotWaitedFor() {
        var share = share(3, 1);
        share.allPlanned();
        assertThat(share.passedOver()).isEmpty();
        share.rewritten(table);
        assertThat(share.passedOver()).containsExactly(table.name());
        assertThat(share.isOver()).isTrue();
        assertThat(share.awaitChunk(0)).isFalse();
    }

    @Test
    void thePlannerWaitsWhereItIsFarAhead() throws Exception {
        var share = share(0, 0);
        for (var chunk = 0; chunk < 1000; chunk++) {
            share.awaitRoom();
            share.planned();
        }
        var waiting = CompletableFuture.runAsync(share::awaitRoom);
        assertThat(waiting).isNotDone();
        share.moved(1);
        waiting.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void aCancelledRunEndsTheWaiting() {
        var share = share(0, 0);
        scope.cancel();
        assertThatThrownBy(() -> share.awaitChunk(0)).isInstanceOf(CancellationException.class);
    }

    private LoadShare share(long chunks, long done) {
        progress.add(
                new TableCheckpoint(table.name(), List.of(), null, null, chunks > 0, false, chunks, done, 0, 0), 10);
        return new LoadShare(
                scope,
                List.of(table),
                rewritten,
                any -> progress.table(any.name()).isComplete());
    }
}
