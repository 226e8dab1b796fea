package dev.datamigration.database.postgres.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.testing.HostileValues;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HashedTypeTest {
    private static final Map<String, HashedType> HASHED = Map.of(
            "boolean", HashedType.BOOLEAN,
            "smallint", HashedType.INTEGER,
            "integer", HashedType.INTEGER,
            "bigint", HashedType.INTEGER,
            "text", HashedType.TEXT,
            "character varying", HashedType.TEXT,
            "uuid", HashedType.UUID,
            "date", HashedType.DATE,
            "timestamp without time zone", HashedType.TIMESTAMP,
            "timestamp with time zone", HashedType.TIMESTAMP);

    @Test
    void theseAreHashedAsTheyAre() {
        HASHED.forEach((type, hashed) -> assertThat(HashedType.of(type, true)).contains(hashed));
    }

    /** Numbers with a scale or a signed zero, text that pads or folds, and whatever somebody made, named like a type of ours or not. */
    @Test
    void allOthersArePrinted() {
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
