package dev.datamigration.database.postgres.switchover;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QueryTextTest {
    @Test
    void valuesAreLeftOut() {
        assertThat(QueryText.withoutLiterals("SELECT * FROM t1 WHERE a = 'it''s' AND b = 42.5 AND c = $x$y$x$"))
                .isEqualTo("SELECT * FROM t1 WHERE a = ? AND b = ? AND c = ?");
        assertThat(QueryText.withoutLiterals("UPDATE t SET a = E'x\\'y' -- 'secret'\n WHERE b = 'cut off"))
                .isEqualTo("UPDATE t SET a = E? WHERE b = ?");
        assertThat(QueryText.withoutLiterals("SELECT /* secret */ $1, 7")).isEqualTo("SELECT $1, ?");
    }

    @Test
    void onlyTheBeginningIsShown() {
        assertThat(QueryText.withoutLiterals("SELECT " + "a, ".repeat(100))).hasSize(80);
        assertThat(QueryText.withoutLiterals(null)).isEmpty();
    }
}
