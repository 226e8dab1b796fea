package dev.datamigration.database.log;

import dev.datamigration.database.ByteText;

/**
 * A row as the stream carries it: per column of its relation NULL, "unchanged" (a TOASTed value that an UPDATE left
 * alone and that is not in the log), or the bytes of the value's text, in UTF-8 or as an SQL_ASCII database has them, as the type's output function prints
 * it. The arrays are shared and must not be changed.
 */
public final class Tuple {
    /** Compared by identity; stands for a value that is not in the log. */
    private static final byte[] UNCHANGED = new byte[0];

    private static final int OBJECT_BYTES = 24;

    private final byte[][] values;
    private final long memory;

    private Tuple(byte[][] values) {
        this.values = values;
        this.memory = memory(values);
    }

    /** Takes the array over. An element is null for NULL, {@link #unchanged()}, or the text's bytes. */
    public static Tuple of(byte[]... values) {
        return new Tuple(values);
    }

    /** The marker for a value that is not in the log. */
    public static byte[] unchanged() {
        return UNCHANGED;
    }

    public int size() {
        return values.length;
    }

    public boolean isNull(int column) {
        return values[column] == null;
    }

    public boolean isUnchanged(int column) {
        return values[column] == UNCHANGED;
    }

    /** Returns whether every value is known. */
    public boolean isComplete() {
        for (var value : values) {
            if (value == UNCHANGED) {
                return false;
            }
        }
        return true;
    }

    /** The text's bytes; null for NULL; {@link #unchanged()} as such. */
    public byte[] bytes(int column) {
        return values[column];
    }

    /** The value as {@linkplain ByteText text}, or null for NULL. */
    public String text(int column) {
        if (isUnchanged(column)) {
            throw new IllegalStateException("the value of column " + column + " is not in the log");
        }
        return values[column] == null ? null : ByteText.decode(values[column]);
    }

    /** This row with its unchanged values taken from an earlier image of it. */
    public Tuple filledFrom(Tuple earlier) {
        if (isComplete()) {
            return this;
        }
        var filled = values.clone();
        for (var i = 0; i < filled.length; i++) {
            if (filled[i] == UNCHANGED) {
                filled[i] = earlier.values[i];
            }
        }
        return new Tuple(filled);
    }

    /** The values at these positions, in that order. */
    public Tuple of(int[] positions) {
        var chosen = new byte[positions.length][];
        for (var i = 0; i < chosen.length; i++) {
            chosen[i] = values[positions[i]];
        }
        return new Tuple(chosen);
    }

    /** About how much memory it takes, in bytes. */
    public long memory() {
        return memory;
    }

    private static long memory(byte[][] values) {
        long sum = OBJECT_BYTES;
        for (var value : values) {
            sum += value == null ? Long.BYTES : OBJECT_BYTES + value.length;
        }
        return sum;
    }
}
