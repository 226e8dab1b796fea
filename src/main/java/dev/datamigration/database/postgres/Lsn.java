package dev.datamigration.database.postgres;

/** A position in PostgreSQL's log, compared as the server does: unsigned. Prints as the server prints it. */
public record Lsn(long value) implements Comparable<Lsn> {
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

    public boolean isAtLeast(Lsn other) {
        return compareTo(other) >= 0;
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
