package dev.datamigration.database.postgres.compare;

import java.util.Optional;

/**
 * The types whose values a {@link RowChecksum} hashes one by one, which is cheaper than to print the row, and most of them as they
 * are. A type belongs here only if two values that print differently never come to the same value and hash for certain, on any
 * version: so not floating point, whose zeros hash alike, not character(n), whose hash leaves out blanks, and not enum, which is
 * hashed by a number of its server's own.
 */
enum HashedType {
    /** Of any width: the server's hash of a bigint folds it to half, so that its upper half is hashed by itself. */
    INTEGER("coalesce(%s, 0)::bigint", "hashint8extended(%1$s, hashint4extended((%1$s >> 32)::integer, %2$s))"),
    BOOLEAN("coalesce(%s::integer, 0)", "hashint4extended(%s, %s)"),
    /** By its bytes, whatever its collation takes for equal. */
    TEXT("coalesce(%s, '')", "hashtextextended(%s COLLATE \"C\", %s)"),
    /** As it prints: its hash knows no scale and no sign. By its own output function, since a cast may be somebody's. */
    NUMERIC("coalesce(textin(numeric_out(%s)), '')", "hashtextextended(%s COLLATE \"C\", %s)"),
    UUID("coalesce(%s, '00000000-0000-0000-0000-000000000000')", "uuid_hash_extended(%s, %s)"),
    /** As its number of days, of which the first and the last that there can be are left to the infinite ones. */
    DATE(
            "CASE WHEN isfinite(%1$s) THEN %1$s - date '2000-01-01' WHEN %1$s > '2000-01-01' THEN 2147483647"
                    + " WHEN %1$s < '2000-01-01' THEN -2147483648 ELSE 0 END",
            "hashint4extended(%s, %s)"),
    /** As seconds in double precision, which tells microseconds apart up to 2^33 seconds before and after 1970. */
    TIMESTAMP(
            "CASE WHEN " + HashedType.NEAR + " THEN date_part('epoch', %1$s) ELSE 0 END", "hashfloat8extended(%s, %s)");

    /** Of a time: between these its seconds are exact. */
    private static final String NEAR = "%1$s >= '1700-01-01' AND %1$s < '2240-01-01'";

    private final String value;
    private final String hash;

    HashedType(String value, String hash) {
        this.value = value;
        this.hash = hash;
    }

    /**
     * @param castType as a {@link dev.datamigration.database.table.Column} has it
     * @param sameEncoding whether both databases have the same encoding
     */
    static Optional<HashedType> of(String castType, boolean sameEncoding) {
        return switch (castType) {
            case "smallint", "integer", "bigint" -> Optional.of(INTEGER);
            case "boolean" -> Optional.of(BOOLEAN);
            case "text", "character varying" -> sameEncoding ? Optional.of(TEXT) : Optional.empty();
            case "numeric" -> Optional.of(NUMERIC);
            case "uuid" -> Optional.of(UUID);
            case "date" -> Optional.of(DATE);
            case "timestamp without time zone", "timestamp with time zone" -> Optional.of(TIMESTAMP);
            default -> Optional.empty();
        };
    }

    /** What is hashed of a column, never null: null comes to the same as some value. */
    String value(String reference) {
        return value.formatted(reference);
    }

    /** The hash of what {@link #value} gives, which depends on the seed in all its bits; both are expressions. */
    String hash(String value, String seed) {
        return hash.formatted(value, seed);
    }

    /** A condition under which {@link #value} leaves out something of a column; empty for a type of which it never does. */
    Optional<String> beyond(String reference) {
        return this == TIMESTAMP
                ? Optional.of("NOT coalesce(" + NEAR.formatted(reference) + ", true)")
                : Optional.empty();
    }
}
