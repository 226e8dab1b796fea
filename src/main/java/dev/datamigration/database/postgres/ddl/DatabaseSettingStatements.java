package dev.datamigration.database.postgres.ddl;

import dev.datamigration.database.postgres.schema.definition.DatabaseSetting;
import dev.datamigration.database.postgres.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Statements that set parameters on a database. */
public final class DatabaseSettingStatements {
    /**
     * Parameters whose catalog value is a list of names that were quoted already: GUC_LIST_QUOTE in the server's guc_tables.c.
     * Their elements are read and quoted anew, since what another server says is never run as it stands.
     */
    private static final Set<String> LISTS = Set.of(
            "local_preload_libraries",
            "search_path",
            "session_preload_libraries",
            "shared_preload_libraries",
            "temp_tablespaces",
            "unix_socket_directories");

    private static final Pattern ELEMENT = Pattern.compile("\\G\\s*(?:\"((?:[^\"]|\"\")*)\"|([^\",\\s]+))\\s*(,|$)");

    private final String database;

    /** @param database the one that gets the settings */
    public DatabaseSettingStatements(String database) {
        this.database = database;
    }

    /** Empty where the value cannot be read as what it must be. */
    public Optional<String> set(DatabaseSetting setting) {
        return value(setting).map(value -> prefix(setting) + value);
    }

    /** As {@link #set}, with a placeholder for the value: that of an application's own parameter may be confidential. */
    public String pattern(DatabaseSetting setting) {
        return prefix(setting) + "<value>";
    }

    /** Returns whether the database has it. */
    public String exists(DatabaseSetting setting) {
        return ("SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_db_role_setting s"
                        + " JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase"
                        + " LEFT JOIN pg_catalog.pg_roles r ON r.oid = s.setrole"
                        + " WHERE d.datname = pg_catalog.current_database() AND r.rolname IS NOT DISTINCT FROM %s"
                        + " AND %s = ANY (s.setconfig))")
                .formatted(
                        setting.role() == null ? "NULL" : Sql.literal(setting.role()),
                        Sql.literal(setting.name() + "=" + setting.value()));
    }

    private String prefix(DatabaseSetting setting) {
        var where = setting.role() == null
                ? "ALTER DATABASE " + Sql.identifier(database)
                : "ALTER ROLE %s IN DATABASE %s".formatted(Sql.identifier(setting.role()), Sql.identifier(database));
        return where + " SET " + Sql.identifier(setting.name()) + " TO ";
    }

    private static Optional<String> value(DatabaseSetting setting) {
        if (!LISTS.contains(setting.name())) {
            return Optional.of(Sql.literal(setting.value()));
        }
        if (setting.value().isBlank()) {
            return Optional.of("''");
        }
        return elements(setting.value())
                .map(names -> names.stream().map(Sql::literal).collect(Collectors.joining(", ")));
    }

    private static Optional<List<String>> elements(String list) {
        var names = new ArrayList<String>();
        var matcher = ELEMENT.matcher(list);
        while (matcher.find()) {
            var quoted = matcher.group(1);
            names.add(quoted == null ? matcher.group(2) : quoted.replace("\"\"", "\""));
            if (matcher.group(3).isEmpty()) {
                return Optional.of(names);
            }
        }
        return Optional.empty();
    }
}
