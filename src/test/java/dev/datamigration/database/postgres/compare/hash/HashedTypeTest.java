package dev.datamigration.database.postgres.compare.hash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.testing.HostileValues;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HashedTypeTest {
    private static final Map<String, HashedType> HASHED = Map.ofEntries(
            Map.entry("boolean", HashedType.BOOLEAN),
            Map.entry("smallint", HashedType.NARROW),
            Map.entry("integer", HashedType.NARROW),
            Map.entry("bigint", HashedType.INTEGER),
            Map.entry("numeric", HashedType.NUMERIC),
            Map.entry("real", HashedType.FLOAT),
            Map.entry("double precision", HashedType.FLOAT),
            Map.entry("text", HashedType.TEXT),
            Map.entry("character varying", HashedType.TEXT),
            Map.entry("bpchar", HashedType.CHARACTER),
            Map.entry("json", HashedType.JSON),
            Map.entry("jsonb", HashedType.JSONB),
            Map.entry("uuid", HashedType.UUID),
            Map.entry("bytea", HashedType.BYTES),
            Map.entry("date", HashedType.DATE),
            Map.entry("time without time zone", HashedType.TIME),
            Map.entry("timestamp without time zone", HashedType.TIMESTAMP),
            Map.entry("timestamp with time zone", HashedType.TIMESTAMP));

    /** As columns are declared with them. */
    private static final Set<String> OTHER_NAMES = Set.of("timestamp", "time");

    private static final Set<HashedType> TEXTS =
            Set.of(HashedType.TEXT, HashedType.CHARACTER, HashedType.JSON, HashedType.JSONB);

    @Test
    void theseAreHashedOneByOne() {
        HASHED.forEach(
                (type, hashed) -> assertThat(HashedType.of(type, type, true)).contains(hashed));
    }

    @Test
    void integersAreHashedAsTheWiderOfBothSides() {
        assertThat(HashedType.of("integer", "smallint", true)).contains(HashedType.NARROW);
        assertThat(HashedType.of("integer", "bigint", true)).contains(HashedType.INTEGER);
        assertThat(HashedType.of("bigint", "smallint", true)).contains(HashedType.INTEGER);
    }

    /** Text that folds, and whatever somebody made, named like a type of ours or not. */
    @Test
    void allOthersArePrintedTogether() {
        HostileValues.all().stream()
                .map(HostileValues::type)
                .filter(type -> !HASHED.containsKey(type) && !OTHER_NAMES.contains(type))
                .forEach(type ->
                        assertThat(HashedType.of(type, type, true)).as(type).isEmpty());
        assertThat(HashedType.of("public.uuid", "public.uuid", true)).isEmpty();
    }

    @Test
    void textOfTwoEncodingsIsPrintedToo() {
        HASHED.forEach((type, hashed) -> assertThat(HashedType.of(type, type, false))
                .isEqualTo(TEXTS.contains(hashed) ? Optional.empty() : Optional.of(hashed)));
    }
}
