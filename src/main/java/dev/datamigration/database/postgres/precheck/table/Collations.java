package dev.datamigration.database.postgres.precheck.table;

import dev.datamigration.api.task.MigrationType;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabases;
import dev.datamigration.database.postgres.precheck.check.TargetCheck;
import dev.datamigration.database.precheck.Finding;
import dev.datamigration.database.precheck.Problems;
import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.Quantity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Checks whether the target has the collations that columns name, and sorts by them as the source does. */
public record Collations() implements TargetCheck {
    private static final String USED = """
            SELECT DISTINCT n.nspname, co.collname, co.collprovider, pg_catalog.pg_collation_actual_version(co.oid) AS version
              FROM pg_catalog.pg_attribute a
              JOIN pg_catalog.pg_collation co ON co.oid = a.attcollation
              JOIN pg_catalog.pg_namespace n ON n.oid = co.collnamespace
             WHERE a.attrelid = ANY (?) AND a.attnum > 0 AND NOT a.attisdropped
               AND co.collname NOT IN ('default', 'C', 'POSIX')
             ORDER BY n.nspname, co.collname
            """;

    private static final String FOUND = """
            SELECT n.nspname, co.collname, co.collprovider, pg_catalog.pg_collation_actual_version(co.oid) AS version
              FROM pg_catalog.pg_collation co JOIN pg_catalog.pg_namespace n ON n.oid = co.collnamespace
             WHERE n.nspname = ? AND co.collname = ?
               AND co.collencoding IN (-1, (SELECT encoding FROM pg_catalog.pg_database
                                             WHERE datname = pg_catalog.current_database()))
            """;

    @Override
    public Finding look(CheckedDatabases databases) {
        var missing = new Problems();
        var different = new Problems();
        var used = databases.source().list(USED, Collation::of, databases.sourceOids());
        for (var collation : used) {
            var found = found(collation, databases);
            if (found.isEmpty() && !isCarried(collation, databases)) {
                missing.add(
                        collation.name().toString(),
                        "Install the locale on the target server and run SELECT pg_import_system_collations('pg_catalog'); or create a collation of this name with CREATE COLLATION.");
            } else if (!found.isEmpty() && !found.get(0).sortsAs(collation)) {
                different.add(
                        collation.name().toString(),
                        "If order matters to the application, use the same provider and version of the collation on the target.");
            }
        }
        return missing.isEmpty()
                ? different.warningOr(
                        "Collations of another provider or version on the target: text may sort differently",
                        Quantity.of(
                                used.size(),
                                "The target has the 1 collation that columns name.",
                                "The target has the %d collations that columns name."))
                : missing.failedOr("Collations that the target lacks", "");
    }

    private static List<Collation> found(Collation collation, CheckedDatabases databases) {
        var schema = databases.filter().targetSchemaOf(collation.name().schema());
        return databases
                .target()
                .list(FOUND, Collation::of, schema, collation.name().table());
    }

    private static boolean isCarried(Collation collation, CheckedDatabases databases) {
        return databases.plan().has(MigrationType.Schema)
                && !collation.name().schema().equals("pg_catalog");
    }

    /** @param version of the library that sorts, or null where it does not tell one */
    record Collation(TableName name, String provider, String version) {
        static Collation of(ResultSet row) throws SQLException {
            return new Collation(
                    new TableName(row.getString("nspname"), row.getString("collname")),
                    row.getString("collprovider"),
                    row.getString("version"));
        }

        boolean sortsAs(Collation other) {
            return provider.equals(other.provider)
                    && (version == null || other.version == null || version.equals(other.version));
        }
    }
}
