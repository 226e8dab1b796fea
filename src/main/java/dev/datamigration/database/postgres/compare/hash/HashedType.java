package dev.datamigration.database.postgres.compare.hash;

import java.util.Optional;

/**
 * The types whose values a {@link RowChecksum} hashes one by one, which is cheaper than to print the row, and most of them as they
 * are. A type belongs here only if two values that print differently never come to the same value and hash for certain, on any
 * version: so not enum, which is hashed by a number of its server's own.
 *
 * <p>A value that cannot be hashed so is null here, and its row's columns of such types are printed then: see {@link #isWhole}.
 */
enum HashedType {
    /** Of 32 bits on both sides. */
    NARROW("%s", "'0'", "hashint4extended(%s, %s)"),
    /** Of any width: the server's hash of a bigint folds it to half, so that its upper half goes into the seed. */
    INTEGER("%s::bigint", "'0'", "hashint8extended(%1$s, %2$s # (%1$s >> 32))"),
    BOOLEAN("%s::integer", "'f'", "hashint4extended(%s, %s)"),
    /** By its bytes, whatever its collation takes for equal. */
    TEXT("%s", "''", "hashtextextended(%s COLLATE \"C\", %s)"),
    /** The hash leaves out the blanks at the end, which the length counts. */
    CHARACTER("%s", "''", "hashbpcharextended(%1$s COLLATE \"C\", hashint4extended(octet_length(%1$s), %2$s))"),
    /** By its own output function, since a cast may be somebody's. */
    JSON("textin(json_out(%s))", "'0'", TEXT.hash),
    JSONB("textin(jsonb_out(%s))", "'0'", TEXT.hash),
    /** The hash knows no scale and no sign. What is no finite number has no scale. */
    NUMERIC(
            "%s",
            "'0'",
            "hash_numeric_extended(%1$s, hashint4extended(CASE WHEN %1$s < 0 THEN -1 - scale(%1$s) ELSE scale(%1$s) END, %2$s))"),
    /** Not the negative zero, which hashes as zero does; the hash of that is its seed, which therefore tells the place. */
    FLOAT("CASE WHEN %1$s <> 0 OR atan2(%1$s, -1) > 0 THEN %1$s END", "'1'", "hashfloat8extended(%s, %s # %s)"),
    UUID("%s", "'00000000-0000-0000-0000-000000000000'", "uuid_hash_extended(%s, %s)"),
    /** As its number of days. */
    DATE("CASE WHEN isfinite(%1$s) THEN %1$s - date '2000-01-01' END", "'2000-01-01'", "hashint4extended(%s, %s)"),
    /** As seconds in double precision, which tells microseconds apart up to 2^33 seconds before and after 1970. */
    TIMESTAMP(
            "CASE WHEN %1$s >= '1700-01-01' AND %1$s < '2240-01-01' THEN date_part('epoch', %1$s) END",
            "'2000-01-01'", FLOAT.hash),
    TIME("date_part('epoch', %s)", "'12:00'", FLOAT.hash),
    /** There is no function for it that SQL can call before version 18, other than by an array of it. */
    BYTES("CASE WHEN octet_length(%1$s) <= 1000000 THEN ARRAY[%1$s] END", "''", "hash_array_extended(%s, %s)");

    private final String value;
    private final String inPlaceOfNull;
    private final String hash;

    HashedType(String value, String inPlaceOfNull, String hash) {
        this.value = value;
        this.inPlaceOfNull = inPlaceOfNull;
        this.hash = hash;
    }

    /**
     * @param castType as a {@link dev.datamigration.database.table.Column} has it
     * @param otherCastType that of the other side
     * @param sameEncoding whether both databases have the same encoding
     */
    static Optional<HashedType> of(String castType, String otherCastType, boolean sameEncoding) {
        return switch (castType) {
            case "smallint", "integer", "bigint" ->
                Optional.of(castType.equals("bigint") || otherCastType.equals("bigint") ? INTEGER : NARROW);
            case "boolean" -> Optional.of(BOOLEAN);
            case "text", "character varying" -> inEncoding(sameEncoding, TEXT);
            case "bpchar" -> inEncoding(sameEncoding, CHARACTER);
            case "json" -> inEncoding(sameEncoding, JSON);
            case "jsonb" -> inEncoding(sameEncoding, JSONB);
            case "numeric" -> Optional.of(NUMERIC);
            case "real", "double precision" -> Optional.of(FLOAT);
            case "uuid" -> Optional.of(UUID);
            case "date" -> Optional.of(DATE);
            case "timestamp without time zone", "timestamp with time zone" -> Optional.of(TIMESTAMP);
            case "time without time zone" -> Optional.of(TIME);
            case "bytea" -> Optional.of(BYTES);
            default -> Optional.empty();
        };
    }

    private static Optional<HashedType> inEncoding(boolean sameEncoding, HashedType type) {
        return sameEncoding ? Optional.of(type) : Optional.empty();
    }

    /** What is hashed of a column: null where it is null, and for a value that cannot be hashed so. */
    String value(String reference) {
        return value.formatted(reference);
    }

    /** As {@link #value}, but that null comes to the same as some value that can be hashed. */
    String valueOrSome(String reference) {
        return value("coalesce(" + reference + ", " + inPlaceOfNull + ")");
    }

    /** Returns whether each value can be hashed. */
    boolean isWhole() {
        return switch (this) {
            case NUMERIC, FLOAT, DATE, TIMESTAMP, BYTES -> false;
            default -> true;
        };
    }

    /**
     * The hash of what {@link #value} gives, which depends on the seed in all its bits; both are expressions.
     *
     * @param place number of the column, from 1 on
     */
    String hash(String value, String seed, int place) {
        return hash.formatted(value, seed, place);
    }
}
