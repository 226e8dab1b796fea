package dev.datamigration.database.postgres.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.database.postgres.schema.definition.DatabaseSetting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseSettingStatementsTest {
    private final DatabaseSettingStatements statements = new DatabaseSettingStatements("shop");

    @Test
    void aValueIsALiteral() {
        assertThat(statements.set(new DatabaseSetting(null, false, "work_mem", "64MB")))
                .contains("ALTER DATABASE \"shop\" SET \"work_mem\" TO '64MB'");
        assertThat(statements.set(new DatabaseSetting("it's", false, "app.tenant", "a'; DROP TABLE t; --")))
                .contains("ALTER ROLE \"it's\" IN DATABASE \"shop\" SET \"app.tenant\" TO 'a''; DROP TABLE t; --'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "app, public               | 'app', 'public'",
                "\"$user\", public         | '$user', 'public'",
                "\"Odd \"\"Name\"\"\",x    | 'Odd \"Name\"', 'x'",
                "\"it's, one\"             | 'it''s, one'",
                "\"\"                      | ''",
            })
    void namesOfAListAreQuotedAnew(String value, String expected) {
        assertThat(statements.set(new DatabaseSetting(null, false, "search_path", value)))
                .contains("ALTER DATABASE \"shop\" SET \"search_path\" TO " + expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a,,b", "\"open", "a, \"b\"c", "a,"})
    void whatIsNoListIsNotRun(String value) {
        assertThat(statements.set(new DatabaseSetting(null, false, "search_path", value)))
                .isEmpty();
    }

    @Test
    void thePatternDoesNotTellTheValue() {
        assertThat(statements.pattern(new DatabaseSetting(null, false, "app.key", "secret")))
                .isEqualTo("ALTER DATABASE \"shop\" SET \"app.key\" TO <value>");
    }
}
