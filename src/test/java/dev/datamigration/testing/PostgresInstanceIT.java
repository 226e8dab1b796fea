package dev.datamigration.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Side;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.database.RunScope;
import dev.datamigration.database.postgres.catalog.DataTables;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.database.selection.ObjectFilter;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresInstanceIT {
    @Test
    void catalogIsRead() throws Exception {
        var db = PostgresServers.source().createDatabase("catalog");
        db.execute(
                "CREATE TABLE a (id bigint PRIMARY KEY, v varchar(5), g int GENERATED ALWAYS AS (length(v)) STORED)",
                "CREATE TABLE p (k int, d date NOT NULL, PRIMARY KEY (k, d)) PARTITION BY RANGE (d)",
                "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
                "CREATE UNLOGGED TABLE nokey (x bit(3), y bpchar)");
        var scope = new RunScope("t", 1);
        try (var connection = new PostgresServer(db.access(Side.Source)).open(scope, "test")) {
            var tables = DataTables.read(
                    connection, new ObjectFilter(new ObjectSelection(List.of("public.*"), null, null, null)));
            assertThat(tables).extracting(t -> t.name().table()).containsExactly("a", "nokey", "p1");
            assertThat(tables.get(0).key()).containsExactly("id");
            assertThat(tables.get(0).copiedColumnNames()).containsExactly("id", "v");
            assertThat(tables.get(1).unlogged()).isTrue();
            assertThat(tables.get(1).hasKey()).isFalse();
            assertThat(tables.get(2).partitionRoot().table()).isEqualTo("p");
            assertThat(tables.get(2).key()).containsExactly("k", "d");
            assertThat(tables.get(1).columns()).extracting(c -> c.castType()).containsExactly("\"bit\"", "bpchar");
        }
    }
}
