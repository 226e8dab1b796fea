package dev.datamigration.transfer.full;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.api.task.Limits;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.testing.HashTrees;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The load of tables whose rows belong to other partitions on the target, interrupted at any moment. */
@Tag("long")
class HashTreesLoadIT {
    private LoadFixture fixture;

    @BeforeEach
    void fill() {
        fixture = LoadFixture.whole().rows(HashTrees.SCHEMA).rows(HashTrees.ROWS);
        fixture.source.execute("INSERT INTO by_mood SELECT i, ('m' || i % 12 + 1)::mood, 'row ' || i"
                + " FROM generate_series(1000, 3000) i");
    }

    /** By when it is told how far it is, it must not have come to its end. */
    private void heldBack(Runnable interrupted) {
        fixture.limits = new Limits(300L, null, null);
        interrupted.run();
        fixture.limits = Limits.DEFAULT;
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void rowsThatMovedMeanwhileAreWhereTheyBelong() {
        heldBack(() -> fixture.stopIn("by_mood", () -> fixture.source.execute(HashTrees.changes("meanwhile"))));
        fixture.source.execute(HashTrees.changes("later"));
        heldBack(fixture::stopOnceItWentOn);
        fixture.load();
        fixture.assertNoChunkTwice();
        fixture.source.execute(HashTrees.changes("last"));
        fixture.synchronise();
        fixture.assertEqual();
        HashTrees.assertElsewhere(fixture.source, fixture.target);
    }

    @Test
    void truncatedAsAWholeItIsLeftToTheLog() {
        heldBack(() -> fixture.stopIn(
                "by_mood",
                () -> fixture.source.execute(
                        "TRUNCATE by_mood, range_1", "INSERT INTO by_mood VALUES (1, 'm1', 'after')")));
        fixture.load();
        fixture.synchronise();
        fixture.assertEqual();
    }

    @Test
    void aPartitionTruncatedByItselfIsNotLost() {
        heldBack(() -> fixture.stopIn("by_mood", () -> fixture.source.execute("TRUNCATE mood_1")));
        assertThatThrownBy(fixture::load).isInstanceOfSatisfying(FailureException.class, e -> {
            assertThat(e.failure().code()).isEqualTo(FailureCode.SourceSchemaChanged);
            assertThat(e.failure().message()).contains("A partition of public.by_mood was truncated");
        });
    }
}
