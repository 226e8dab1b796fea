package dev.datamigration.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.datamigration.database.postgres.checkpoint.CheckpointSchema;
import dev.datamigration.testing.PostgresServers;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** The SQL that documents tell people to run works where a task has its checkpoints. */
class DocumentedSqlIT {

    @Test
    void everyQueryOfTheDocumentsRuns() throws SQLException {
        var database = PostgresServers.target().createDatabase("documented");
        try (var connection = database.connect()) {
            CheckpointSchema.install(connection);
        }
        var run = 0;
        for (var document : Document.all()) {
            for (var sql : document.sql()) {
                assertThatCode(() -> database.execute(sql))
                        .as("%s: %s", document, sql)
                        .doesNotThrowAnyException();
                run++;
            }
        }
        assertThat(run).as("queries found in the documents").isGreaterThanOrEqualTo(3);
    }
}
