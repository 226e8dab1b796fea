package dev.datamigration.database.postgres.precheck.privilege;

import dev.datamigration.database.postgres.precheck.check.CheckedDatabase;
import dev.datamigration.database.postgres.schema.TableCode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Code of others that an account would run, and gives more rights to by that. */
public final class UntrustedTables {
    private static final String OWNERS = """
            SELECT DISTINCT pg_catalog.pg_get_userbyid(relowner) FROM pg_catalog.pg_class WHERE oid = ANY (?)
            """;

    private UntrustedTables() {}

    /** Returns what the account of this database would run with its own rights. */
    public static List<TableCode> of(CheckedDatabase database, List<Long> tables, TableCode.Use use) {
        return in(database, tables, use, AccountPower.of(database));
    }

    /** Returns what an account of this or another database would run if it had these relations. */
    static List<TableCode> in(CheckedDatabase database, List<Long> relations, TableCode.Use use, AccountPower account) {
        return account.gaining(
                database.ask(connection -> TableCode.read(connection, relations, use)), owners(database, relations));
    }

    private static Set<String> owners(CheckedDatabase database, List<Long> relations) {
        return new HashSet<>(database.list(OWNERS, row -> row.getString(1), relations));
    }
}
