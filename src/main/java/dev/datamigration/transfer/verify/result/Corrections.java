package dev.datamigration.transfer.verify.result;

import dev.datamigration.database.compare.Both;
import dev.datamigration.database.compare.ComparedTable;
import dev.datamigration.database.compare.CorrectionStatements;
import dev.datamigration.database.compare.RowText;
import dev.datamigration.plan.Direction;
import java.util.Optional;

/** Writes the statement that corrects a difference, from the values both sides hold now. */
public final class Corrections {
    /** The widest row that a correction is written for, in bytes. */
    public static final int MOST_BYTES = 1_000_000;

    private static final String GONE = "-- the row changed before its correction could be written";

    private final Direction direction;
    private final Both<ComparedTable> pair;
    private final CorrectionStatements sql;

    public Corrections(Direction direction, Both<ComparedTable> pair) {
        this.direction = direction;
        this.pair = pair;
        this.sql = pair.target().corrections();
    }

    public String correct(Settled.Difference difference, Servers servers) {
        return pair.target().hasKey() ? correctKeyed(difference, servers) : correctKeyless(difference, servers);
    }

    private String correctKeyed(Settled.Difference difference, Servers servers) {
        var key = difference.key();
        if (difference.source().absent()) {
            return sql.delete(key);
        }
        var row = source(difference, servers);
        if (row.isEmpty() || row.get().tooWide()) {
            return row.isEmpty() ? GONE : tooWide();
        }
        return switch ((int) Math.min(2, difference.target().rows())) {
            case 0 -> sql.insert(row.get(), 1);
            case 1 -> update(difference, row.get(), servers);
            default -> sql.replace(key, row.get());
        };
    }

    private String update(Settled.Difference difference, RowText row, Servers servers) {
        var onTarget = target(difference, servers);
        return onTarget.isEmpty() || onTarget.get().tooWide()
                ? sql.replace(difference.key(), row)
                : sql.update(difference.key(), row, onTarget.get());
    }

    private String correctKeyless(Settled.Difference difference, Servers servers) {
        var missing = difference.source().rows() - difference.target().rows();
        var row = missing > 0 ? source(difference, servers) : target(difference, servers);
        if (row.isEmpty() || row.get().tooWide()) {
            return row.isEmpty() ? GONE : tooWide();
        }
        return missing > 0 ? sql.insert(row.get(), missing) : sql.deleteCopies(row.get(), -missing);
    }

    private String tooWide() {
        return direction
                .tell("-- the row is wider than %d bytes: copy it from the source by its key")
                .formatted(MOST_BYTES);
    }

    private Optional<RowText> source(Settled.Difference difference, Servers servers) {
        return servers.source()
                .ask(connection -> pair.source().text(connection, difference.key(), difference.source(), MOST_BYTES));
    }

    private Optional<RowText> target(Settled.Difference difference, Servers servers) {
        return servers.target()
                .ask(connection -> pair.target().text(connection, difference.key(), difference.target(), MOST_BYTES));
    }
}
