package dev.datamigration.database.postgres.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.testing.HostileValues;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HashedTypeTest {
    private static final Map<String, HashedType> HASHED = Map.ofEntries(
            Map.entry("boolean", HashedType.BOOLEAN),
            Map.entry("smallint", HashedType.INTEGER),
            Map.entry("integer", HashedType.INTEGER),
            Map.entry("bigint", HashedType.INTEGER),
            Map.entry("numeric", HashedType.NUMERIC),
            Map.entry("text", HashedType.TEXT),
            Map.entry("character varying", HashedType.TEXT),
            Map.entry("uuid", HashedType.UUID),
            Map.entry("date", HashedType.DATE),
            Map.entry("timestamp without time zone", HashedType.TIMESTAMP),
            Map.entry("timestamp with time zone", HashedType.TIMESTAMP));

    @Test
    void theseAreHashedOneByOne() {
        HASHED.forEach((type, hashed) -> assertThat(HashedType.of(type, true)).contains(hashed));
    }

    /** Numbers with a signed zero, text that pads or folds, and whatever somebody made, named like a type of ours or not. */
    @Test
    void allOthersArePrintedTogether() {
        HostileValues.all().stream()
                .map(HostileValues::type)
                .filter(type -> !HASHED.containsKey(type) && !type.equals("timestamp"))
                .forEach(type -> assertThat(HashedType.of(type, true)).as(type).isEmpty());
        assertThat(HashedType.of("public.uuid", true)).isEmpty();
    }

    @Test
    void textOfTwoEncodingsIsPrintedToo() {
        HASHED.forEach((type, hashed) -> assertThat(HashedType.of(type, false))
                .isEqualTo(hashed == HashedType.TEXT ? Optional.empty() : Optional.of(hashed)));
    }
}
