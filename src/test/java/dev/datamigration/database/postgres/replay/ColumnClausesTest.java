package dev.datamigration.database.postgres.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnClausesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "gen_random_uuid()",
                "nextval('public.s'::regclass)",
                "clock_timestamp()",
                "(random() * (5)::double precision)",
                "'a'::text || gen_random_uuid()",
                "public.next_number('x'::text)"
            })
    void aDefaultThatIsWorkedOutForEachRowCannotBeTold(String expression) {
        assertThat(ColumnClauses.isComputedForEachRow(column(expression, null))).isTrue();
        assertThat(ColumnClauses.isComputedForEachRow(column(expression, "7")))
                .as("the catalog has the value that all rows got")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"5", "'-5'::integer", "(-5)", "'it''s'::text", "'x'::character varying(3)", "true", "NULL::text"
            })
    void aConstantIsTheSameEverywhere(String expression) {
        assertThat(ColumnClauses.isComputedForEachRow(column(expression, null))).isFalse();
    }

    @Test
    void rowsThatWereThereGetTheValueThatTheSourceGaveThem() {
        assertThat(ColumnClauses.withValueOfRows(column("now()", "it's")))
                .isEqualTo("\"c\" text DEFAULT 'it''s'::text NOT NULL");
        assertThat(ColumnClauses.whole(column("now()", "it's"))).isEqualTo("\"c\" text DEFAULT now() NOT NULL");
    }

    private static Described column(String defaultValue, String missing) {
        return new Described(JsonNodeFactory.instance
                .objectNode()
                .put("name", "c")
                .put("type", "text")
                .put("notNull", true)
                .put("default", defaultValue)
                .put("missing", missing));
    }
}
