package dev.datamigration.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.database.postgres.ddl.AccessStatements;
import dev.datamigration.database.postgres.ddl.SecuredObject;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.testing.HostileTexts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names and values in SQL, read back as PostgreSQL reads them. {@code -Dquoting.seed=…} has others. */
class QuotingFuzzTest {
    private static final long SEED = Long.getLong("quoting.seed", 11);
    private static final int COUNT = 5_000;

    @Test
    void whatIsQuotedIsOneTokenWithTheSameText() {
        for (var seed = SEED; seed < SEED + COUNT; seed++) {
            var text = new HostileTexts(seed).text();
            assertThat(SqlTokens.of(Sql.identifier(text))).as("seed %d", seed).containsExactly("name " + text);
            assertThat(SqlTokens.of(Sql.literal(text))).as("seed %d", seed).containsExactly("text " + text);
        }
    }

    /** A literal within a literal, as statements within DO are. */
    @Test
    void whatIsQuotedTwiceIsReadTwice() {
        for (var seed = SEED; seed < SEED + COUNT; seed++) {
            var texts = new HostileTexts(seed);
            var name = texts.name(63);
            var statement = AccessStatements.ifOurs(
                    SecuredObject.schema(name), List.of("ALTER SCHEMA " + Sql.identifier(name) + " OWNER TO x"));
            var outer = SqlTokens.of(statement);
            assertThat(outer).as("seed %d", seed).hasSize(2).first().isEqualTo("word DO");
            var body = SqlTokens.of(outer.get(1).substring("text ".length()));
            assertThat(body).as("seed %d", seed).contains("name " + name, "text " + Sql.identifier(name));
            assertThat(body.stream().filter(token -> token.equals("word ALTER")))
                    .hasSize(1);
        }
    }
}
