package dev.datamigration.transfer.verify.compare;

import dev.datamigration.api.task.FullVerificationSettings;
import dev.datamigration.database.ByteText;
import dev.datamigration.database.checkpoint.RowDifferenceStore.RecordedDifference;
import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.Quantity;
import dev.datamigration.transfer.verify.result.Corrections;
import dev.datamigration.transfer.verify.result.DifferenceStore;
import dev.datamigration.transfer.verify.result.MostDifferences;
import dev.datamigration.transfer.verify.result.Servers;
import dev.datamigration.transfer.verify.result.Settled;
import dev.datamigration.transfer.verify.result.TableTally;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Rows of one table that seemed to differ. They are gathered, so that one barrier serves many, and settled when there
 * are enough of them or at the table's end. Never more than a batch is kept for each worker.
 */
public final class Suspects {
    private static final int BATCH = 500;
    private static final int CORRECTIONS_WRITTEN_TOGETHER = 20;

    private static final String NOT_WRITTEN =
            "-- not written: more rows differ than spec.fullVerification.mismatchLimit";

    private final TableName table;
    private final TableTally tally;
    private final Recheck recheck;
    private final Corrections corrections;
    private final DifferenceStore store;
    private final boolean keyed;
    private final int limit;
    private final int correctionLimit;
    private final List<List<String>> gathered = new ArrayList<>();
    private final AtomicLong undecided = new AtomicLong();
    private int recorded;

    public Suspects(
            TableTally tally,
            Recheck recheck,
            Corrections corrections,
            DifferenceStore store,
            boolean keyed,
            FullVerificationSettings settings) {
        this.table = tally.table();
        this.tally = tally;
        this.recheck = recheck;
        this.corrections = corrections;
        this.store = store;
        this.keyed = keyed;
        this.limit = MostDifferences.of(settings);
        this.correctionLimit = settings.mismatchLimit();
    }

    /** Takes suspects in; settles some of them when there are many. */
    public void add(List<List<String>> keys, Servers servers) {
        for (var key : keys) {
            settle(gather(key), servers);
        }
    }

    public void settleRest(Servers servers) {
        settle(takeAll(), servers);
    }

    public boolean limitExceeded() {
        return tally.different() > limit;
    }

    /** Returns what is to be said beside the counts, for people; null where that is nothing. */
    public String remark() {
        return limitExceeded()
                ? "The comparison ended after more than " + Quantity.of(limit, "differing row") + "."
                : undecided();
    }

    /** Says how many rows could not be settled, for people; null where there are none. */
    public String undecided() {
        return undecided.get() == 0
                ? null
                : Quantity.of(undecided.get(), "row")
                        + " changed too often to be compared; raise spec.fullVerification.runNonce to compare again";
    }

    private synchronized List<List<String>> gather(List<String> key) {
        gathered.add(key);
        return gathered.size() < BATCH ? List.of() : takeAll();
    }

    private synchronized List<List<String>> takeAll() {
        var batch = List.copyOf(gathered);
        gathered.clear();
        return batch;
    }

    private void settle(List<List<String>> batch, Servers servers) {
        if (batch.isEmpty() || limitExceeded()) {
            return;
        }
        var settled = recheck.settle(batch, servers);
        tally.addConsistent(settled.equalRows());
        undecided.addAndGet(settled.undecided().size());
        tally.addUndecided(settled.undecided());
        var recordings = new ArrayList<RecordedDifference>();
        for (var difference : settled.different()) {
            count(difference);
            var number = nextNumber();
            if (number <= limit) {
                recordings.add(record(number, difference, servers));
            }
            if (recordings.size() == CORRECTIONS_WRITTEN_TOGETHER) {
                store.add(table, recordings);
                recordings.clear();
            }
        }
        if (!recordings.isEmpty()) {
            store.add(table, recordings);
        }
    }

    private RecordedDifference record(int number, Settled.Difference difference, Servers servers) {
        return new RecordedDifference(
                number,
                difference.differenceClass(),
                difference.key(),
                difference.rowsApart(),
                rowKey(difference),
                number <= correctionLimit ? corrections.correct(difference, servers) : NOT_WRITTEN);
    }

    private void count(Settled.Difference difference) {
        if (!keyed) {
            tally.addConsistent(
                    Math.min(difference.source().rows(), difference.target().rows()));
        }
        tally.addDifferent(difference.differenceClass(), difference.rowsApart());
    }

    /** A row without a key is named by its hash. */
    private String rowKey(Settled.Difference difference) {
        return keyed
                ? "(" + ByteText.escaped(String.join(", ", difference.key())) + ")"
                : "hash " + String.join(":", difference.key());
    }

    private synchronized int nextNumber() {
        return ++recorded;
    }
}
