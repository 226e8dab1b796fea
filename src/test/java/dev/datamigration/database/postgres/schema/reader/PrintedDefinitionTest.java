package dev.datamigration.database.postgres.schema.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import org.junit.jupiter.api.Test;

class PrintedDefinitionTest {
    @Test
    void namesAreCutOut() {
        assertThat(PrintedDefinition.after("CREATE INDEX i ON a.t USING btree (x)", "CREATE INDEX i ON a.t "))
                .isEqualTo("USING btree (x)");
        assertThat(PrintedDefinition.before(" ON x FROM a.t", " FROM a.t")).isEqualTo(" ON x");
        assertThat(PrintedDefinition.around("K (x) REFERENCES a.t(y) REFERENCES a.t(", ") REFERENCES a.t("))
                .isEqualTo(new PrintedDefinition.Split("K (x", "y) REFERENCES a.t("));
    }

    @Test
    void whatIsNotAsExpectedIsNeverGuessed() {
        assertThatThrownBy(() -> PrintedDefinition.after("CREATE UNIQUE INDEX", "CREATE INDEX"))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> PrintedDefinition.around(null, "x"))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(FailureCode.SourceSchemaChanged));
    }
}
