package dev.datamigration.database.postgres.position;

import dev.datamigration.database.Position;
import dev.datamigration.database.TransactionId;

/**
 * A position in PostgreSQL's log, compared as the server does: unsigned. Prints as the server prints it. It stands for the
 * transactions whose commit record begins before it.
 */
public record Lsn(long value) implements Position, Comparable<Lsn> {
    public static final Lsn ZERO = new Lsn(0);

    /** @throws NumberFormatException if the text is not {@code X/Y} in hexadecimal */
    public static Lsn parse(String text) {
        var slash = text.indexOf('/');
        if (slash < 0) {
            throw new NumberFormatException("not a log position: " + text);
        }
        return new Lsn(
                (Long.parseLong(text.substring(0, slash), 16) << 32) | Long.parseLong(text.substring(slash + 1), 16));
    }

    /** A position of PostgreSQL's as what it is; {@link #ZERO} for none. */
    public static Lsn of(Position position) {
        return position.isNone() ? ZERO : (Lsn) position;
    }

    @Override
    public boolean isNone() {
        return value == 0;
    }

    @Override
    public boolean covers(Position other) {
        return compareTo(of(other)) >= 0;
    }

    @Override
    public boolean covers(TransactionId transaction) {
        return compareTo(((CommitRecord) transaction).at()) > 0;
    }

    @Override
    public Position before(TransactionId transaction) {
        return covers(transaction) ? ((CommitRecord) transaction).at() : this;
    }

    @Override
    public Position common(Position other) {
        return covers(other) ? other : this;
    }

    @Override
    public long bytesSince(Position earlier) {
        return covers(earlier) ? value - of(earlier).value : 0;
    }

    @Override
    public int compareTo(Lsn other) {
        return Long.compareUnsigned(value, other.value);
    }

    @Override
    public String toString() {
        return "%X/%X".formatted(value >>> 32, value & 0xFFFFFFFFL);
    }
}
